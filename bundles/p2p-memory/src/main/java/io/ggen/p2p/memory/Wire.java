package io.ggen.p2p.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One direction of one connection: in order, as fast as its link. */
final class Wire {
    private static final int PACKET = 1400;
    private static final int OVERHEAD = 40;
    private static final int BUFFER = 256 * 1024;
    private static final long LEAST_RESEND = 200_000_000L;
    private static final int MOST_RESENDS = 8;

    private final MemoryNetwork network;
    private final MemoryHost from;
    private final MemoryHost to;
    private Link link;
    private int linkVersion;
    private long busyUntil;
    private long lastArrival;
    private @Nullable ArrayDeque<Segment> held;
    private boolean resuming;

    Wire(MemoryNetwork network, MemoryHost from, MemoryHost to) {
        this.network = network;
        this.from = from;
        this.to = to;
        this.link = network.link(from, to);
        this.linkVersion = network.linkVersion();
    }

    private Link link() {
        if (linkVersion != network.linkVersion()) {
            link = network.link(from, to);
            linkVersion = network.linkVersion();
        }
        return link;
    }

    /** Has {@code action} happen at the other end when {@code payload} bytes behind all earlier ones have got there. */
    void send(End receiver, int kind, int payload, long content, Runnable action) {
        Link now = link();
        int bytes = payload + OVERHEAD;
        long start = Math.max(network.time().now(), busyUntil);
        busyUntil = now.bytesPerSecond() == 0 ? start : start + bytes * 1_000_000_000L / now.bytesPerSecond();
        lastArrival = Math.max(lastArrival, busyUntil + delay(now, bytes));
        network.sent(bytes);
        network.time().at(lastArrival, new Segment(receiver, kind, payload, content, action));
    }

    /** How long a packet of this size takes by itself; another time each time. */
    long delay(int bytes) {
        return delay(link(), bytes);
    }

    private long delay(Link now, int bytes) {
        long delay = now.latency().toNanos();
        if (!now.jitter().isZero()) {
            delay += network.random().nextLong(now.jitter().toNanos() + 1);
        }
        if (now.loss() > 0) {
            int packets = (bytes + PACKET - 1) / PACKET;
            double lost = packets == 1 ? now.loss() : 1 - Math.pow(1 - now.loss(), packets);
            long resend = Math.max(LEAST_RESEND, 3 * now.latency().toNanos());
            for (int i = 0; i < MOST_RESENDS && network.random().nextDouble() < lost; i++) {
                delay += resend;
                resend *= 2;
                lost = now.loss();
            }
        }
        return delay;
    }

    /** How long from now the bytes that wait for the link are more than a buffer holds; 0 if they are not. */
    long backlog() {
        long rate = link().bytesPerSecond();
        return rate == 0 ? 0 : Math.max(0, busyUntil - network.time().now() - BUFFER * 1_000_000_000L / rate);
    }

    /** Whether nothing gets through now. */
    boolean isBlocked() {
        return network.isBlocked(from, to);
    }

    /** Sends again what could not get through; what comes meanwhile waits behind it. */
    void resume() {
        if (held != null && !resuming) {
            resuming = true;
            network.time().schedule(Duration.ofNanos(delay(PACKET)), this::release);
        }
    }

    private void release() {
        resuming = false;
        ArrayDeque<Segment> waiting = held;
        if (waiting != null && !isBlocked()) {
            held = null;
            for (Segment segment : waiting) {
                segment.deliver();
            }
        }
    }

    /** Something on its way. */
    private final class Segment extends Event {
        private final End receiver;
        private final int kind;
        private final int payload;
        private final long content;
        private final Runnable action;

        Segment(End receiver, int kind, int payload, long content, Runnable action) {
            this.receiver = receiver;
            this.kind = kind;
            this.payload = payload;
            this.content = content;
            this.action = action;
        }

        @Override
        void fire() {
            if (held != null || isBlocked()) {
                if (held == null) {
                    held = new ArrayDeque<>(4);
                }
                held.add(this);
            } else {
                deliver();
            }
        }

        private void deliver() {
            if (receiver.isOpen()) {
                network.trace(from, to, kind, payload, content);
                action.run();
            }
        }
    }
}
