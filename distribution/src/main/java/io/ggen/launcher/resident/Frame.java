package io.ggen.launcher.resident;

import java.nio.charset.StandardCharsets;

/**
 * One message: on the wire a byte for its kind, four for the length of its body (big endian), and the body.
 *
 * <p>A client sends {@link #REQUEST}, the host {@link #ACCEPTED} or {@link #REFUSED}; the client sends {@link #GO}, and only
 * then the command runs. It ends with {@link #EXIT}. These and the first four bytes of a request stay as they are in all
 * versions.
 *
 * @param kind one of the constants
 * @param body not to be changed
 */
record Frame(byte kind, byte[] body) {
    /** The version of the protocol that this class speaks; the first four bytes of a request. */
    static final int VERSION = 1;

    /** Client: a {@link Request}. */
    static final byte REQUEST = 1;

    /** Client: the command may start. Empty. */
    static final byte GO = 2;

    /** Client: the answer to a {@link #READ}, bytes of standard input; empty at its end. */
    static final byte INPUT = 3;

    /** Client: the user has pressed Ctrl-C. Empty. */
    static final byte CANCEL = 4;

    /** Host: the command will run; the process id of the host, 8 bytes. */
    static final byte ACCEPTED = 16;

    /** Host: the command will not run here; a {@link Refusal}. */
    static final byte REFUSED = 17;

    /** Host: bytes for standard output. */
    static final byte OUT = 18;

    /** Host: bytes for standard error. */
    static final byte ERR = 19;

    /** Host: the command wants to read standard input; at most so many bytes, 4 bytes. */
    static final byte READ = 20;

    /** Host: the command has ended; its exit status, 4 bytes, and one byte: 1 if the client should wait for the host's end. */
    static final byte EXIT = 21;

    /** Bytes of the kind and the length. */
    static final int HEAD = 5;

    /** The body as UTF-8, from {@code offset}. */
    String text(int offset) {
        return new String(body, offset, body.length - offset, StandardCharsets.UTF_8);
    }
}
