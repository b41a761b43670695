package io.ggen.libp2p.yamux;

import java.util.HashSet;
import java.util.Set;

/**
 * Which stream ids a peer has used. Ids rise, though not always in order on the wire; those left out may come later, as long as
 * there are not too many of them.
 */
final class UsedIds {
    private static final int MOST_LEFT_OUT = 1024;

    private final Set<Long> leftOut = new HashSet<>();
    private long highest;

    /** Ids after {@code start}, each 2 above the one before. */
    UsedIds(long start) {
        highest = start;
    }

    /** Notes that {@code id} is used; false if it was, or if it leaves out too many. */
    boolean use(long id) {
        if (id <= highest) {
            return leftOut.remove(id);
        }
        if ((id - highest) / 2 - 1 > MOST_LEFT_OUT - leftOut.size()) {
            return false;
        }
        for (long skipped = highest + 2; skipped < id; skipped += 2) {
            leftOut.add(skipped);
        }
        highest = id;
        return true;
    }
}
