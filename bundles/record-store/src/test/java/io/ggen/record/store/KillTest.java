package io.ggen.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken.Outcome;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it takes records. */
final class KillTest {
    private static final int KILLS = 6;

    @Test
    void everyRecordThatWasAnsweredIsThereAfterKills(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Author[] authors = Kills.authors();
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process other = Kills.start(folder, next);
            int last = next - 1;
            try (BufferedReader lines = other.inputReader(StandardCharsets.US_ASCII)) {
                int stop = next + 1 + random.nextInt(300);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = Integer.parseInt(line.substring(0, line.indexOf(' ')));
                    if (last == stop) {
                        // it goes on meanwhile, so this hits it anywhere in one of the next ones
                        other.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(last).isGreaterThanOrEqualTo(next);
            check(folder, authors, last);
            next = last + 1;
        }
    }

    private static void check(Path folder, Author[] authors, int last) {
        try (Bench bench = new Bench(folder, Limits.USUAL, Kills.HABITS, 1)) {
            int releases = 0;
            for (int i = 0; i <= last; i++) {
                Signed<?> record = Kills.record(authors, i);
                if (record.payload() instanceof ReleaseRecord release) {
                    releases++;
                    assertThat(bench.store.release(release.publisher(), release.name(), release.version()))
                            .as("release %s", i)
                            .contains(as(record));
                } else if (record.payload() instanceof HeadRecord head) {
                    assertThat(bench.store
                                    .head(head.publisher(), head.name())
                                    .orElseThrow()
                                    .payload()
                                    .seq())
                            .isGreaterThanOrEqualTo(head.seq());
                }
                assertThat(bench.take(record)).isIn(Outcome.KNOWN, Outcome.OLDER);
            }
            assertThat(bench.warnings).isEmpty();
            var counts = bench.store.counts();
            assertThat(counts.releases()).isBetween((long) releases, releases + 1L);
            SyncSet set = bench.store.syncSet();
            assertThat(set.size()).isEqualTo((int) (counts.releases() + counts.heads()));
        }
    }

    @SuppressWarnings("unchecked") // its payload is one
    private static Signed<ReleaseRecord> as(Signed<?> record) {
        return (Signed<ReleaseRecord>) record;
    }
}
