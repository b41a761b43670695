package io.ggen.p2p.memory;

import java.time.Duration;

/**
 * One direction between two hosts. Connections are like TCP: no byte is lost or overtakes another; a lost packet is sent
 * again and holds up what comes behind it.
 *
 * @param latency the time a packet takes at least
 * @param jitter up to so much more, at random
 * @param loss how probably a packet of 1,400 bytes is lost, from 0 to 0.9
 * @param bytesPerSecond how much goes through in a second; 0: no limit
 */
public record Link(Duration latency, Duration jitter, double loss, long bytesPerSecond) {
    /** Refuses what cannot be. */
    public Link {
        if (latency.isNegative() || jitter.isNegative() || !(loss >= 0 && loss <= 0.9) || bytesPerSecond < 0) {
            throw new IllegalArgumentException("no such link");
        }
    }

    /** Always {@code latency}, no loss, no limit. */
    public static Link of(Duration latency) {
        return new Link(latency, Duration.ZERO, 0, 0);
    }

    /** The same with some jitter. */
    public Link withJitter(Duration more) {
        return new Link(latency, more, loss, bytesPerSecond);
    }

    /** The same with loss. */
    public Link withLoss(double probability) {
        return new Link(latency, jitter, probability, bytesPerSecond);
    }

    /** The same with a limited rate. */
    public Link withRate(long bytes) {
        return new Link(latency, jitter, loss, bytes);
    }

    /** What links there are between hosts. Asked again after each change of the model; must not depend on chance. */
    @FunctionalInterface
    public interface Model {
        /** The way from {@code from} to {@code to}; the way back may be another. */
        Link between(MemoryHost from, MemoryHost to);
    }
}
