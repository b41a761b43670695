package io.ggen.api;

import java.util.List;

/** One part's own examination, for {@code ggen doctor}. Every service of this type is asked. */
public interface Checkup {
    /** The part examined, in a word or two: "store", "file registry". */
    String subject();

    /** Looks, changes nothing, and reports. May take seconds; throws nothing. */
    List<Finding> examine();

    /**
     * One thing found.
     *
     * @param severity how bad it is
     * @param sentence what was found
     * @param next the command that helps, or empty text
     */
    record Finding(Severity severity, String sentence, String next) {
        /** Something that is as it should be. */
        public static Finding good(String sentence) {
            return new Finding(Severity.GOOD, sentence, "");
        }
    }

    /** How bad a finding is. */
    enum Severity {
        /** As it should be. */
        GOOD,
        /** Works, but somebody should look. */
        WARNING,
        /** Does not work. */
        BROKEN
    }
}
