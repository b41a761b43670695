package io.ggen.kademlia;

/**
 * What strangers can make a node keep and do.
 *
 * @param valueBytes all records of others together
 * @param valueBytesPerPeer those that one peer put
 * @param value one record
 * @param providersPerKey providers of one key; when there are more, a random one goes
 * @param providers all providers together
 * @param providersPerPeer keys for which one peer is a provider
 * @param lookups lookups under way
 * @param queries requests of one lookup
 * @param kept records and contents that this host itself keeps alive
 * @param requestsPerSecond requests of one peer that are answered in a second; what is more has to wait
 * @param dialled connections that lookups made and that are kept
 */
public record KademliaLimits(
        long valueBytes,
        long valueBytesPerPeer,
        int value,
        int providersPerKey,
        int providers,
        int providersPerPeer,
        int lookups,
        int queries,
        int kept,
        int requestsPerSecond,
        int dialled) {
    /** 64 MiB of records, 4 MiB a peer, 16 KiB each; 1,000 providers a key; and so on. */
    public static final KademliaLimits DEFAULT =
            new KademliaLimits(64L << 20, 4L << 20, 16 << 10, 1000, 100_000, 10_000, 256, 300, 100_000, 200, 256);
}
