package io.ggen.libp2p.yamux;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stream of a {@link YamuxSession}. Everything happens in the connection's event loop. */
public final class YamuxStream {
    static final int INITIAL_WINDOW = 256 * 1024;
    static final int MOST_BODY = 32 * 1024;
    private static final long HIGHEST_WINDOW = 0xffff_ffffL;
    private static final int LONGEST_HEAD = 16 * 1024;

    private final YamuxSession session;
    private final long id;
    private final ByteQueue incoming = new ByteQueue();
    private @Nullable Listener listener;
    private long sendWindow = INITIAL_WINDOW;
    private long receiveWindow = INITIAL_WINDOW;
    private int windowSize = INITIAL_WINDOW;
    private int consumed;
    private long grantedAt;
    private @Nullable ByteBuf head;
    private @Nullable ByteBuffer writing;
    private @Nullable CompletableFuture<Void> written;
    private boolean finWanted;
    private boolean finSent;
    private boolean finSeen;
    private boolean discarding;
    private @Nullable NetworkException failure;
    private boolean queued;
    private boolean forgotten;

    YamuxStream(YamuxSession session, long id) {
        this.session = session;
        this.id = id;
        grantedAt = session.now();
    }

    /** Hears of what the peer does. */
    public interface Listener {
        /** There is something to read: bytes, or the end. */
        void readable();

        /** The stream is of no more use; what waited for it fails with {@code why}. */
        void broken(NetworkException why);

        /** The session has forgotten the stream: both directions have ended, or it is broken. Called once. */
        void over();
    }

    /** Who hears from now on. */
    public void listener(Listener next) {
        listener = next;
    }

    long id() {
        return id;
    }

    /** How many bytes can be read now. */
    public int available() {
        return incoming.size();
    }

    /** Whether the peer has ended its direction and all of it was read. */
    public boolean atEnd() {
        return finSeen && incoming.size() == 0;
    }

    /** Whether the peer has ended its direction, though bytes of it may be left to read. */
    public boolean peerFinished() {
        return finSeen;
    }

    /** Why the stream is broken, or null. */
    public @Nullable NetworkException failure() {
        return failure;
    }

    /** The next byte; there must be one. */
    public byte next() {
        byte b = incoming.next();
        consumed(1);
        return b;
    }

    /** The next bytes, as many as lie together; none if there are none now. */
    public ByteBuffer take() {
        ByteBuffer bytes = incoming.take();
        consumed(bytes.remaining());
        return bytes;
    }

    private void consumed(int count) {
        if (!forgotten) {
            session.budget().give(count);
        }
        grantLater(count);
    }

    private void grantLater(int count) {
        consumed += count;
        if (finSeen || failure != null || consumed < windowSize / 2) {
            return;
        }
        int delta = consumed;
        consumed = 0;
        long now = session.now();
        if (session.mayGrow(windowSize, now - grantedAt)) {
            delta += windowSize;
            windowSize *= 2;
        }
        grantedAt = now;
        receiveWindow += delta;
        session.send(Frame.WINDOW, 0, id, delta);
    }

    /** Sends {@code bytes} before anything that is written and has not gone out yet. */
    public void writeHead(ByteBuf bytes) {
        if (failure != null || forgotten) {
            bytes.release();
            return;
        }
        ByteBuf before = head;
        if (before == null) {
            head = session.alloc()
                    .heapBuffer(bytes.readableBytes(), LONGEST_HEAD)
                    .writeBytes(bytes);
        } else {
            before.writeBytes(bytes);
        }
        bytes.release();
        session.ready(this);
    }

    /** Sends {@code bytes}; {@code done} is complete when flow control has taken all. One at a time. */
    public void write(ByteBuffer bytes, CompletableFuture<Void> done) {
        NetworkException broken = failure;
        if (broken != null) {
            done.completeExceptionally(broken);
        } else if (finWanted || writing != null) {
            done.completeExceptionally(new IllegalStateException(
                    finWanted ? "a write after the end" : "a write before the one before is complete"));
        } else if (!bytes.hasRemaining()) {
            done.complete(null);
        } else {
            writing = bytes;
            written = done;
            session.ready(this);
        }
    }

    /** Ends our direction behind what was written. */
    public void finish() {
        if (!finWanted && failure == null) {
            finWanted = true;
            session.ready(this);
        }
    }

    /** Whether our direction has ended, or will behind what is being written. */
    public boolean finishing() {
        return finWanted;
    }

    /** Throws away what has come and what still comes. */
    public void discard() {
        discarding = true;
        int waiting = incoming.size();
        drop();
        grantLater(waiting);
    }

