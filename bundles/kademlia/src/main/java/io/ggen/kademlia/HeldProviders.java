package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who told this node that they have what. Of a key with too many providers a random one goes; when there are too many in all,
 * those of the key farthest away go, if the new one is nearer. On the lane.
 */
final class HeldProviders {
    private final Key self;
    private final KademliaLimits limits;
    private final long expiry;
    private final RandomGenerator random;
    private final TreeMap<Key, List<Provider>> byDistance = new TreeMap<>();
    private final Map<PeerId, Integer> keysOf = new HashMap<>();
    private int size;

    private record Provider(PeerId peer, List<Multiaddr> addresses, long at) {}

    HeldProviders(Key self, KademliaLimits limits, Duration expiry, RandomGenerator random) {
        this.self = self;
        this.limits = limits;
        this.expiry = expiry.toNanos();
        this.random = random;
    }

    /** Takes note that {@code peer} has the content of {@code key}; false if there is no room. */
    boolean add(Key key, PeerId peer, List<Multiaddr> addresses, long now) {
        Key distance = self.xor(key);
        List<Provider> present = byDistance.get(distance);
        int at = present == null ? -1 : indexOf(present, peer);
        if (present != null && at >= 0) {
            present.set(at, new Provider(peer, List.copyOf(addresses), now));
            return true;
        }
        if (keysOf.getOrDefault(peer, 0) >= limits.providersPerPeer() || !makeRoom(distance)) {
            return false;
        }
        List<Provider> all = byDistance.computeIfAbsent(distance, any -> new ArrayList<>(1));
        if (all.size() >= limits.providersPerKey()) {
            int victim = random.nextInt(all.size());
            forgotten(all.get(victim));
            all.set(victim, all.get(all.size() - 1));
            all.remove(all.size() - 1);
        }
        all.add(new Provider(peer, List.copyOf(addresses), now));
        keysOf.merge(peer, 1, Integer::sum);
        size++;
        return true;
    }

    private boolean makeRoom(Key distance) {
        while (size >= limits.providers()) {
            if (byDistance.isEmpty() || byDistance.lastKey().compareTo(distance) <= 0) {
                return false;
            }
            byDistance.pollLastEntry().getValue().forEach(this::forgotten);
        }
        return true;
    }

    private static int indexOf(List<Provider> all, PeerId peer) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).peer.equals(peer)) {
                return i;
            }
        }
        return -1;
    }

    private void forgotten(Provider provider) {
        size--;
        keysOf.computeIfPresent(provider.peer, (peer, count) -> count > 1 ? count - 1 : null);
    }

    /** At most {@code most} providers of {@code key}, at random, without {@code except}. */
    List<PeerAddresses> some(Key key, int most, @Nullable PeerId except, long now) {
        List<Provider> all = byDistance.get(self.xor(key));
        if (all == null) {
            return List.of();
        }
        List<Provider> chosen = new ArrayList<>(all.size());
        for (Provider one : all) {
            if (now - one.at <= expiry && !one.peer.equals(except)) {
                chosen.add(one);
            }
        }
        List<PeerAddresses> some = new ArrayList<>(Math.min(most, chosen.size()));
        for (int i = 0; i < most && i < chosen.size(); i++) {
            int other = i + random.nextInt(chosen.size() - i);
            Provider one = chosen.get(other);
            chosen.set(other, chosen.get(i));
            some.add(new PeerAddresses(one.peer, one.addresses));
        }
        return some;
    }

    /** Forgets what is too old. */
    void expire(long now) {
        Iterator<List<Provider>> keys = byDistance.values().iterator();
        while (keys.hasNext()) {
            List<Provider> all = keys.next();
            all.removeIf(one -> {
                boolean old = now - one.at > expiry;
                if (old) {
                    forgotten(one);
                }
                return old;
            });
            if (all.isEmpty()) {
                keys.remove();
            }
        }
    }

    int size() {
        return size;
    }

    int keys() {
        return byDistance.size();
    }
}
