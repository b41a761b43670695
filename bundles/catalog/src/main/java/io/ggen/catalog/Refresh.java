package io.ggen.catalog;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.BrowsableRegistry.Changes;
import io.ggen.catalog.Registries.News;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/** Brings the index up to date in one commit; whatever stops it, the commit before stays. Used once. */
final class Refresh {
    private static final long STEP_MILLIS = 5;

    private final CatalogIndex index;
    private final Registries registries;
    private final Path lockFile;
    private final long patienceMillis;
    private final BooleanSupplier stopped;

    Refresh(CatalogIndex index, Registries registries, Path lockFile, long patienceMillis, BooleanSupplier stopped) {
        this.index = index;
        this.registries = registries;
        this.lockFile = lockFile;
        this.patienceMillis = patienceMillis;
        this.stopped = stopped;
    }

    /**
     * Writes what is new, unless another process keeps the lock for longer than the patience lasts.
     *
     * @param all whether to begin with nothing
     * @param news what the registries said a moment ago, or null to ask them
     */
    void run(boolean all, @Nullable News news) throws IOException, InterruptedException {
        IndexFiles files = index.files();
        if (!files.onDisk()) {
            write(files, all, news);
            return;
        }
        try (PathLock lock = take()) {
            if (lock != null) {
                write(files, all, news);
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException || CatalogIndex.isInterruption(e)) {
                throw e;
            }
            write(index.moveToMemory(), all, null);
        }
    }

    private @Nullable PathLock take() throws IOException, InterruptedException {
        if (patienceMillis == Long.MAX_VALUE) {
            return PathLock.take(lockFile);
        }
        for (long waited = 0; ; waited += STEP_MILLIS) {
            Optional<PathLock> lock = PathLock.tryTake(lockFile);
            if (lock.isPresent() || waited >= patienceMillis) {
                return lock.orElse(null);
            }
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
    }

    private void write(IndexFiles files, boolean all, @Nullable News earlier) throws IOException, InterruptedException {
        View latest = index.latest();
        try {
            boolean fromScratch = all || latest == null;
            if (index.isDamaged()) {
                index.forget();
                files.clear();
            }
            Map<String, String> cursors = fromScratch || latest == null ? Map.of() : latest.cursors();
            News news =
                    earlier != null && !fromScratch && covers(earlier, cursors) ? earlier : registries.news(cursors);
            Set<PackageName> names = fromScratch || latest == null ? news.allNames() : namesToRead(latest, news);
            if (names.isEmpty()
                    && news.gone().isEmpty()
                    && cursors.keySet().containsAll(news.changes().keySet())) {
                index.askLaterSince(news.cursors());
                return;
            }
            commit(files, fromScratch, names, cursors, news);
        } finally {
            if (latest != null) {
                latest.release();
            }
        }
    }

    /** Whether {@code news} says what has happened since this very commit, rather than another. */
    private static boolean covers(News news, Map<String, String> cursors) {
        return news.basis().equals(cursors);
    }

    private void commit(
            IndexFiles files, boolean fromScratch, Set<PackageName> names, Map<String, String> cursors, News news)
            throws IOException, InterruptedException {
        Map<String, String> next = new HashMap<>(cursors);
        next.keySet().removeAll(news.gone());
        next.putAll(news.cursors());
        IndexWriter writer = files.writer(fromScratch);
        try {
            Indexing indexing = new Indexing(registries, next.keySet(), writer, fromScratch, stopped);
            indexing.run(names);
            for (String id : indexing.failing()) {
                next.put(id, cursors.getOrDefault(id, ""));
            }
            writer.setLiveCommitData(
                    View.commitData(next, firstOf(indexing.unread())).entrySet());
            if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new Indexing.Stopped();
            }
            writer.commit();
        } finally {
            close(writer);
        }
    }

    /** Forgets what has not been committed, also for a thread that has been interrupted. */
    private static void close(IndexWriter writer) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            writer.rollback();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Set<String> firstOf(Set<String> unread) {
        TreeSet<String> first = new TreeSet<>(unread);
        while (first.size() > Indexing.MOST_UNREAD) {
            first.pollLast();
        }
        return first;
    }

    private static Set<PackageName> namesToRead(View latest, News news) throws IOException {
        Set<PackageName> names = news.allNames();
        List<String> byText = new ArrayList<>(latest.unread());
        for (String id : news.gone()) {
            byText.addAll(Names.from(latest, id));
        }
        for (Map.Entry<String, Changes> change : news.changes().entrySet()) {
            if (change.getValue().everything()) {
                byText.addAll(Names.from(latest, change.getKey()));
            }
        }
        for (String name : byText) {
            names.add(new PackageName(name));
        }
        return names;
    }
}
