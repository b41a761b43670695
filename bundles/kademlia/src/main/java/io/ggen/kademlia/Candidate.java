package io.ggen.kademlia;

/** A peer that a lookup knows of. */
final class Candidate implements Comparable<Candidate> {
    enum State {
        /** Not asked yet. */
        NEW,
        /** Asked. */
        ASKED,
        /** Asked, and takes longer than others do. */
        SLOW,
        /** Has answered. */
        ANSWERED,
        /** Cannot be reached, or answered nonsense. */
        FAILED
    }

    final Contact contact;
    final Key distance;
    final int depth;
    long group;
    State state = State.NEW;
    int path = -1;

    Candidate(Contact contact, Key target, int depth, long group) {
        this.contact = contact;
        this.distance = target.xor(contact.key());
        this.depth = depth;
        this.group = group;
    }

    boolean isPending() {
        return state == State.NEW || state == State.ASKED;
    }

    @Override
    public int compareTo(Candidate other) {
        return distance.compareTo(other.distance);
    }
}
