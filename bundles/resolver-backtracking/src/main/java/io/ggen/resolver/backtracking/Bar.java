package io.ggen.resolver.backtracking;

import io.ggen.api.Release;
import java.util.List;

/** What may rule out a known release that a range allows. */
enum Bar {
    /** The lock holds another version, and is to be kept there. */
    KEPT,
    /** The lock holds another version or none, and nothing else may be chosen at all. */
    FROZEN,
    /** Its bytes are not on this machine, and nothing may be fetched. */
    OFFLINE;

    /** Says that this rules out {@code releases} of a package. */
    String words(Candidates candidates, List<Release> releases) {
        if (this == OFFLINE) {
            return candidates.name() + " " + Shortage.versions(releases)
                    + (Shortage.isOneVersion(releases) ? " is" : " are") + " not on this machine (--offline is set)";
        }
        if (candidates.locked() == null) {
            return "the lock holds no " + candidates.name() + " (--frozen is set)";
        }
        String gone = candidates.isLockedVersionGone() ? ", which no registry has any more" : "";
        String locked = candidates.locked() + gone;
        return this == KEPT
                ? "the lock keeps " + candidates.name() + " at " + locked
                : "the lock holds " + candidates.name() + " " + locked + " (--frozen is set)";
    }
}
