package io.ggen.p2p.api;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Two directions of bytes between two peers, in order, without loss, each ended by itself. Boundaries of buffers mean
 * nothing.
 *
 * <p><b>Back-pressure.</b> The peer can send only as much as has been read here, plus a window (256 KiB to begin with, a few
 * MiB at most); a write completes only when the peer's window and a bounded buffer have taken all of it.
 *
 * <p><b>Threads.</b> Any thread may call, one for reading and one for writing at a time; nothing blocks. Stages complete in a
 * thread of the transport or, where the answer is there, before the call returns: use {@link Steps#repeat} for loops.
 *
 * <p><b>Ends.</b> A stream must be ended: by both directions having ended (FIN both ways), by {@link #close} or by
 * {@link #reset}. When a stream is reset by either side, or its connection goes, pending and later calls fail with a
 * {@link NetworkException} that says why.
 */
@ConsumerType
public interface Stream {
    /** Who is at the other end. */
    PeerId peer();

    /** The address of the other end of the connection, as {@link Connection#remote()}. */
    Multiaddr remote();

    /** What was agreed upon. */
    ProtocolId protocol();

    /**
     * The next bytes, at most 256 KiB: at least one, or none at all when the peer has ended its direction. The buffer belongs
     * to the caller, begins at its position and has an array. One read at a time: another one before that is complete fails
     * with {@link IllegalStateException}.
     */
    CompletionStage<ByteBuffer> read();

    /**
     * Sends all that remains in {@code bytes}; complete when flow control has taken it, not when it has arrived. Until
     * then the buffer is the stream's. One write at a time, none after {@link #finish}: those fail with
     * {@link IllegalStateException}.
     */
    CompletionStage<Void> write(ByteBuffer bytes);

    /** Ends this host's direction (FIN) behind all that was written. Reading goes on. Calling it again does nothing. */
    CompletionStage<Void> finish();

    /**
     * Done: ends this host's direction behind a write that may be pending, throws away what else the peer sends, and resets
     * the stream if the peer has not ended its direction within some seconds. Pending reads fail with CLOSED.
     */
    void close();

    /** Ends both directions at once; {@code why}, one line, is what pending calls here say. Calling it again does nothing. */
    void reset(String why);

    /**
     * Resets the stream (TIMED_OUT) if it has not ended {@code within} from now. Takes the place of an earlier deadline;
     * zero takes it away. Cheap enough to be called for every message.
     */
    void deadline(Duration within);
}
