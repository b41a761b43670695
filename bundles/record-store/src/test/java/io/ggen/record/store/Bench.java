package io.ggen.record.store;

import io.ggen.api.PublisherId;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordListener;
import io.ggen.records.store.Taken;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A store in a folder, with time by hand and everything it would do later in a list. */
final class Bench implements AutoCloseable {
    static final Origin PEER = Origin.peer("peer");

    /** Wide enough for most tests. */
    static final Limits LIMITS = new Limits(10_000, 64 << 20, 50, 5_000, 100_000, 1, 100_000, 1, 100, 1_000, 1_000);

    private static final long SEED = 7;

    final Path folder;
    final List<Runnable> later = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<Taken> heard = new ArrayList<>();
    final Set<PublisherId> favoured = new HashSet<>();
    final KeptRecords store;
    private final Vault vault;
    private boolean isOpen = true;
    long nanos;
    Instant now = Author.NOW;

    Bench(Path folder) {
        this(folder, LIMITS);
    }

    Bench(Path folder, Limits limits) {
        this(folder, limits, new Vault.Habits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60), 1 << 20), SEED);
    }

    Bench(Path folder, Limits limits, Vault.Habits habits, long seed) {
        this(folder, limits, habits, seed, Disk.REAL);
    }

    Bench(Path folder, Limits limits, Vault.Habits habits, long seed, Disk disk) {
        this.folder = folder;
        Clock clock = new Hand();
        RecordListener listener = (taken, origin) -> heard.add(taken);
        vault = new Vault(
                folder,
                habits,
                new OpenStore.Rules(limits, favoured::contains, new Pace(limits, () -> nanos), clock),
                new Vault.Outside(
                        () -> nanos,
                        new SplittableRandom(seed),
                        (after, task) -> later.add(task),
                        warnings::add,
                        disk));
        store = new KeptRecords(vault, clock, () -> List.of(listener));
    }

    Taken.Outcome take(Signed<?> record) {
        return take(record, PEER);
    }

    Taken.Outcome take(Signed<?> record, Origin origin) {
        return store.take(record.toBytes(), origin).outcome();
    }

    /** Everything that was to be done later, now. */
    void runLater() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    /** Leaves the files as a kill would. */
    void kill() {
        isOpen = false;
        vault.kill();
    }

    boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        isOpen = false;
        store.close();
    }

    /** A clock that stands. */
    private final class Hand extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
