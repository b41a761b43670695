package io.ggen.kademlia;

import io.ggen.p2p.api.ProtocolId;
import java.time.Duration;
import java.util.List;

/**
 * How a node takes part.
 *
 * @param protocol what it speaks; only peers with the very same one are its network
 * @param server whether it answers others and is in their tables; a client only asks
 * @param paths over how many disjoint paths records that move on are put and looked up, 1 to 8
 * @param expiry after how long what others put here is forgotten
 * @param republish how often what this host keeps alive is put again
 * @param refresh how often the table is refreshed
 * @param exempt networks such as {@code 203.0.113.0/24} of which any number of peers may be in a bucket; loopback and
 *     private ones are exempt anyway
 * @param limits what strangers can make this node keep
 */
public record KademliaSettings(
        ProtocolId protocol,
        boolean server,
        int paths,
        Duration expiry,
        Duration republish,
        Duration refresh,
        List<String> exempt,
        KademliaLimits limits) {
    /** The protocol of ggen's own network. */
    public static final ProtocolId GGEN = new ProtocolId("/ggen/kad/1.0.0");

    /** How many peers hold a record, and how many are in a bucket: k. */
    public static final int HOLDERS = 20;

    /** How many requests of one lookup are under way: alpha. */
    static final int PARALLEL = 10;

    /** How many of the holders have to answer about a record that moves on, and over how many paths. */
    static final int QUORUM = 11;

    static final int QUORUM_PATHS = 3;

    private static final int MOST_PATHS = 8;

    /** Refuses what cannot be. */
    public KademliaSettings {
        exempt = List.copyOf(exempt);
        if (paths < 1 || paths > MOST_PATHS || expiry.isNegative() || republish.isNegative() || refresh.isNegative()) {
            throw new IllegalArgumentException("no such settings");
        }
    }

    /** A server of ggen's network with the numbers of the specification. */
    public static KademliaSettings serving() {
        return new KademliaSettings(
                GGEN,
                true,
                MOST_PATHS,
                Duration.ofHours(48),
                Duration.ofHours(12),
                Duration.ofMinutes(10),
                List.of(),
                KademliaLimits.DEFAULT);
    }

    /** The same as a client. */
    public static KademliaSettings asking() {
        return serving().withServer(false);
    }

    /** These, as a server or a client. */
    public KademliaSettings withServer(boolean answers) {
        return new KademliaSettings(protocol, answers, paths, expiry, republish, refresh, exempt, limits);
    }

    /** These in another network. */
    public KademliaSettings withProtocol(ProtocolId other) {
        return new KademliaSettings(other, server, paths, expiry, republish, refresh, exempt, limits);
    }

    /** These with another number of paths. */
    public KademliaSettings withPaths(int number) {
        return new KademliaSettings(protocol, server, number, expiry, republish, refresh, exempt, limits);
    }

    /** These with another time between refreshes. */
    public KademliaSettings withRefresh(Duration interval) {
        return new KademliaSettings(protocol, server, paths, expiry, republish, interval, exempt, limits);
    }

    /** These with other limits. */
    public KademliaSettings withLimits(KademliaLimits other) {
        return new KademliaSettings(protocol, server, paths, expiry, republish, refresh, exempt, other);
    }
}
