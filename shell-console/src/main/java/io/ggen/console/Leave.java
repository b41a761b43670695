package io.ggen.console;

/** Thrown by {@code exit} to leave the shell. */
final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Leave(int status) {
        super("leaving the shell", null, false, false);
        this.status = status;
    }

    /** The exit status that the user asked for. */
    int status() {
        return status;
    }
}
