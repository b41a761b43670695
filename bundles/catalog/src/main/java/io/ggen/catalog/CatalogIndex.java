package io.ggen.catalog;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.catalog.Registries.News;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.util.ThreadInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * The index, kept in step with the registries. Who searches follows them first; who cannot, because somebody else is at
 * it, searches what was there before. Once it was in step, a flood of names from other machines is followed behind the searches,
 * which wait for it but a moment. Whatever is wrong with the files, they are thrown away and made again.
 */
final class CatalogIndex implements AutoCloseable {
    /** How many names are read again on the way to a completion. */
    private static final int FEW = 200;

    private static final long PATIENCE_MILLIS = 100;

    private final Path folder;
    private final Path lockFile;
    private final Registries registries;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private boolean retried;
    private @Nullable IndexFiles files;
    private @Nullable View view;
    private boolean damaged;
    private boolean wasInStep;
    private CompletableFuture<Void> behind = CompletableFuture.completedFuture(null);

    CatalogIndex(Path catalog, Registries registries) {
        this.folder = catalog.resolve("search");
        this.lockFile = catalog.resolve("search.lock");
        this.registries = registries;
    }

    /** Runs {@code question} on what the registries hold now; on nothing if they hold nothing. */
    <R> Optional<R> ask(Question<R> question) {
        try {
            return askOnce(question);
        } catch (IOException | RuntimeException e) {
            throwIfMeant(e);
            synchronized (this) {
                damaged = true;
            }
            try {
                return askOnce(question);
            } catch (IOException | RuntimeException again) {
                throwIfMeant(again);
                throw Problem.of("The search index cannot be read, not even after making it again ("
                                + Texts.shown(String.valueOf(again.getMessage())) + "); nothing was changed.")
                        .asException(again);
            }
        }
    }

