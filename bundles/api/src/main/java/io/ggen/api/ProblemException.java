package io.ggen.api;

/**
 * Carries a {@link Problem} to whoever can show it. The only exception that ggen's services throw on purpose;
 * {@link #toString()} is the one sentence, because the Gogo shell prints exactly that.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** A failure without an underlying cause. */
    public ProblemException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** A failure with what caused it; the cause goes to the log, never to the user. */
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }

    @Override
    public String toString() {
        return problem.message();
    }
}
