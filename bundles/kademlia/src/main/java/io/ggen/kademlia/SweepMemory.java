package io.ggen.kademlia;

import java.util.Optional;

/**
 * Remembers across restarts what was put when, so that a host that starts often does not put everything again each time. Some
 * bytes that mean nothing to others, at most 5 MiB. Called on the node's lane, so it must not block for long.
 */
public interface SweepMemory {
    /** What was saved last; empty if nothing was or it cannot be read. */
    Optional<byte[]> load();

    /** Keeps {@code state} in place of what was kept before. */
    void save(byte[] state);

    /** One that forgets with the process. */
    static SweepMemory none() {
        return new SweepMemory() {
            private volatile byte[] kept = new byte[0];

            @Override
            public Optional<byte[]> load() {
                return kept.length == 0 ? Optional.empty() : Optional.of(kept.clone());
            }

            @Override
            public void save(byte[] state) {
                kept = state.clone();
            }
        };
    }
}
