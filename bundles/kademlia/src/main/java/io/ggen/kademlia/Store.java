package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What this node holds for others, and the rules for taking something in. On the lane. */
final class Store {
    private final Core core;
    final HeldValues values;
    final HeldProviders providers;

    Store(Core core) {
        this.core = core;
        KademliaLimits limits = core.settings.limits();
        Duration expiry = core.settings.expiry();
        this.values = new HeldValues(core.self, limits, expiry);
        this.providers = new HeldProviders(core.self, limits, expiry, core.random);
    }

    /** The valid value held under {@code key}, or null. */
    HeldValues.@Nullable Held value(byte[] key) {
        HeldValues.Held held = values.get(Key.of(key), core.now());
        return held != null && core.validators.isValid(key, held.value()) ? held : null;
    }

    /** Holds a valid value unless a better one is held; returns what is held then, or null if there is no room. */
    HeldValues.@Nullable Held offer(byte[] key, byte[] value, @Nullable PeerId from) {
        HeldValues.Held present = value(key);
        if (present != null
                && !Arrays.equals(present.value(), value)
                && !core.validators.isBetter(key, value, present.value())) {
            return present;
        }
        HeldValues.Held held = new HeldValues.Held(key, value, core.now(), WireTime.write(core.clock.instant()), from);
        return values.hold(held) ? held : null;
    }

    /**
     * Whether others should hold {@code key}: this host knows twenty live peers nearer to it, and does not lie in the region
     * around it in which so many are expected (or else those who crowd a key could have it refused everywhere).
     */
    boolean isForOthers(Key key) {
        var closest = core.table.closest(key, KademliaSettings.HOLDERS, null);
        if (closest.size() < KademliaSettings.HOLDERS) {
            return false;
        }
        Key own = key.xor(core.self);
        Key last = key.xor(closest.get(KademliaSettings.HOLDERS - 1).key());
        return last.compareTo(own) < 0 && own.share() > core.size.region();
    }

    /** Forgets what is too old. */
    void expire() {
        values.expire(core.now());
        providers.expire(core.now());
    }
}
