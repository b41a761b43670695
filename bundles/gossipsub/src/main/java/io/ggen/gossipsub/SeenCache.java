package io.ggen.gossipsub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages that were here lately: for some time, and at most so many, the oldest out first. For one lane. */
final class SeenCache {
    /** Of so many peers it is remembered that they brought one message. */
    private static final int MOST_BRINGERS = 64;

    private final long lasting;
    private final int most;
    private final Map<MessageKey, Entry> entries = new HashMap<>();
    private final ArrayDeque<Entry> inOrder = new ArrayDeque<>();

    enum Status {
        /** The verdict is to come. */
        PENDING,
        ACCEPTED,
        IGNORED,
        REJECTED
    }

    /** One message, and who brought it, the first one first. */
    static final class Entry {
        final MessageKey id;
        final long at;
        final List<PeerScore> bringers = new ArrayList<>(4);
        Status status = Status.PENDING;
        long decidedAt;

        private Entry(MessageKey id, long at) {
            this.id = id;
            this.at = at;
        }

        /** Takes note that {@code peer} has brought it; false if that was known. */
        boolean isNewFrom(PeerScore peer) {
            if (bringers.contains(peer)) {
                return false;
            }
            if (bringers.size() < MOST_BRINGERS) {
                bringers.add(peer);
            }
            return true;
        }

        void decided(Status verdict, long now) {
            status = verdict;
            decidedAt = now;
        }
    }

    SeenCache(Duration lasting, int most) {
        this.lasting = lasting.toNanos();
        this.most = most;
    }

    @Nullable
    Entry get(MessageKey id) {
        return entries.get(id);
    }

    /** Remembers a message that is not here yet. */
    Entry add(MessageKey id, long now) {
        if (inOrder.size() >= most) {
            entries.remove(inOrder.remove().id);
        }
        Entry entry = new Entry(id, now);
        entries.put(id, entry);
        inOrder.add(entry);
        return entry;
    }

    void expire(long now) {
        for (Entry oldest = inOrder.peek(); oldest != null && now - oldest.at >= lasting; oldest = inOrder.peek()) {
            entries.remove(oldest.id);
            inOrder.remove();
        }
    }

    int size() {
        return entries.size();
    }
}
