package io.ggen.p2p.api.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Records held by the peers nearest to their keys. Values are checked by the {@link ValueValidator} of the key's namespace
 * before they are stored, sent or returned. A service; safe for use by many threads; never blocks. Stages fail with
 * {@link io.ggen.p2p.api.NetworkException} only where there is nobody to ask, or the value is not valid.
 */
@ProviderType
public interface ValueStore {
    /**
     * Puts {@code value} under {@code key} here and at the peers nearest to it. {@code progress} hears each time one more
     * holds it; the stage completes when all have answered or {@code within} has passed.
     */
    CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress);

    /** The value under {@code key}, asked for with {@code effort}; what is known when {@code within} has passed. */
    CompletionStage<Found> get(byte[] key, Effort effort, Duration within);

    /**
     * Keeps a valid value alive: it is put again now and then, for the first time when it is due and not now, until
     * {@link #release} or the end of the network.
     */
    void keep(byte[] key, byte[] value);

    /** Does not put the value under {@code key} again; those who hold it will forget it. */
    void release(byte[] key);

    /** How sure a lookup has to be. */
    enum Effort {
        /** The first valid value will do: for records that cannot have two. */
        FIRST,
        /**
         * All of the nearest peers that can be reached, or 11 of them over at least 3 disjoint paths, and then the best value
         * by the validator: for records that move on.
         */
        AGREED
    }

    /**
     * Where a value is now.
     *
     * @param holders how many peers confirmed that they hold it
     * @param asked how many were asked: 20, or fewer in a small network
     */
    record Receipt(int holders, int asked) {
        /** Whether one peer has it. */
        public boolean isAnnounced() {
            return holders > 0;
        }

        /** Whether so many have it that it lasts: 11 of 20, or more than half of those there are. */
        public boolean isDurable() {
            return holders > asked / 2;
        }
    }

    /**
     * What a lookup found.
     *
     * @param value the best valid value, if any peer had one
     * @param answers how many peers answered, with or without a value
     * @param enough whether that was what the effort asked for
     */
    record Found(Optional<byte[]> value, int answers, boolean enough) {}
}
