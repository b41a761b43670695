package io.ggen.api;

import java.util.List;

/**
 * A failure that a user can act on, as facts and as one sentence. Parts with facts worth keeping implement it as a
 * record; {@link #of} and {@link #usage} serve the rest.
 */
public interface Problem {
    /** One sentence: what failed, why, and what state things are in now. Never a stack trace, never two lines. */
    String message();

    /** Commands worth trying next, most promising first, each as the user would type it; empty if there is none. */
    default List<String> next() {
        return List.of();
    }

    /** The reasons behind the sentence, one line each, where there is more to say; empty for most problems. */
    default List<String> explanation() {
        return List.of();
    }

    /** How a command that ends with this problem exits. */
    default Kind kind() {
        return Kind.FAILED;
    }

    /** This problem as something to throw. */
    default ProblemException asException() {
        return new ProblemException(this);
    }

    /** This problem as something to throw, keeping what caused it for the log. */
    default ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }

    /** A failed operation. */
    static Problem of(String message, String... next) {
        return new PlainProblem(Kind.FAILED, message, List.of(next));
    }

    /** A request that was wrong before anything was tried. */
    static Problem usage(String message, String... next) {
        return new PlainProblem(Kind.USAGE, message, List.of(next));
    }

    /** An operation that the user stopped. */
    static Problem cancelled(String message) {
        return new PlainProblem(Kind.CANCELLED, message, List.of());
    }

    /** The three ways an operation can fail. */
    enum Kind {
        /** The operation failed; exit status 1. */
        FAILED,
        /** The request makes no sense; exit status 2. */
        USAGE,
        /** The user interrupted; exit status 130. */
        CANCELLED
    }
}
