package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peers this host knows, many of those near to it and few of those far away (Maymounkov and Mazières 2002, section 2.2):
 * a bucket for each number of bits a peer's point has in common with this host's. For one lane.
 */
final class RoutingTable {
    private final Key self;
    private final @Nullable Bucket[] buckets = new Bucket[Key.BITS];
    private final Map<PeerId, Entry> entries = new LinkedHashMap<>();

    RoutingTable(Key self) {
        this.self = self;
    }

    int size() {
        return entries.size();
    }

    Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Nullable
    Entry get(PeerId peer) {
        return entries.get(peer);
    }

    /** Which bucket {@code key} belongs to. */
    int index(Key key) {
        return Math.min(Key.BITS - 1, self.commonBits(key));
    }

    /** The bucket of this index, made if need be. */
    Bucket bucket(int index) {
        Bucket bucket = buckets[index];
        if (bucket == null) {
            bucket = new Bucket();
            buckets[index] = bucket;
        }
        return bucket;
    }

    /** How many peers are in the bucket of this index. */
    int count(int index) {
        Bucket bucket = buckets[index];
        return bucket == null ? 0 : bucket.entries.size();
    }

    /** The index of the deepest bucket with somebody in it, or -1. */
    int deepest() {
        for (int i = Key.BITS - 1; i >= 0; i--) {
            if (count(i) > 0) {
                return i;
            }
        }
        return -1;
    }

    /** A peer that answered, or that came and told who it is. {@code group} is that of its socket's address. */
    Bucket.Place seen(Contact contact, long group, long now) {
        Entry known = entries.get(contact.peer());
        if (known != null) {
            known.seen = now;
            known.failures = 0;
            known.refusals = 0;
            known.trouble = null;
            List<Multiaddr> addresses = contact.addresses();
            if (!addresses.isEmpty() && !addresses.equals(known.contact.addresses())) {
                known.contact = contact;
            }
            return Bucket.Place.IN;
        }
        if (contact.addresses().isEmpty() || contact.key().equals(self)) {
            return Bucket.Place.REFUSED;
        }
        Entry entry = new Entry(contact, group, now);
        Bucket.Place place = bucket(index(contact.key())).add(entry);
        if (place == Bucket.Place.IN) {
            entries.put(contact.peer(), entry);
        }
        return place;
    }

    /** Takes a peer out; one that waited comes in its place. */
    void remove(PeerId peer) {
        Entry entry = entries.remove(peer);
        if (entry != null) {
            Entry next = bucket(index(entry.contact.key())).replace(entry);
            if (next != null) {
                entries.put(next.contact.peer(), next);
            }
        }
    }

    /** The {@code most} live peers nearest to {@code target}, nearest first, without {@code except}. */
    List<Contact> closest(Key target, int most, @Nullable PeerId except) {
        // those in the target's own bucket are nearer to it than all others; those in deeper ones come next, then the
        // shallower ones, each nearer than the one before it
        List<Contact> closest = new ArrayList<>(most + 1);
        int own = index(target);
        insertAll(own, target, closest, most, except);
        if (closest.size() < most) {
            for (int i = own + 1; i < Key.BITS; i++) {
                insertAll(i, target, closest, most, except);
            }
        }
        for (int i = own - 1; i >= 0 && closest.size() < most; i--) {
            insertAll(i, target, closest, most, except);
        }
        return closest;
    }

    private void insertAll(int index, Key target, List<Contact> closest, int most, @Nullable PeerId except) {
        Bucket bucket = buckets[index];
        if (bucket != null) {
            for (Entry entry : bucket.entries) {
                if (entry.isLive()) {
                    insert(target, entry.contact, closest, most, except);
                }
            }
        }
    }

    /** Puts a contact where it belongs in a sorted list of at most {@code most}. Most are farther away than all in it. */
    private static void insert(Key target, Contact contact, List<Contact> sorted, int most, @Nullable PeerId except) {
        int at = sorted.size();
        while (at > 0 && target.isNearer(contact.key(), sorted.get(at - 1).key())) {
            at--;
        }
        if (at < most && !contact.peer().equals(except)) {
            sorted.add(at, contact);
            if (sorted.size() > most) {
                sorted.remove(most);
            }
        }
    }
}
