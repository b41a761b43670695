package io.ggen.gossipsub;

/**
 * What strangers can make this host keep or do. "A second" is a heartbeat.
 *
 * @param peers with how many peers it gossips; more are not spoken to
 * @param topicsPerPeer how many topics of a peer are remembered, besides those this host is in itself
 * @param topicLength characters of a topic's name; bytes on the wire are at most four times that
 * @param rpc bytes of one RPC; a longer one ends the stream
 * @param entries how many subscriptions, messages or ids of one kind one RPC may have; else it is dropped whole
 * @param data bytes of one message; a longer one is invalid
 * @param rpcsPerSecond how many RPCs of one peer are read in a second; then it has to wait
 * @param bytesPerSecond how many bytes of one peer are read in a second; then it has to wait
 * @param checksPerSecond how many new messages of one peer are checked in a second (a signature costs a quarter of a
 *     millisecond); more are dropped
 * @param validating how many messages wait for a verdict; more are dropped
 * @param validatingPerPeer how many of one peer
 * @param seen how many messages are remembered; the oldest is forgotten
 * @param cached how many messages are kept for those who ask; the oldest is forgotten
 * @param cachedBytes how many bytes of them
 * @param ihaves how many IHAVE of one peer are heard in a second
 * @param ihaveIds how many ids of them
 * @param wanted how many messages are asked of one peer in a second
 * @param promises how many asked-for messages are watched over
 * @param retransmissions how often one peer gets one message it asks for; so many peers may ask as there may be peers
 * @param servedBytes how many bytes of such messages it gets in a second
 * @param unwanted how many ids of IDONTWANT of one peer are heard in a second; three times that are remembered
 * @param repeats how many messages a peer may send again in a second
 * @param queuedBytes how many bytes wait for one peer to read; messages beyond are dropped, at twice that the stream ends
 * @param backoffs how many peers that were pruned are remembered for one topic
 * @param retained how many scores of peers that have gone are remembered
 */
public record GossipLimits(
        int peers,
        int topicsPerPeer,
        int topicLength,
        int rpc,
        int entries,
        int data,
        int rpcsPerSecond,
        int bytesPerSecond,
        int checksPerSecond,
        int validating,
        int validatingPerPeer,
        int seen,
        int cached,
        int cachedBytes,
        int ihaves,
        int ihaveIds,
        int wanted,
        int promises,
        int retransmissions,
        int servedBytes,
        int unwanted,
        int repeats,
        int queuedBytes,
        int backoffs,
        int retained) {
    private static final int KIB = 1024;

    /** What ggen uses. */
    public static final GossipLimits DEFAULT = new GossipLimits(
            1000,
            128,
            256,
            1024 * KIB,
            5000,
            16 * KIB,
            1000,
            4096 * KIB,
            400,
            1000,
            100,
            100_000,
            5000,
            16_384 * KIB,
            10,
            5000,
            200,
            10_000,
            3,
            2048 * KIB,
            512,
            50,
            2048 * KIB,
            4000,
            4000);

    /** Refuses an RPC that a single message does not fit into, and a queue that one RPC does not fit into. */
    public GossipLimits {
        if (data < 1 || rpc < data + 4 * topicLength + 512 || queuedBytes < rpc || entries < 1 || peers < 1) {
            throw new IllegalArgumentException("no such limits");
        }
    }

    /** How many messages can be asked for at once, so that the answer is a single RPC within bounds. */
    int wantedAtOnce() {
        return Math.max(1, rpc / (data + 512));
    }
}
