package io.ggen.sync;

import io.ggen.p2p.api.records.Received;
import io.ggen.records.store.Taken;

/**
 * What came of a request, or of many.
 *
 * @param records how many came
 * @param news how many of them are new here
 * @param refused how many of them are valid and yet not kept: over a quota, of an ended key, ahead of time
 * @param bytes of all of them
 * @param complete whether the peer sent all it has
 */
record Tally(int records, int news, int refused, long bytes, boolean complete) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, true);

    Tally with(Taken taken, int size) {
        boolean isRefused = switch (taken.outcome()) {
            case OVER_QUOTA, REVOKED, IGNORED -> true;
            default -> false;
        };
        return new Tally(
                records + 1, news + (taken.isNews() ? 1 : 0), refused + (isRefused ? 1 : 0), bytes + size, complete);
    }

    Tally with(Tally other) {
        return new Tally(
                records + other.records,
                news + other.news,
                refused + other.refused,
                bytes + other.bytes,
                complete && other.complete);
    }

    Tally cutOff() {
        return new Tally(records, news, refused, bytes, false);
    }

    Received received() {
        return new Received(records, news, bytes, complete);
    }
}
