package io.ggen.shell;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Says what could stand where the user types, and what a mistyped command was to be. Safe for use by many threads; throws nothing. */
@ProviderType
public interface Completions {
    /**
     * What could complete the last of {@code words}, which is empty text if nothing of it is typed yet. The words before
     * it are complete; the first of all is the command, in any spelling that {@link CommandLine#run} takes.
     */
    Answer complete(List<String> words);

    /**
     * The command that somebody meant who typed {@code typed}, or the help of its scope, as a shell takes it: {@code trust:add}.
     * Empty if none is near.
     */
    Optional<String> meant(String typed);

    /**
     * What fits.
     *
     * @param candidates all that begin as the last word does, in the order to show them; at most a few hundred
     * @param paths which paths would also fit; the caller knows the file system
     */
    record Answer(List<Candidate> candidates, Paths paths) {
        /** Copies the list. */
        public Answer {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * One thing that fits.
     *
     * @param value the whole word
     * @param description a few words for the user, or empty text
     * @param complete whether the word is whole, so that a space may follow
     */
    record Candidate(String value, String description, boolean complete) {}

    /** Which paths fit. */
    enum Paths {
        /** None. */
        NONE,
        /** Folders. */
        FOLDERS,
        /** Files, and folders on the way to them. */
        FILES
    }
}
