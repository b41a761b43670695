package io.ggen.record.store;

import static io.ggen.records.store.Taken.Outcome.KNOWN;
import static io.ggen.records.store.Taken.Outcome.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files, other processes, interrupts. */
final class TroubleTest {
    private static final Author ALICE = new Author(1);
    private static final PackageName PARSER = new PackageName("parser");

    @TempDir
    Path folder;

    private List<Signed<ReleaseRecord>> filled(int count) {
        List<Signed<ReleaseRecord>> records = new ArrayList<>();
        try (Bench bench = new Bench(folder)) {
            for (int i = 0; i < count; i++) {
                records.add(ALICE.release("parser", "1." + i + ".0"));
                bench.take(records.get(i));
            }
        }
        return records;
    }

    @Test
    void aFileThatIsNoneIsSetAsideAndANewOneMade() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Vault.FILE), "nothing that anybody wrote\n".repeat(1_000));
        try (Bench bench = new Bench(folder)) {
            assertThat(bench.store.releases(ALICE.id(), PARSER)).isEmpty();
            assertThat(bench.take(ALICE.release("parser", "1.0.0"))).isEqualTo(NEW);
            assertThat(bench.warnings).hasSize(1);
            assertThat(bench.warnings.get(0)).contains("damaged").contains(Vault.DAMAGED);
        }
        assertThat(folder.resolve(Vault.DAMAGED)).exists();
    }

    @Test
    void damagedBytesNeverShowARecordThatIsNone() throws Exception {
        List<Signed<ReleaseRecord>> records = filled(200);
        byte[] whole = Files.readAllBytes(folder.resolve(Vault.FILE));
        long seed = System.nanoTime();
        System.out.println("TroubleTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            byte[] damaged = whole.clone();
            int start = random.nextInt(damaged.length);
            int end = Math.min(damaged.length, start + 1 + random.nextInt(1 << random.nextInt(14)));
            for (int i = start; i < end; i++) {
                damaged[i] = (byte) random.nextInt();
            }
            Files.write(folder.resolve(Vault.FILE), damaged);
            Files.deleteIfExists(folder.resolve(Vault.JOURNAL));
            try (Bench bench = new Bench(folder)) {
                assertThat(records).containsAll(bench.store.releases(ALICE.id(), PARSER));
                for (Signed<ReleaseRecord> each : records) {
                    bench.store
                            .envelope(each.id())
                            .ifPresent(bytes -> assertThat(bytes).isEqualTo(each.toBytes()));
                }
                // damage may be met in the middle, and then all is new once more
                for (int again = 0; again < 2; again++) {
                    for (Signed<ReleaseRecord> each : records) {
                        assertThat(bench.take(each)).isIn(NEW, KNOWN);
                    }
                }
                List<Signed<ReleaseRecord>> found = bench.store.releases(ALICE.id(), PARSER);
                assertThat(found.isEmpty() && !bench.warnings.isEmpty() || records.containsAll(found))
                        .isTrue();
            }
        }
    }

    @Test
    void aJournalThatEndsInTheMiddleCountsUpToThere() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.take(ALICE.release("parser", "1.0.0"));
            bench.take(ALICE.release("parser", "2.0.0"));
            bench.kill();
        }
        byte[] journal = Files.readAllBytes(folder.resolve(Vault.JOURNAL));
        Files.write(folder.resolve(Vault.JOURNAL), Arrays.copyOf(journal, journal.length - 5));
        try (Bench bench = new Bench(folder)) {
            assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(1);
            assertThat(bench.take(ALICE.release("parser", "2.0.0"))).isEqualTo(NEW);
            bench.kill();
        }
        try (Bench bench = new Bench(folder)) {
            assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(2);
            assertThat(bench.warnings).isEmpty();
        }
    }

    @Test
    void cursorsToldBeforeAKillMissNothingAfterIt() {
        long cursor;
        try (Bench bench = new Bench(folder)) {
            bench.take(ALICE.release("parser", "1.0.0"));
            cursor = bench.store.changesSince(0).cursor();
            bench.kill();
        }
        try (Bench bench = new Bench(folder)) {
            bench.take(ALICE.release("lexer", "1.0.0"));
            assertThat(bench.store.changesSince(cursor).everything()).isFalse();
            assertThat(bench.store.changesSince(cursor).names()).contains(new PackageName("lexer"));
        }
    }

    @Test
    void anotherProcessIsWaitedForAndThenNamed() throws Exception {
        Process other = Kills.start(folder, 0);
        try (BufferedReader lines = other.inputReader(StandardCharsets.US_ASCII);
                Bench bench = new Bench(folder)) {
            assertThat(lines.readLine()).isNotNull();
            assertThatThrownBy(() -> bench.store.counts())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Another process")
                    .hasMessageContaining(folder.toString());
            assertThatThrownBy(() -> bench.take(ALICE.release("parser", "1.0.0")))
                    .isInstanceOf(ProblemException.class);
            other.toHandle().destroyForcibly();
            other.waitFor();
            assertThat(bench.store.counts().releases()).isPositive();
        }
    }

    @Test
    void twoStoresOfOneProcessDoNotHurtEachOther() {
        try (Bench first = new Bench(folder);
                Bench second = new Bench(folder)) {
            first.take(ALICE.release("parser", "1.0.0"));
            assertThatThrownBy(() -> second.store.counts()).isInstanceOf(ProblemException.class);
            first.close();
            assertThat(second.store.counts().releases()).isEqualTo(1);
        }
    }

    @Test
    void whoDoesNotUseItLetsOthersHaveIt() {
        Vault.Habits habits = new Vault.Habits(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(60), 1 << 20);
        try (Bench first = new Bench(folder, Bench.LIMITS, habits, 1);
                Bench second = new Bench(folder, Bench.LIMITS, habits, 2)) {
            first.take(ALICE.release("parser", "1.0.0"));
            first.runLater();
            assertThatThrownBy(() -> second.store.counts()).isInstanceOf(ProblemException.class);
            first.nanos += Duration.ofSeconds(2).toNanos();
            first.runLater();
            second.nanos += Duration.ofMinutes(1).toNanos();
            assertThat(second.store.counts().releases()).isEqualTo(1);
            second.nanos += Duration.ofMinutes(1).toNanos();
            second.runLater();
            assertThat(first.take(ALICE.release("parser", "2.0.0"))).isEqualTo(NEW);
        }
    }

    @Test
    void anInterruptedThreadTakesAndReadsAllTheSame() {
        filled(50);
        try (Bench bench = new Bench(folder)) {
            Thread.currentThread().interrupt();
            assertThat(bench.take(ALICE.release("parser", "2.0.0"))).isEqualTo(NEW);
            assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(51);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(bench.warnings).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblemOfOneSentence() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        try (Bench bench = new Bench(folder.resolve("file"))) {
            assertThatThrownBy(() -> bench.take(ALICE.release("parser", "1.0.0")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("cannot be used");
        }
    }

    @Test
    void aStoreThatWasClosedSaysSo() {
        Bench bench = new Bench(folder);
        bench.take(ALICE.release("parser", "1.0.0"));
        bench.close();
        assertThatThrownBy(() -> bench.store.counts()).isInstanceOf(ProblemException.class);
    }
}
