package io.ggen.launcher;

/** Why ggen could not start: one sentence for the user, and what to try. */
final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String next;

    LaunchFailure(String sentence, String next) {
        super(sentence);
        this.next = next;
    }

    LaunchFailure(String sentence, String next, Throwable cause) {
        super(sentence, cause);
        this.next = next;
    }

    /** The next command to try, or empty text. */
    String next() {
        return next;
    }
}
