package io.ggen.record.store;

import static io.ggen.records.store.Taken.Outcome.KNOWN;
import static io.ggen.records.store.Taken.Outcome.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room left: nothing that was there is lost, all of it can be read, and once there is room the store goes on. */
final class FullDiskTest {
    private static final Author ALICE = new Author(1);

    /** Commits often. */
    private static final Vault.Habits HABITS =
            new Vault.Habits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60), 10_000);

    @TempDir
    Path root;

    private final List<Signed<ReleaseRecord>> taken = new ArrayList<>();
    private int next;

    private Bench bench(SmallDisk disk) {
        return new Bench(folder(), Bench.LIMITS, HABITS, ++next, disk);
    }

    private Path folder() {
        return root.resolve("catalog");
    }

    private Signed<ReleaseRecord> another() {
        return ALICE.release("parser-" + next % 3, "1." + next++ + ".0");
    }

    private void fill(Bench bench, int count) {
        for (int i = 0; i < count; i++) {
            Signed<ReleaseRecord> release = another();
            assertThat(bench.take(release)).isEqualTo(NEW);
            taken.add(release);
        }
    }

    /** Takes until there is no more room; the one that was refused. */
    private Signed<ReleaseRecord> fillUp(Bench bench) {
        for (int i = 0; i < 1000; i++) {
            Signed<ReleaseRecord> release = another();
            try {
                assertThat(bench.take(release)).isEqualTo(NEW);
            } catch (ProblemException e) {
                return release;
            }
            taken.add(release);
        }
        throw new AssertionError("there is always room");
    }

    /** Everything that was answered NEW is there, and nothing else. */
    private void check(Bench bench) {
        assertThat(bench.store.syncSet().size()).isEqualTo(taken.size());
        for (Signed<ReleaseRecord> each : taken) {
            assertThat(bench.store.envelope(each.id()).orElseThrow()).isEqualTo(each.toBytes());
            assertThat(bench.store.release(
                            ALICE.id(), each.payload().name(), each.payload().version()))
                    .contains(each);
        }
    }

    @Test
    void whatIsThereIsReadAndMoreIsRefusedInOneSentenceUntilThereIsRoom() throws IOException {
        SmallDisk disk = new SmallDisk(folder());
        try (Bench bench = bench(disk)) {
            fill(bench, 50);
            disk.capacity = disk.used() + 3_000;
            Signed<ReleaseRecord> refused = fillUp(bench);
            // nothing of it takes up room
            assertThat(disk.used()).isLessThan(disk.capacity);
            check(bench);
            assertThat(bench.store.envelope(refused.id())).isEmpty();
            assertThat(bench.store.isSeen(refused.id())).isFalse();
            assertThatThrownBy(() -> bench.take(refused))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("The record catalogue in " + folder() + " cannot grow (the disk is full); nothing was"
                            + " taken in, and what is in it stays.");
            assertThat(bench.take(taken.get(0))).isEqualTo(KNOWN);
            check(bench);
            disk.capacity = SmallDisk.LARGE;
            assertThat(bench.take(refused)).isEqualTo(NEW);
            taken.add(refused);
            bench.runLater();
            fill(bench, 50);
            check(bench);
        }
        try (Bench bench = bench(disk)) {
            check(bench);
            assertThat(bench.warnings).isEmpty();
        }
    }

    @Test
    void aCommitThatFailsIsWarnedOfOnceAndTriedAgainByItself() throws IOException {
        SmallDisk disk = new SmallDisk(folder());
        try (Bench bench = bench(disk)) {
            fill(bench, 5);
            disk.capacity = disk.used();
            for (int i = 0; i < 5; i++) {
                bench.runLater();
                check(bench);
                bench.nanos += Duration.ofSeconds(61).toNanos();
            }
            assertThat(bench.warnings)
                    .containsExactly(
                            "The record catalogue in " + folder() + " could not be brought up to date (the disk"
                                    + " is full); nothing is lost, since its journal has what was taken in, and it is tried again"
                                    + " by itself.");
            disk.capacity = SmallDisk.LARGE;
            assertThat(bench.later).isNotEmpty();
            bench.runLater();
            assertThat(folder().resolve(Vault.JOURNAL)).isEmptyFile();
            check(bench);
            fill(bench, 5);
            assertThat(bench.warnings).hasSize(1);
        }
    }

    @Test
    void whatWaitsForACommitThatFailsIsBounded() throws IOException {
        SmallDisk disk = new SmallDisk(folder());
        try (Bench bench = bench(disk)) {
            fill(bench, 5);
            bench.runLater();
            disk.failing = true;
            fillUp(bench);
            assertThat(disk.used()).isLessThan(200_000);
            check(bench);
            assertThat(bench.warnings).hasSize(1);
            disk.failing = false;
            bench.nanos += Duration.ofSeconds(61).toNanos();
            bench.runLater();
            fill(bench, 50);
            check(bench);
        }
    }

    @Test
    void aDiskThatIsFullFromTheBeginningIsNoDamage() {
        for (long capacity : new long[] {0, 1, 100, 4_096, 5_000, 8_192, 9_000, 12_000}) {
            Path folder = root.resolve("with " + capacity);
            SmallDisk disk = new SmallDisk(folder);
            disk.capacity = capacity;
            taken.clear();
            try (Bench bench = new Bench(folder, Bench.LIMITS, HABITS, capacity, disk)) {
                Signed<ReleaseRecord> refused = fillUp(bench);
                check(bench);
                disk.capacity = SmallDisk.LARGE;
                assertThat(bench.take(refused)).isEqualTo(NEW);
                taken.add(refused);
            }
            try (Bench bench = new Bench(folder, Bench.LIMITS, HABITS, capacity, disk)) {
                check(bench);
                assertThat(bench.warnings).isEmpty();
            }
            assertThat(folder.resolve(Vault.DAMAGED)).doesNotExist();
        }
    }

    @Test
    void whateverTheRoomNothingIsLostAndAllIsRead() throws IOException {
        long seed = System.nanoTime();
        System.out.println("FullDiskTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        SmallDisk disk = new SmallDisk(folder());
        Bench bench = bench(disk);
        long cursor = 0;
        Set<PackageName> changed = new HashSet<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0 -> disk.capacity = disk.used() + random.nextInt(1 << random.nextInt(1, 17));
                case 1 -> disk.capacity = SmallDisk.LARGE;
                case 2 -> bench.runLater();
                case 3 -> bench.nanos += Duration.ofSeconds(random.nextInt(90)).toNanos();
                case 4 -> {
                    if (random.nextBoolean()) {
                        bench.close();
                    } else {
                        bench.kill();
                    }
                    bench = bench(disk);
                }
                default -> {
                    Signed<ReleaseRecord> release = another();
                    try {
                        assertThat(bench.take(release))
                                .as("seed %s, step %s", seed, step)
                                .isEqualTo(NEW);
                        taken.add(release);
                        changed.add(release.payload().name());
                    } catch (ProblemException e) {
                        assertThat(e).hasMessageContaining("the disk is full");
                    }
                }
            }
            if (!taken.isEmpty() && random.nextInt(4) == 0) {
                check(bench);
                Changes changes = bench.store.changesSince(cursor);
                assertThat(changes.names()).as("seed %s, step %s", seed, step).containsAll(changed);
                cursor = changes.cursor();
                changed.clear();
            }
            assertThat(folder().resolve(Vault.DAMAGED))
                    .as("seed %s, step %s", seed, step)
                    .doesNotExist();
        }
        bench.close();
    }
}
