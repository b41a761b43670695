package io.ggen.fetch;

import java.time.Duration;

/**
 * What peers, and users, can make grow. Times are in the code that they belong to.
 *
 * @param uploads streams answered with leaves at a time; more are told that this host is busy
 * @param uploadPerSecond bytes sent in a second, to all; 0: no limit
 * @param uploadPerSecondAndPeer bytes sent in a second to one peer; 0: no limit
 * @param transfers archives fetched at a time; more wait
 * @param waiting archives that wait
 * @param contents small contents fetched at a time
 * @param peers peers that one transfer uses at a time
 * @param candidates peers that one transfer ever hears of
 * @param streams streams fetched with, of all transfers together
 * @param folderBytes bytes of archives in the folder; those not in use that are oldest go first
 * @param folderAge how long an archive that nobody asks for is kept
 * @param treeBytes bytes of leaf lists kept in memory
 * @param looking contents looked for on this machine at a time; who asks for more is told that this host is busy
 */
record FetchLimits(
        int uploads,
        long uploadPerSecond,
        long uploadPerSecondAndPeer,
        int transfers,
        int waiting,
        int contents,
        int peers,
        int candidates,
        int streams,
        long folderBytes,
        Duration folderAge,
        long treeBytes,
        int looking) {
    /** Streams that one peer may have open here, and this host with one peer (GGEN-WIRE section 7). */
    static final int STREAMS_PER_PEER = 8;

    static final FetchLimits DEFAULT =
            new FetchLimits(64, 0, 0, 16, 4096, 64, 8, 64, 64, 8L << 30, Duration.ofDays(7), 16L << 20, 64);

    FetchLimits {
        if (uploads < 0
                || uploadPerSecond < 0
                || uploadPerSecondAndPeer < 0
                || transfers < 1
                || peers < 1
                || candidates < peers
                || streams < 1) {
            throw new IllegalArgumentException("limits of fetching that allow nothing");
        }
    }

    FetchLimits withUploads(int uploads, long perSecond, long perSecondAndPeer) {
        return new FetchLimits(
                uploads,
                perSecond,
                perSecondAndPeer,
                transfers,
                waiting,
                contents,
                peers,
                candidates,
                streams,
                folderBytes,
                folderAge,
                treeBytes,
                looking);
    }

    FetchLimits withFolder(long bytes, Duration age) {
        return new FetchLimits(
                uploads,
                uploadPerSecond,
                uploadPerSecondAndPeer,
                transfers,
                waiting,
                contents,
                peers,
                candidates,
                streams,
                bytes,
                age,
                treeBytes,
                looking);
    }
}
