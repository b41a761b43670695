package io.ggen.kademlia;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Peers that share a number of bits with this host: twenty, and twenty that would take the place of a dead one. */
final class Bucket {
    static final int MOST_OF_A_NETWORK = 2;

    private static final int SIZE = KademliaSettings.HOLDERS;

    final List<Entry> entries = new ArrayList<>(4);
    private final List<Entry> waiting = new ArrayList<>(0);
    long lookedUp;

    enum Place {
        IN,
        WAITING,
        REFUSED
    }

    /** Takes a peer that is new here. */
    Place add(Entry entry) {
        if (!hasRoomFor(entry.group)) {
            return Place.REFUSED;
        }
        if (entries.size() < SIZE) {
            entries.add(entry);
            return Place.IN;
        }
        waiting.removeIf(one -> one.contact.peer().equals(entry.contact.peer()));
        if (waiting.size() == SIZE) {
            waiting.remove(0);
        }
        waiting.add(entry);
        return Place.WAITING;
    }

    private boolean hasRoomFor(long group) {
        if (group == Networks.EXEMPT) {
            return true;
        }
        int same = 0;
        for (Entry entry : entries) {
            same += entry.group == group ? 1 : 0;
        }
        return same < MOST_OF_A_NETWORK;
    }

    /** Takes {@code dead} out; the newest of those waiting that fits comes in its place and is returned. */
    @Nullable
    Entry replace(Entry dead) {
        entries.remove(dead);
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Entry next = waiting.get(i);
            if (hasRoomFor(next.group)) {
                waiting.remove(i);
                entries.add(next);
                return next;
            }
        }
        return null;
    }

    /** The peer that was not heard of for the longest time, unless it is being asked already. */
    @Nullable
    Entry stalest() {
        Entry stalest = null;
        for (Entry entry : entries) {
            if (stalest == null || entry.seen < stalest.seen) {
                stalest = entry;
            }
        }
        return stalest == null || stalest.checking ? null : stalest;
    }
}
