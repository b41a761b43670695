package io.ggen.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ggen doctor} says of the catalogue. */
final class CheckupTest {
    private static final Author ALICE = new Author(1);

    @TempDir
    Path root;

    private List<Finding> examine(Bench bench) {
        return new RecordsCheckup(new Home(root), bench.store).examine();
    }

    @Test
    void whereThereIsNoneNoneIsMade() {
        Home home = new Home(root);
        try (Bench bench = new Bench(home.catalog())) {
            assertThat(examine(bench)).extracting(Finding::severity).containsExactly(Severity.GOOD);
            assertThat(home.catalog()).doesNotExist();
        }
    }

    @Test
    void countsAndForksAreTold() {
        try (Bench bench = new Bench(new Home(root).catalog())) {
            bench.take(ALICE.release("parser", "1.0.0", "one"));
            bench.take(ALICE.release("parser", "1.0.0", "two"));
            bench.take(ALICE.head("parser", 1));
            List<Finding> findings = examine(bench);
            assertThat(findings.get(0).sentence())
                    .startsWith(
                            "The record catalogue is whole: 2 releases, 1 head and 0 revocations of 1 package, 0.0 MiB;");
            assertThat(findings.get(1).severity()).isEqualTo(Severity.WARNING);
            assertThat(findings.get(1).sentence()).contains("1 contradiction ");
        }
    }

    @Test
    void aFileSetAsideAndAnotherProcessAreTold() throws Exception {
        Path folder = new Home(root).catalog();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Vault.DAMAGED), "");
        try (Bench first = new Bench(folder);
                Bench second = new Bench(folder)) {
            first.take(ALICE.release("parser", "1.0.0"));
            assertThat(examine(second)).extracting(Finding::severity).containsOnly(Severity.WARNING);
            assertThat(examine(second).get(0).sentence()).contains("Another process");
            assertThat(examine(second).get(1).sentence()).contains(Vault.DAMAGED);
        }
    }
}
