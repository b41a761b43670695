package io.ggen.record.store;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files when they are first needed, sets damaged ones aside, commits in the background and closes them when nobody
 * has used them for a while.
 */
final class Vault implements AutoCloseable {
    static final String FILE = "records.mv";
    static final String JOURNAL = "records.journal";
    static final String LOCK = "records.lock";
    static final String DAMAGED = FILE + ".damaged";

    private static final int ATTEMPTS = 4;

    /** How often the bytes of a usual commit may wait for one that fails again and again. */
    private static final int MOST_UNCOMMITTED = 4;

    private static final int CACHE_MEGABYTES = 4;

    private final Path folder;
    private final Habits habits;
    private final OpenStore.Rules rules;
    private final Outside outside;
    private final StoreLock lock;
    private final ReentrantReadWriteLock access = new ReentrantReadWriteLock();
    private final AtomicBoolean committing = new AtomicBoolean();
    private final AtomicBoolean commitPlanned = new AtomicBoolean();
    private @Nullable OpenStore current;
    private boolean isClosed;
    private volatile long lastUse;
    private long refusedUntil;
    /** Since when commits fail, or null. */
    private volatile @Nullable Failed failed;

    /** The last commit that failed. */
    private record Failed(long nanos, Exception why) {}

    /**
     * How the files are treated.
     *
     * @param patience how long to wait for another process
     * @param idle how long the files stay open unused, or zero: until the end
     * @param commitAfter how long something taken waits for a commit at most
     * @param commitBytes how much waits for a commit at most
     */
    record Habits(Duration patience, Duration idle, Duration commitAfter, long commitBytes) {}

    /** Where time, chance, a second thread and files come from, and where warnings go. */
    record Outside(LongSupplier nanos, RandomGenerator random, Later later, Consumer<String> warnings, Disk disk) {}

    /** Runs something later, in another thread. */
    interface Later {
        void run(Duration after, Runnable task);
    }

    Vault(Path folder, Habits habits, OpenStore.Rules rules, Outside outside) {
        this.folder = folder;
        this.habits = habits;
        this.rules = rules;
        this.outside = outside;
        this.lock = new StoreLock(folder.resolve(LOCK));
    }

    /** What {@code work} finds; {@code nothing} if there is no store, which is not made for it. */
    <T> T read(T nothing, Function<OpenStore, T> work) {
        return patiently(() -> {
            access.readLock().lock();
            try {
                OpenStore open = current;
                if (open != null) {
                    return work.apply(open);
                }
            } finally {
                access.readLock().unlock();
            }
            return open(false) == null ? nothing : null;
        });
    }

    /** Changes the store with {@code work}, alone. */
    <T> T write(Function<OpenStore, T> work) {
        return patiently(() -> {
            T result;
            boolean isFull;
            access.writeLock().lock();
            try {
                OpenStore open = open(true);
                if (open == null) {
                    return null;
                }
                Failed before = failed;
                if (before != null && open.uncommitted() >= MOST_UNCOMMITTED * habits.commitBytes()) {
                    throw Troubles.unwritten(folder, before.why());
                }
                result = work.apply(open);
                isFull = open.uncommitted() >= habits.commitBytes();
            } finally {
                access.writeLock().unlock();
            }
            if (isFull && mayCommit()) {
                commit();
            } else {
                plan();
            }
            return result;
        });
    }

    /** Whether the last commit went well, or failed so long ago that it is time for another try. */
    private boolean mayCommit() {
        Failed before = failed;
        return before == null
                || outside.nanos().getAsLong() - before.nanos()
                        >= habits.commitAfter().toNanos();
    }

    private void plan() {
        if (commitPlanned.compareAndSet(false, true)) {
            outside.later().run(habits.commitAfter(), this::commitInTime);
        }
    }

    private interface Attempt<T> {
        /** Null to be tried again. */
        @Nullable
        T run() throws IOException, InterruptedException;
    }

