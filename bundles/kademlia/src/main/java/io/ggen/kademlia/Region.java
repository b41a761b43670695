package io.ggen.kademlia;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the key space, and all peers in it, so that keys in it need no lookups of their own: found by one lookup that was
 * wider than needed.
 */
final class Region {
    /** How many peers such a lookup asks for. */
    static final int WIDTH = 60;

    private final Key around;
    private final int bits;
    private final List<Candidate> peers;

    private Region(Key around, int bits, List<Candidate> peers) {
        this.around = around;
        this.bits = bits;
        this.peers = peers;
    }

    /** What {@code closest}, all the nearest peers to {@code around}, cover. */
    static Region of(Key around, List<Candidate> closest) {
        if (closest.size() < WIDTH) {
            return new Region(around, 0, List.copyOf(closest));
        }
        int bits = around.commonBits(closest.get(closest.size() - 1).contact.key()) + 1;
        return new Region(around, bits, List.copyOf(closest));
    }

    /** Whether the peers nearest to {@code key} are known. */
    boolean covers(Key key) {
        if (key.equals(around)) {
            return true;
        }
        int inside = 0;
        for (Candidate one : peers) {
            inside += around.commonBits(one.contact.key()) >= bits ? 1 : 0;
        }
        return around.commonBits(key) >= bits && (bits == 0 || inside >= KademliaSettings.HOLDERS);
    }

    /** The twenty peers nearest to {@code key}, no more than two of one network. */
    List<Contact> nearest(Key key, double region) {
        Nearest nearest = new Nearest();
        for (Candidate one : peers) {
            Candidate here = new Candidate(one.contact, key, one.depth, one.group);
            nearest.add(here);
        }
        List<Contact> contacts = new ArrayList<>(KademliaSettings.HOLDERS);
        for (Candidate one : nearest.window(KademliaSettings.HOLDERS, region, true)) {
            contacts.add(one.contact);
        }
        return contacts;
    }
}
