package io.ggen.resolver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was learned from conflicts, and is still watched. What is of little use is dropped when there is too much of it. */
final class Learned {
    private static final int ALWAYS_KEPT = 3;
    private static final int MORE_ROOM = 8;

    private final Trail trail;
    private List<Incompat> kept = new ArrayList<>();
    private int room = 400;
    private long conflicts;

    Learned(Trail trail) {
        this.trail = trail;
    }

    /** Watches {@code lesson}, of which {@code asserted} is now the only open statement, which comes to stand first. */
    void note(Incompat lesson, int asserted, Watches watches) {
        conflicts++;
        use(lesson);
        int first = 0;
        while (lesson.packages[first] != asserted) {
            first++;
        }
        boolean fresh = lesson.reason instanceof Reason.Derived && lesson.usedAt == 0;
        lesson.usedAt = conflicts;
        if (lesson.size() == 1) {
            if (fresh) {
                watches.attach(lesson);
            }
            return;
        }
        int second = latestBut(lesson, first);
        if (fresh) {
            lesson.swap(0, first);
            lesson.swap(1, second == 0 ? first : second);
            watches.attach(lesson);
            kept.add(lesson);
            if (kept.size() > room) {
                dropHalf();
                watches.purge();
            }
        } else {
            watches.attachAgain(lesson, first, second);
        }
    }

    private void use(Incompat lesson) {
        if (lesson.reason instanceof Reason.Derived derived && lesson.usedAt == 0) {
            derived.conflict.usedAt = Math.max(derived.conflict.usedAt, markable(derived.conflict));
            for (Incompat cause : derived.causes) {
                cause.usedAt = Math.max(cause.usedAt, markable(cause));
            }
        }
    }

    private long markable(Incompat incompat) {
        return incompat.usedAt == 0 ? 0 : conflicts;
    }

    private int latestBut(Incompat lesson, int first) {
        int latest = first == 0 ? 1 : 0;
        int satisfier = -1;
        for (int i = 0; i < lesson.size(); i++) {
            if (i != first) {
                int entry = trail.satisfier(lesson.packages[i], lesson.sets[i]);
                if (entry > satisfier) {
                    latest = i;
                    satisfier = entry;
                }
            }
        }
        return latest;
    }

    private void dropHalf() {
        Set<Incompat> reasons = new HashSet<>();
        for (int entry = 0; entry < trail.size(); entry++) {
            Incompat cause = trail.causeAt(entry);
            if (cause != null) {
                reasons.add(cause);
            }
        }
        long[] uses = new long[kept.size()];
        for (int i = 0; i < uses.length; i++) {
            uses[i] = kept.get(i).usedAt;
        }
        java.util.Arrays.sort(uses);
        long old = uses[uses.length / 2];
        List<Incompat> useful = new ArrayList<>();
        for (Incompat incompat : kept) {
            boolean useless = incompat.usedAt < old && incompat.size() > ALWAYS_KEPT && !reasons.contains(incompat);
            if (useless) {
                incompat.dropped = true;
            } else {
                useful.add(incompat);
            }
        }
        kept = useful;
        room += MORE_ROOM;
    }
}
