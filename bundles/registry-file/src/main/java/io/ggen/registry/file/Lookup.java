package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers what is known of names, reading the indexes of these names and no others. */
final class Lookup {
    private static final int MANY = 64;
    private static final Answer TOO_LATE = new Answer.Unavailable("it had no time to answer");

    private final Layout layout;
    private final IndexStore indexes;
    private final WholeIndex whole;
    private final IndexCache cache;
    private final boolean mayBeMissing;
    private final Executor helper;

    Lookup(
            Layout layout,
            IndexStore indexes,
            WholeIndex whole,
            IndexCache cache,
            boolean mayBeMissing,
            Executor helper) {
        this.layout = layout;
        this.indexes = indexes;
        this.whole = whole;
        this.cache = cache;
        this.mayBeMissing = mayBeMissing;
        this.helper = helper;
    }

    /** Why nothing can be looked up at all, or null. */
    @Nullable
    String fault() {
        return mayBeMissing || Files.isDirectory(layout.root())
                ? null
                : "its folder " + layout.root() + " is not there";
    }

    Map<PackageName, Answer> answers(Set<PackageName> names, Deadline deadline) {
        String fault = fault();
        Map<PackageName, Answer> answers = new HashMap<>(names.size() * 2);
        if (fault != null) {
            Answer unavailable = new Answer.Unavailable(fault);
            names.forEach(name -> answers.put(name, unavailable));
        } else if (names.size() < MANY) {
            for (PackageName name : names) {
                answers.put(name, answer(name, deadline));
            }
        } else {
            Map<PackageName, Answer> found = new Shared(names, deadline).run(helper);
            for (PackageName name : names) {
                answers.put(name, found.getOrDefault(name, TOO_LATE));
            }
        }
        return answers;
    }

    /** Many names, answered by the caller and one helper. */
    private final class Shared implements Runnable {
        private final PackageName[] names;
        private final Deadline deadline;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final Map<PackageName, Answer> found;

        Shared(Set<PackageName> names, Deadline deadline) {
            this.names = names.toArray(new PackageName[0]);
            this.deadline = deadline;
            left = new CountDownLatch(this.names.length);
            found = new ConcurrentHashMap<>(this.names.length * 2);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < names.length; i = next.getAndIncrement()) {
                try {
                    found.put(names[i], answer(names[i], deadline));
                } finally {
                    left.countDown();
                }
            }
        }

        Map<PackageName, Answer> run(Executor other) {
            try {
                other.execute(this);
            } catch (RejectedExecutionException e) {
                // then the caller does it all
            }
            run();
            try {
                boolean all = left.await(deadline.left().toNanos() + 1, TimeUnit.NANOSECONDS);
                return all ? found : Map.copyOf(found);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Map.copyOf(found);
            }
        }
    }

    Answer answer(PackageName name, Deadline deadline) {
        if (deadline.passed()) {
            return TOO_LATE;
        }
        IndexCache.State state = indexes.state(name, whole);
        Answer known = cache.get(name, state);
        if (known != null) {
            return known;
        }
        try {
            NameIndex index = read(name, state, false, deadline);
            Answer answer = index == null
                            || (index.entries().isEmpty() && index.skipped().isEmpty())
                    ? Answer.ABSENT
                    : index.entries().isEmpty()
                            ? new Answer.Unavailable("it can read no release of " + name)
                            : new Answer.Found(index.releases());
            cache.put(name, state, answer);
            return answer;
        } catch (Damaged e) {
            return new Answer.Unavailable("its index is damaged: " + e.why());
        } catch (IOException e) {
            return new Answer.Unavailable(Failures.reason(e));
        }
    }

    /** The index of {@code name} with all its words, or null if there is no such name. */
    @Nullable
    NameIndex full(PackageName name, Deadline deadline) throws IOException, Damaged {
        return read(name, indexes.state(name, whole), true, deadline);
    }

    private @Nullable NameIndex read(PackageName name, IndexCache.State state, boolean words, Deadline deadline)
            throws IOException, Damaged {
        NameIndex index = indexes.read(name, state, words, deadline);
        return index == null ? whole.find(name, words) : index;
    }
}
