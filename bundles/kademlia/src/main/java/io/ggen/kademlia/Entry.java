package io.ggen.kademlia;

import org.jspecify.annotations.Nullable;

/** A peer in the table, and how it has been. */
final class Entry {
    Contact contact;
    long group;
    final long since;
    long seen;
    int failures;
    int refusals;
    boolean checking;

    @Nullable
    String trouble;

    Entry(Contact contact, long group, long now) {
        this.contact = contact;
        this.group = group;
        this.since = now;
        this.seen = now;
    }

    boolean isLive() {
        return failures == 0;
    }
}