    private <T> T patiently(Attempt<T> attempt) {
        // an interrupted thread would close the channel it reads from
        boolean interrupted = Thread.interrupted();
        try {
            for (int i = 0; ; i++) {
                OpenStore before = now();
                try {
                    lastUse = outside.nanos().getAsLong();
                    T result = attempt.run();
                    if (result != null) {
                        return result;
                    }
                } catch (ProblemException e) {
                    throw e;
                } catch (UnwrittenException e) {
                    throw Troubles.unwritten(folder, e);
                } catch (InterruptedException e) {
                    interrupted = true;
                    throw Problem.cancelled("Waiting for the record catalogue was stopped; nothing was taken in.")
                            .asException(e);
                } catch (IOException | RuntimeException e) {
                    interrupted |= Thread.interrupted();
                    recover(before, e, i);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable OpenStore now() {
        access.readLock().lock();
        try {
            return current;
        } finally {
            access.readLock().unlock();
        }
    }

    /** Makes the store fit to be tried again, or throws. */
    private void recover(@Nullable OpenStore failed, Exception failure, int attempt) {
        access.writeLock().lock();
        try {
            boolean damaged = Troubles.isDamage(failure);
            OpenStore open = current;
            if (open != null && (open == failed || failed == null)) {
                System.getLogger(Vault.class.getName()).log(System.Logger.Level.DEBUG, "Closing the store", failure);
                abandon(open);
                if (damaged) {
                    setAside();
                }
            }
            boolean hope = damaged || Troubles.isInterruption(failure);
            if (!hope && failure instanceof RuntimeException bug && !Troubles.isDisk(failure)) {
                throw bug;
            }
            if (!hope || attempt + 1 >= ATTEMPTS) {
                throw Troubles.disk(folder, failure);
            }
        } finally {
            access.writeLock().unlock();
        }
    }

    private void abandon(OpenStore open) {
        current = null;
        try {
            open.abandon();
        } catch (IOException | RuntimeException e) {
            System.getLogger(Vault.class.getName()).log(System.Logger.Level.DEBUG, "The store did not close well", e);
        } finally {
            unlock();
        }
    }

    private void unlock() {
        try {
            lock.release();
        } catch (IOException e) {
            System.getLogger(Vault.class.getName()).log(System.Logger.Level.DEBUG, "The lock did not close well", e);
        }
    }

    /** The store, opened if need be; null if there is none and it is not {@code wanted}. */
    private @Nullable OpenStore open(boolean wanted) throws IOException, InterruptedException {
        access.writeLock().lock();
        try {
            if (isClosed) {
                throw Problem.of("The record catalogue has been stopped; nothing was taken in.")
                        .asException();
            }
            if (current != null) {
                return current;
            }
            if (!wanted && !Files.exists(folder.resolve(FILE)) && !Files.exists(folder.resolve(JOURNAL))) {
                return null;
            }
            Files.createDirectories(folder);
            takeLock();
            boolean opened = false;
            try {
                OpenStore open = openFiles();
                current = open;
                opened = true;
                if (!habits.idle().isZero()) {
                    outside.later().run(habits.idle(), this::closeIfIdle);
                }
                return open;
            } finally {
                if (!opened) {
                    unlock();
                }
            }
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Who was refused once does not wait again for a while. */
    private void takeLock() throws IOException, InterruptedException {
        long now = outside.nanos().getAsLong();
        boolean waits = refusedUntil == 0 || now - refusedUntil >= 0;
        if (!lock.take(waits ? habits.patience() : Duration.ZERO)) {
            refusedUntil = outside.nanos().getAsLong() + habits.patience().toNanos() * 5 + 1;
            throw Troubles.inUse(folder);
        }
        refusedUntil = 0;
    }

    private OpenStore openFiles() throws IOException {
        try {
            return openToRead();
        } catch (IOException | RuntimeException e) {
            if (!Troubles.isDamage(e)) {
                throw e;
            }
            System.getLogger(Vault.class.getName()).log(System.Logger.Level.DEBUG, "The store is damaged", e);
            setAside();
            return openToRead();
        }
    }

    /** Opens the files even where nothing can be written, if there is something to read. */
    private OpenStore openToRead() throws IOException {
        if (!mayCommit()) {
            return tryOpen(false);
        }
        try {
            OpenStore open = tryOpen(true);
            failed = null;
            return open;
        } catch (IOException | RuntimeException e) {
            if (!Troubles.isDisk(e) || Troubles.isInterruption(e)) {
                throw e;
            }
            OpenStore open = tryOpen(false);
            commitFailed(e);
            return open;
        }
    }

    private OpenStore tryOpen(boolean mayCommit) throws IOException {
        boolean isNew = !Files.exists(folder.resolve(FILE));
        boolean opened = false;
        try {
            OpenStore open = openedFiles(mayCommit);
            opened = true;
            return open;
        } finally {
            if (!opened && isNew) {
                // the beginning of a file would be taken for a damaged one
                Files.deleteIfExists(folder.resolve(FILE));
            }
        }
    }

    private OpenStore openedFiles(boolean mayCommit) throws IOException {
        MVStore file = new MVStore.Builder()
                .fileName(outside.disk().name(folder.resolve(FILE)))
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .autoCompactFillRate(0)
                .cacheSize(CACHE_MEGABYTES)
                .cacheConcurrency(1)
                .open();
        file.setVersionsToKeep(0);
        // every commit is synced before the next one may reuse what it made free
        file.setRetentionTime(0);
        Journal journal = null;
        boolean opened = false;
        try {
            journal = new Journal(outside.disk().open(folder.resolve(JOURNAL)));
            OpenStore open =
                    new OpenStore(file, journal, rules, outside.random().nextLong(), mayCommit);
            opened = true;
            return open;
        } finally {
            if (!opened) {
                file.closeImmediately();
                if (journal != null) {
                    journal.close();
                }
            }
        }
    }

    private void setAside() {
        try {
            Files.move(folder.resolve(FILE), folder.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(folder.resolve(JOURNAL));
        } catch (IOException e) {
            throw Troubles.disk(folder, e);
        }
        outside.warnings()
                .accept("The record catalogue was damaged: it is kept as " + folder.resolve(DAMAGED)
                        + ", and a new one fills again from other hosts and the file registry.");
    }

    private void commitInTime() {
        commitPlanned.set(false);
        commit();
    }

    /** Readers go on meanwhile; who wants to change something waits. What fails is warned of once, and tried again later. */
    private void commit() {
        if (!committing.compareAndSet(false, true)) {
            return;
        }
        try {
            patiently(() -> {
                access.readLock().lock();
                try {
                    OpenStore open = current;
                    if (open != null) {
                        open.commit();
                        failed = null;
                    }
                } finally {
                    access.readLock().unlock();
                }
                return Boolean.TRUE;
            });
        } catch (ProblemException e) {
            commitFailed(e);
        } finally {
            committing.set(false);
        }
    }

    private void commitFailed(Exception why) {
        boolean isFirst = failed == null;
        failed = new Failed(outside.nanos().getAsLong(), why);
        if (isFirst) {
            outside.warnings().accept(Troubles.uncommitted(folder, why));
        }
        plan();
    }

    private void closeIfIdle() {
        access.writeLock().lock();
        try {
            OpenStore open = current;
            if (open == null) {
                return;
            }
            long unused = outside.nanos().getAsLong() - lastUse;
            long left = habits.idle().toNanos() - unused;
            if (left > 0) {
                outside.later().run(Duration.ofNanos(left), this::closeIfIdle);
                return;
            }
            shut(open);
        } finally {
            access.writeLock().unlock();
        }
    }

    private void shut(OpenStore open) {
        current = null;
        boolean interrupted = Thread.interrupted();
        try {
            open.close();
        } catch (IOException | RuntimeException e) {
            // the journal has it all
            System.getLogger(Vault.class.getName()).log(System.Logger.Level.DEBUG, "The store did not close well", e);
        } finally {
            unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes without a commit, for tests; every use from now on fails. */
    void kill() {
        access.writeLock().lock();
        try {
            isClosed = true;
            OpenStore open = current;
            if (open != null) {
                abandon(open);
            }
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Commits and closes; every use from now on fails. */
    @Override
    public void close() {
        access.writeLock().lock();
        try {
            isClosed = true;
            OpenStore open = current;
            if (open != null) {
                shut(open);
            }
        } finally {
            access.writeLock().unlock();
        }
    }
}
