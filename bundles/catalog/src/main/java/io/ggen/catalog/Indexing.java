package io.ggen.catalog;

import io.ggen.api.PackageName;
import io.ggen.catalog.Registries.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** Reads names again and writes what the registries tell of them, in batches, on two threads if there are many. */
final class Indexing {
    /** How many names that a registry cannot tell about are remembered. */
    static final int MOST_UNREAD = 1_000;

    private static final int BATCH = 250;
    private static final int MANY = 2_000;
    private static final int THREADS = 2;

    private final Registries registries;
    private final Set<String> followed;
    private final IndexWriter writer;
    private final boolean fromScratch;
    private final BooleanSupplier stopped;
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * Begins, with nothing done yet.
     *
     * @param followed the registries to listen to: those whose news the index follows
     * @param fromScratch whether the index is empty
     * @param stopped asked after each batch
     */
    Indexing(
            Registries registries,
            Set<String> followed,
            IndexWriter writer,
            boolean fromScratch,
            BooleanSupplier stopped) {
        this.registries = registries;
        this.followed = followed;
        this.writer = writer;
        this.fromScratch = fromScratch;
        this.stopped = stopped;
    }

    /** Reads {@code names} again and writes what there is now. */
    void run(Collection<PackageName> names) throws IOException, InterruptedException {
        Batches batches = new Batches(names.iterator());
        if (names.size() < MANY) {
            work(batches);
        } else {
            workTogether(batches);
        }
        if (fromScratch && names.size() >= MANY) {
            writer.forceMerge(1);
        }
    }

    /** Names that a registry failed to tell about; what the index says of them has been left as it was. */
    Set<String> unread() {
        return unread;
    }

    /** Ids of registries that failed so often that all of their news must be asked for again. */
    Set<String> failing() {
        return failing;
    }

    private void workTogether(Batches batches) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "ggen-catalog-indexing");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(threads.submit(() -> {
                    work(batches);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** Nobody may write to the index any more once this is over, so an interruption has to wait. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        throw new IOException(cause);
    }

    private void work(Batches batches) throws IOException {
        Documents documents = new Documents();
        for (List<PackageName> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new Stopped();
            }
            List<Told> told = registries.describe(batch, followed);
            noteUnread(told);
            for (PackageName name : batch) {
                if (!unread.contains(name.value())) {
                    write(documents, name, Entries.of(name, told));
                }
            }
        }
    }

    private void noteUnread(List<Told> told) {
        for (Told registry : told) {
            for (PackageName name : registry.unread()) {
                unread.add(name.value());
            }
            if (!registry.unread().isEmpty() && unread.size() > MOST_UNREAD) {
                failing.add(registry.id());
            }
        }
    }

    private void write(Documents documents, PackageName name, List<Entry> entries) throws IOException {
        if (!fromScratch) {
            writer.deleteDocuments(new Term(Fields.NAME, name.value()));
        }
        for (Entry entry : entries) {
            Document document = documents.of(entry);
            writer.addDocument(document);
        }
    }

    /** The indexing has been stopped by its caller; what was written is to be forgotten. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Batches {
        private final Iterator<PackageName> rest;

        Batches(Iterator<PackageName> rest) {
            this.rest = rest;
        }

        synchronized List<PackageName> next() {
            List<PackageName> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH && rest.hasNext()) {
                batch.add(rest.next());
            }
            return batch;
        }
    }
}
