package io.ggen.api.registry;

import io.ggen.api.Release;
import java.util.List;

/** What one registry says about one name. */
public sealed interface Answer {
    /**
     * The registry knows the name.
     *
     * @param releases all of its releases, newest version first, yanked ones included; never empty
     */
    record Found(List<Release> releases) implements Answer {
        /** Copies the list. */
        public Found {
            releases = List.copyOf(releases);
        }
    }

    /** The registry has looked and there is no such name. */
    record Absent() implements Answer {}

    /**
     * The registry could not look.
     *
     * @param reason half a sentence, fit to stand in brackets: "no answer within 10 s"
     */
    record Unavailable(String reason) implements Answer {}

    /** The answer of a registry that does not know the name. */
    Answer ABSENT = new Absent();
}
