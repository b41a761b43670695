package io.ggen.api;

/**
 * Hears how an operation gets on. Called from any thread, often many times a second; must return at once. An operation is
 * cancelled by interrupting the thread that called it: it then leaves the old state and throws a
 * {@link Problem.Kind#CANCELLED} problem.
 */
public interface Progress {
    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /**
     * {@code done} of {@code total} units of {@code stage} are done.
     *
     * @param stage a short word for people: "resolving", "fetching", "extracting"
     * @param total how many there are in all, or 0 if that is not known yet
     */
    default void at(String stage, long done, long total) {}

    /**
     * {@code done} of {@code total} bytes are here.
     *
     * @param stage as in {@link #at}
     * @param senders how many send at the moment
     */
    default void bytes(String stage, long done, long total, int senders) {
        at(stage, done, total);
    }

    /** Something that the user should know although the operation goes on: one sentence. */
    default void warning(String sentence) {}

    /** Something worth telling, at the moment it happened: one sentence. */
    default void note(String sentence) {}
}
