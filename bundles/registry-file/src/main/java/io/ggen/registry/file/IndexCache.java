package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.registry.Answer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers by name, the least recently used ones forgotten. Safe for use by many threads. */
final class IndexCache {
    private final int limit;
    private final LinkedHashMap<PackageName, Cached> answers = new LinkedHashMap<>(64, 0.75f, true);
    private int weight;

    /**
     * @param limit how many releases are kept in all, a name counting as one more
     */
    IndexCache(int limit) {
        this.limit = limit;
    }

    /** The answer kept for {@code name} if it was given in {@code state}, else null. */
    synchronized @Nullable Answer get(PackageName name, State state) {
        Cached cached = answers.get(name);
        return cached != null && cached.state.equals(state) ? cached.answer : null;
    }

    synchronized void put(PackageName name, State state, Answer answer) {
        Cached now = new Cached(state, answer);
        Cached before = answers.put(name, now);
        weight += now.weight() - (before == null ? 0 : before.weight());
        Iterator<Map.Entry<PackageName, Cached>> oldest = answers.entrySet().iterator();
        while (weight > limit && answers.size() > 1) {
            weight -= oldest.next().getValue().weight();
            oldest.remove();
        }
    }

    synchronized int size() {
        return answers.size();
    }

    /**
     * What an answer was made from; an answer holds as long as this stays equal.
     *
     * @param folderTime when the name's folder was last changed
     * @param whole the whole index, where the name has no index of its own
     */
    record State(
            @Nullable Stamp index,
            long folderTime,
            @Nullable Stamp whole) {
        /** Written out for the same reason as {@link Stamp#equals}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof State that
                    && folderTime == that.folderTime
                    && Objects.equals(index, that.index)
                    && Objects.equals(whole, that.whole);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(folderTime) * 31 + Objects.hashCode(index);
        }
    }

    private record Cached(State state, Answer answer) {
        int weight() {
            return 1 + (answer instanceof Answer.Found found ? found.releases().size() : 0);
        }
    }
}