    /** Ends both directions at once and tells the peer. */
    public void reset(NetworkException why) {
        if (failure == null && session.knows(this)) {
            session.send(Frame.WINDOW, Frame.RST, id, 0);
            fail(why);
        }
    }

    // ---- what the session does

    boolean queued(boolean now) {
        boolean before = queued;
        queued = now;
        return before;
    }

    boolean hasWork() {
        if (failure != null || finSent) {
            return false;
        }
        boolean bytes = head != null || writing != null;
        return bytes ? sendWindow > 0 : finWanted;
    }

    /** Sends one frame. */
    void sendSome() {
        ByteBuf first = head;
        ByteBuffer second = writing;
        int most = (int) Math.min(MOST_BODY, sendWindow);
        int fromFirst = first == null ? 0 : Math.min(most, first.readableBytes());
        int fromSecond = second == null ? 0 : Math.min(most - fromFirst, second.remaining());
        int body = fromFirst + fromSecond;
        boolean firstDone = first == null || fromFirst == first.readableBytes();
        // never together with bytes: js-libp2p hears of the end before it hears of them, and drops them
        boolean last = body == 0;
        ByteBuf out = session.alloc().heapBuffer(Frame.HEADER + body, Frame.HEADER + body);
        Frame.put(out, last ? Frame.WINDOW : Frame.DATA, last ? Frame.FIN : 0, id, body);
        if (first != null && fromFirst > 0) {
            out.writeBytes(first, fromFirst);
            if (firstDone) {
                first.release();
                head = null;
            }
        }
        if (second != null && fromSecond > 0) {
            int limit = second.limit();
            second.limit(second.position() + fromSecond);
            out.writeBytes(second);
            second.limit(limit);
        }
        sendWindow -= body;
        session.sendFrame(out);
        if (last) {
            finSent = true;
        }
        boolean taken = second != null && !second.hasRemaining();
        CompletableFuture<Void> done = written;
        if (taken) {
            writing = null;
            written = null;
        }
        if (last && finSeen) {
            over();
        }
        if (taken && done != null) {
            done.complete(null);
        }
    }

    /** Whether the peer may send {@code length} bytes now; if so it may send as many less from now on. */
    boolean charge(long length) {
        if (length > receiveWindow) {
            return false;
        }
        receiveWindow -= length;
        return true;
    }

    /** Bytes that came. They are dropped behind the peer's end, and where nobody wants them. */
    void body(ByteBuf in, int count) {
        if (finSeen || failure != null) {
            return;
        }
        if (discarding) {
            grantLater(count);
            return;
        }
        if (!session.budget().take(count)) {
            reset(new NetworkException(Reason.LIMIT, "Too many bytes wait to be read here; this stream had to go."));
            return;
        }
        incoming.add(in, count);
        Listener now = listener;
        if (now != null) {
            now.readable();
        }
    }

    /** More that we may send. False if it goes beyond what a window can be. */
    boolean grant(long delta) {
        sendWindow += delta;
        if (sendWindow > HIGHEST_WINDOW) {
            return false;
        }
        session.ready(this);
        return true;
    }

    void finSeen() {
        if (finSeen || failure != null) {
            return;
        }
        finSeen = true;
        if (finSent) {
            over();
        }
        Listener now = listener;
        if (now != null) {
            now.readable();
        }
    }

    /** The peer reset the stream. What it sent before its end stays to be read. */
    void resetSeen() {
        fail(new NetworkException(Reason.RESET, "The peer reset the stream."));
    }

    void fail(NetworkException why) {
        if (failure != null || !session.knows(this)) {
            return;
        }
        failure = why;
        ByteBuf unsent = head;
        head = null;
        if (unsent != null) {
            unsent.release();
        }
        if (!finSeen) {
            drop();
        }
        CompletableFuture<Void> done = written;
        written = null;
        writing = null;
        if (done != null) {
            done.completeExceptionally(why);
        }
        Listener now = listener;
        if (now != null) {
            now.broken(why);
        }
        over();
    }

    private void drop() {
        if (!forgotten) {
            session.budget().give(incoming.size());
        }
        incoming.clear();
    }

    /** From here on what is left to read is the reader's, no longer of the connection's budget. */
    private void over() {
        if (session.forget(this)) {
            session.budget().give(incoming.size());
            forgotten = true;
            session.shrink(windowSize - INITIAL_WINDOW);
            Listener now = listener;
            if (now != null) {
                now.over();
            }
        }
    }
}
