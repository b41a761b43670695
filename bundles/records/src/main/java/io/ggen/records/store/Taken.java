package io.ggen.records.store;

import io.ggen.records.Refusal;
import io.ggen.records.Signed;
import org.jspecify.annotations.Nullable;

/**
 * What became of bytes that somebody brought.
 *
 * @param outcome what was done with them
 * @param record what they hold, or null if they were refused
 * @param refusal why they are no record to be held to, or null
 */
public record Taken(
        Outcome outcome,
        @Nullable Signed<?> record,
        @Nullable Refusal refusal) {
    /** What can become of bytes. */
    public enum Outcome {
        /** Valid and new: it is in the store, and listeners hear of it. */
        NEW,
        /** It contradicts one that is there: both are kept as proof, and listeners hear of it. */
        FORK,
        /** It is in the store already. */
        KNOWN,
        /** Valid, but a newer one is here. */
        OLDER,
        /** Valid, but there is no room for it, or who brought it or signed it is over its quota for now. */
        OVER_QUOTA,
        /** Valid, but its key was revoked. */
        REVOKED,
        /** Not to be held against anybody: a time ahead, an unknown format. */
        IGNORED,
        /** Never right: whoever brought it is to blame. */
        REJECTED
    }

    /** Whether the store has it now and had it not before. */
    public boolean isNews() {
        return outcome == Outcome.NEW || outcome == Outcome.FORK;
    }
}
