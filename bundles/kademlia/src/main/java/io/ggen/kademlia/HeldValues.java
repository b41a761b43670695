package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records this node holds, nearest to it first. Where there is no room, the one farthest away goes if the new one is
 * nearer. What was put by others is forgotten after a time. On the lane.
 */
final class HeldValues {
    private final Key self;
    private final KademliaLimits limits;
    private final long expiry;
    private final TreeMap<Key, Held> byDistance = new TreeMap<>();
    private final Map<PeerId, Long> bytesOf = new HashMap<>();
    private long bytes;

    /**
     * A record.
     *
     * @param key its key
     * @param value its value
     * @param at when it came, by the lane's time
     * @param received when it came, as text
     * @param from who put it; null: this host
     */
    record Held(
            byte[] key,
            byte[] value,
            long at,
            String received,
            @Nullable PeerId from) {
        int size() {
            return key.length + value.length;
        }
    }

    HeldValues(Key self, KademliaLimits limits, Duration expiry) {
        this.self = self;
        this.limits = limits;
        this.expiry = expiry.toNanos();
    }

    @Nullable
    Held get(Key key, long now) {
        Key distance = self.xor(key);
        Held held = byDistance.get(distance);
        if (held != null && now - held.at > expiry) {
            forget(distance, held);
            return null;
        }
        return held;
    }

    /** Holds a record in place of what stood there; false if there is no room for it. */
    boolean hold(Held record) {
        Key distance = self.xor(Key.of(record.key));
        Held present = byDistance.get(distance);
        long already = present != null && present.from != null && present.from.equals(record.from) ? present.size() : 0;
        if (record.from != null
                && bytesOf.getOrDefault(record.from, 0L) - already + record.size() > limits.valueBytesPerPeer()) {
            return false;
        }
        if (present != null) {
            forget(distance, present);
        }
        while (bytes + record.size() > limits.valueBytes()) {
            Map.Entry<Key, Held> farthest = byDistance.isEmpty() ? null : byDistance.lastEntry();
            if (farthest == null || farthest.getKey().compareTo(distance) < 0) {
                return false;
            }
            forget(farthest.getKey(), farthest.getValue());
        }
        byDistance.put(distance, record);
        bytes += record.size();
        if (record.from != null) {
            bytesOf.merge(record.from, (long) record.size(), Long::sum);
        }
        return true;
    }

    private void forget(Key distance, Held held) {
        byDistance.remove(distance);
        forgotten(held);
    }

    private void forgotten(Held held) {
        bytes -= held.size();
        if (held.from != null) {
            bytesOf.computeIfPresent(held.from, (peer, sum) -> sum > held.size() ? sum - held.size() : null);
        }
    }

    /** Forgets what is too old. */
    void expire(long now) {
        Iterator<Held> all = byDistance.values().iterator();
        while (all.hasNext()) {
            Held held = all.next();
            if (now - held.at > expiry) {
                all.remove();
                forgotten(held);
            }
        }
    }

    int size() {
        return byDistance.size();
    }

    long bytes() {
        return bytes;
    }

    /** Whether exactly this value is held under the key. */
    boolean holds(Key key, byte[] value, long now) {
        Held held = get(key, now);
        return held != null && Arrays.equals(held.value, value);
    }
}
