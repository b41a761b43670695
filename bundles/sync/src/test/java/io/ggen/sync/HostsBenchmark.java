package io.ggen.sync;

import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.Taken;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Two hosts of one process over TCP on loopback: how soon the one that asks has stored what it lacks, and how soon one with
 * nothing has everything.
 */
final class HostsBenchmark {
    private static final int TIMES = 5;
    private static final int AUTHORS = 50;
    private static final int VERSIONS = 10;
    private static final int SECONDS_APART = 10;
    private static final int SECONDS_OF_PATIENCE = 300;
    private static final Origin SOMEBODY = Origin.peer("somebody");

    private final List<Signed<ReleaseRecord>> common;
    private final List<Signed<ReleaseRecord>> newest;
    private final List<Signed<ReleaseRecord>> scattered;

    /** Makes stores that have the same records in the beginning. */
    interface Stores {
        RecordStore with(List<Signed<ReleaseRecord>> records) throws IOException;

        RecordStore empty() throws IOException;
    }

    /** Stores in memory. */
    static final class InMemory implements Stores {
        @Override
        public RecordStore with(List<Signed<ReleaseRecord>> records) {
            RecordStore store = empty();
            fill(store, records);
            return store;
        }

        @Override
        public RecordStore empty() {
            return new FakeStore(Clock.systemUTC());
        }
    }

    /** So many {@code records}, of which twice {@code missing} are missing somewhere. */
    HostsBenchmark(int records, int missing) {
        long start = System.nanoTime();
        List<Author> authors = IntStream.range(0, AUTHORS).mapToObj(Author::new).toList();
        // nothing is so new that a session would leave it to gossip
        Instant first = Instant.now().minusSeconds((long) SECONDS_APART * (records + 100));
        List<Signed<ReleaseRecord>> all = IntStream.range(0, records)
                .parallel()
                .mapToObj(i -> authors.get(i / VERSIONS % AUTHORS)
                        .release(
                                "package-" + i / VERSIONS,
                                "1." + i % VERSIONS + ".0",
                                first.plusSeconds((long) SECONDS_APART * i),
                                "Release number " + i + " of a package, described in a sentence as most people do."))
                .toList();
        List<Signed<ReleaseRecord>> older = new ArrayList<>(all.subList(0, records - missing));
        newest = all.subList(records - missing, records);
        Collections.shuffle(older, new Random(1));
        scattered = List.copyOf(older.subList(0, missing));
        common = List.copyOf(older.subList(missing, older.size()));
        print("%,d records of %d bytes are made: %.1f s", records, all.get(0).toBytes().length, seconds(start));
    }

    static void fill(RecordStore store, List<Signed<ReleaseRecord>> records) {
        for (Signed<ReleaseRecord> record : records) {
            if (store.take(record, SOMEBODY).outcome() != Taken.Outcome.NEW) {
                throw new IllegalStateException("A record was not taken");
            }
        }
    }

    void run(Stores stores) throws IOException {
        long start = System.nanoTime();
        RecordStore everything = stores.with(common);
        fill(everything, newest);
        fill(everything, scattered);
        print("a store of %,d: %.1f s", everything.syncSet().size(), seconds(start));
        try (RealNode<RecordStore> full = new RealNode<>(1, everything)) {
            full.node.start();
            for (int i = 0; i < TIMES; i++) {
                missing("the newest missing", full, stores, scattered, newest);
                missing("some at random missing", full, stores, newest, scattered);
            }
            cold(full, stores);
        }
    }

    /** One with the common records and {@code known} gets {@code wanted}. */
    private void missing(
            String what,
            RealNode<RecordStore> full,
            Stores stores,
            List<Signed<ReleaseRecord>> known,
            List<Signed<ReleaseRecord>> wanted)
            throws IOException {
        RecordStore some = stores.with(common);
        fill(some, known);
        some.syncSet();
        try (RealNode<RecordStore> part = new RealNode<>(2, some)) {
            part.node.start();
            RealNode.await(part.host.connect(full.host.id(), full.host.addresses(), Duration.ofSeconds(10)));
            long start = System.nanoTime();
            Outcome outcome = RealNode.await(part.node.sync(full.host.id()));
            double seconds = seconds(start);
            for (Signed<ReleaseRecord> record : wanted) {
                if (part.store.envelope(record.id()).isEmpty()) {
                    throw new IllegalStateException("A record is missing");
                }
            }
            print(
                    "%,d: %s: %d round trips, %.1f KiB both ways, %.1f KiB of requests, %d new of %d bytes, %s: %.2f s",
                    wanted.size(),
                    what,
                    outcome.rounds(),
                    outcome.overhead() / 1024.0,
                    requests(wanted) / 1024.0,
                    outcome.tally().news(),
                    outcome.tally().bytes(),
                    outcome.isWhole() ? "whole" : "to be gone on with",
                    seconds);
        }
    }

    /** What asking for these takes. */
    private static long requests(List<Signed<ReleaseRecord>> wanted) {
        long bytes = 0;
        for (int i = 0; i < wanted.size(); i += RecordRequest.MOST_IDS) {
            List<RecordId> ids = wanted.subList(i, Math.min(wanted.size(), i + RecordRequest.MOST_IDS)).stream()
                    .map(Signed::id)
                    .toList();
            bytes += Frames.encode(
                            RecordRequest.first(new RecordRequest.ByIds(ids)).encode())
                    .remaining();
        }
        return bytes;
    }

    private void cold(RealNode<RecordStore> full, Stores stores) throws IOException {
        try (RealNode<RecordStore> cold = new RealNode<>(3, stores.empty(), SyncTimes.DEFAULT)) {
            cold.node.start();
            int all = full.store.syncSet().size();
            long start = System.nanoTime();
            RealNode.await(cold.host.connect(full.host.id(), full.host.addresses(), Duration.ofSeconds(10)));
            while (cold.store.counts().releases() < all) {
                LockSupport.parkNanos(100_000_000L);
                if (seconds(start) > SECONDS_OF_PATIENCE) {
                    throw new IllegalStateException("only " + cold.store.counts());
                }
            }
            print("everything missing: %.1f s, %s", seconds(start), cold.node.status());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
