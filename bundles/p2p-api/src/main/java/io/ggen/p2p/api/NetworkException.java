package io.ggen.p2p.api;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Why something with a peer did not work: a reason for code, a sentence for people. Peers that fail are ordinary, so this
 * carries no stack trace.
 */
public final class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A failure; {@code message} is one sentence, safe to show. */
    public NetworkException(Reason reason, String message) {
        this(reason, message, null);
    }

    private NetworkException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    /** Bytes that break the rules of their format. */
    public static NetworkException malformed(String message) {
        return new NetworkException(Reason.MALFORMED, message);
    }

    /**
     * What is behind a failed stage: {@code failure} or its cause if that is one of these, else a FAILED one with its
     * message.
     */
    public static NetworkException of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NetworkException known) {
            return known;
        }
        return new NetworkException(Reason.FAILED, String.valueOf(cause), cause);
    }

    /** The kind of failure. */
    public Reason reason() {
        return reason;
    }

    /** Kinds of failure that code tells apart. */
    public enum Reason {
        /** Nobody answered at any usable address. */
        UNREACHABLE,
        /** Somebody else answered. */
        WRONG_PEER,
        /** The other side, or a rule here, said no to a connection. */
        REFUSED,
        /** There is no connection to the peer. */
        NOT_CONNECTED,
        /** The peer speaks none of the protocols asked for. */
        NO_PROTOCOL,
        /** It took longer than allowed. */
        TIMED_OUT,
        /** The stream was reset, here or there. */
        RESET,
        /** The connection ended. */
        DISCONNECTED,
        /** A bound was reached. */
        LIMIT,
        /** What came breaks the rules of its format. */
        MALFORMED,
        /** This host, or this end of the stream, was closed. */
        CLOSED,
        /** Anything else. */
        FAILED
    }
}