    private <R> Optional<R> askOnce(Question<R> question) throws IOException {
        View now = follow(Integer.MAX_VALUE).view();
        if (now == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.on(now));
        } finally {
            now.release();
        }
    }

    /** All names known: those of the index, brought up to date if that is quick, and those waiting to be indexed. */
    <R> R names(NamesQuestion<R> question) {
        View now = null;
        try {
            Followed followed = follow(FEW);
            now = followed.view();
            return question.on(now, followed.waiting());
        } catch (IOException | RuntimeException e) {
            throwIfMeant(e);
            synchronized (this) {
                damaged = true;
            }
            return question.onNothing();
        } finally {
            if (now != null) {
                now.release();
            }
        }
    }

    /** Makes the index again from nothing. */
    void rebuild() {
        try {
            update(true, null);
        } catch (IOException e) {
            throwIfMeant(e);
            throw Problem.of("The search index cannot be made again (" + Texts.shown(String.valueOf(e.getMessage()))
                            + "); it is as it was.")
                    .asException(e);
        }
    }

    /** The latest view, acquired, after reading at most {@code most} names again. */
    private Followed follow(int most) throws IOException {
        boolean patient = most == Integer.MAX_VALUE;
        View latest = latest();
        News news = registries.news(cursors(latest));
        boolean retry = patient && latest != null && !latest.unread().isEmpty() && !retriedBefore();
        if (news.isNothing() && !retry) {
            askLaterSince(news.cursors());
            return new Followed(latest, Set.of());
        }
        boolean quick = latest != null && news.names() <= most && news.gone().isEmpty();
        if (!patient && !quick) {
            return new Followed(latest, news.allNames());
        }
        boolean hadOne = latest != null;
        if (latest != null) {
            latest.release();
        }
        if (hadOne && wasInStep() && news.isFlood(FEW)) {
            if (!isFollowing()) {
                awaitAMoment(followBehind());
            }
        } else {
            update(false, news.isNothing() ? null : news);
            inStep();
        }
        return new Followed(latest(), Set.of());
    }

    private synchronized boolean wasInStep() {
        return wasInStep;
    }

    private synchronized boolean isFollowing() {
        return !behind.isDone();
    }

    private synchronized void inStep() {
        wasInStep = true;
    }

    /** Follows the registries in a thread of its own, one at a time. Never fails: what is wrong is found by the next search. */
    synchronized CompletableFuture<Void> followBehind() {
        if (behind.isDone()) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            behind = done;
            Thread thread = new Thread(() -> updateBehind(done), "ggen-catalog-following");
            thread.setDaemon(true);
            thread.start();
        }
        return behind;
    }

    private void updateBehind(CompletableFuture<Void> done) {
        try {
            update(false, null);
        } catch (ProblemException e) {
            System.getLogger(CatalogIndex.class.getName())
                    .log(System.Logger.Level.DEBUG, "The index was not brought up to date", e);
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                damaged = !closed && !isInterruption(e);
            }
        } finally {
            done.complete(null);
        }
    }

    private void awaitAMoment(CompletableFuture<Void> following) {
        try {
            following.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // what was there before is the answer
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private synchronized boolean retriedBefore() {
        boolean before = retried;
        retried = true;
        return before;
    }

    /** Remembers where registries are that have nothing new, without writing. */
    void askLaterSince(Map<String, String> cursors) {
        moved.putAll(cursors);
    }

    private Map<String, String> cursors(@Nullable View latest) {
        if (latest == null) {
            return Map.of();
        }
        Map<String, String> cursors = new HashMap<>(latest.cursors());
        moved.forEach((id, cursor) -> cursors.computeIfPresent(id, (same, old) -> cursor));
        return cursors;
    }

    /** Takes the lock, or gives up soon if there is something older to show, and writes what is new. */
    private void update(boolean all, @Nullable News news) throws IOException {
        boolean mustWait = all || !exists();
        try {
            if (mustWait) {
                writing.lockInterruptibly();
            } else if (!writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            new Refresh(this, registries, lockFile, mustWait ? Long.MAX_VALUE : PATIENCE_MILLIS, () -> closed)
                    .run(all, news);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            writing.unlock();
        }
    }

    private boolean exists() throws IOException {
        View latest = latest();
        if (latest == null) {
            return false;
        }
        latest.release();
        return true;
    }

    /** The last commit, acquired; null if there is none or it is damaged. */
    synchronized @Nullable View latest() throws IOException {
        throwIfClosed();
        IndexFiles now = files();
        View known = view;
        try {
            View newer = damaged ? null : known == null ? now.open() : now.openNewer(known);
            if (newer != null) {
                replace(newer);
            }
        } catch (IOException | RuntimeException e) {
            throwIfMeant(e);
            damaged = true;
        }
        known = view;
        return damaged || known == null || !known.acquire() ? null : known;
    }

    private void replace(@Nullable View next) {
        View old = view;
        view = next;
        moved.clear();
        if (old != null) {
            old.release();
        }
    }

    synchronized IndexFiles files() {
        IndexFiles now = files;
        if (now == null) {
            try {
                now = IndexFiles.onDisk(folder);
            } catch (IOException e) {
                now = IndexFiles.inMemory();
            }
            files = now;
        }
        return now;
    }

    /** Whether the last commit was found damaged; whoever has the lock then throws it away and says so. */
    synchronized boolean isDamaged() {
        return damaged;
    }

    /** Looks again after the files were replaced. */
    synchronized void forget() {
        damaged = false;
        replace(null);
    }

    /** Goes on in memory, with a copy of what is on the disk. */
    synchronized IndexFiles moveToMemory() throws IOException {
        throwIfClosed();
        IndexFiles old = files();
        IndexFiles memory = damaged ? IndexFiles.inMemory() : old.copyInMemory();
        files = memory;
        forget();
        old.close();
        return memory;
    }

    private void throwIfClosed() {
        if (closed) {
            throw Problem.of("The catalogue has been stopped; nothing was changed.")
                    .asException();
        }
    }

    /** Lets through what says nothing about the state of the files. */
    private void throwIfMeant(Exception e) {
        if (e instanceof ProblemException problem) {
            throw problem;
        }
        throwIfClosed();
        if (isInterruption(e)) {
            throw interrupted(e);
        }
    }

    static boolean isInterruption(Exception e) {
        return e instanceof ThreadInterruptedException
                || e instanceof ClosedByInterruptException
                || e instanceof InterruptedIOException
                || e instanceof Indexing.Stopped
                || Thread.currentThread().isInterrupted();
    }

    private ProblemException interrupted(Exception e) {
        throwIfClosed();
        Thread.currentThread().interrupt();
        return Problem.cancelled("The search was stopped; the search index is as it was.")
                .asException(e);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        synchronized (this) {
            replace(null);
            IndexFiles now = files;
            files = null;
            if (now != null && !writing.isLocked()) {
                now.close();
            }
        }
    }

    /** Something to find out from one commit. */
    @FunctionalInterface
    interface Question<R> {
        R on(View view) throws IOException;
    }

    /** Something to find out about names. */
    interface NamesQuestion<R> {
        /** The answer from the index, if there is one, and from the names that wait to be read again. */
        R on(@Nullable View view, Set<PackageName> waiting) throws IOException;

        /** The answer where nothing can be known. */
        R onNothing();
    }

    private record Followed(@Nullable View view, Set<PackageName> waiting) {}
}
