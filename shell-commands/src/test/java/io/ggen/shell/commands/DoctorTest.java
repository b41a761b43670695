package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.marketplace.Verification;
import io.ggen.shell.commands.task.HostProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What {@code ggen doctor} says, and how it ends. */
class DoctorTest {
    private final FakeServices services = new FakeServices();

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    private void examine(String subject, Supplier<List<Finding>> findings) {
        services.checkups.add(new Checkup() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> examine() {
                return findings.get();
            }
        });
    }

    private void hostRuns(String trouble) {
        services.hostProcess = new HostProcess(
                7, "serve", Instant.EPOCH, 1, "1.0", "b", "/run/host.sock", trouble, List.of(), 0, () -> {});
    }

    @Test
    void everythingIsExaminedInTheOrderOfSubjectsAndShownAsATable() {
        examine("store", () -> List.of(Finding.good("3 trees, all whole.")));
        examine("clock", () -> List.of(Finding.good("It is noon.")));
        assertThat(run("doctor")).isEqualTo(new Run(0, """
                        ok       clock  It is noon.
                        ok       host   No host runs on this home; 'ggen' or 'ggen serve' starts one, with a network.
                        ok       store  3 trees, all whole.
                        """, ""));
    }

    @Test
    void warningsSayWhatHelpsAndWhatIsBrokenEndsInFailure() {
        examine("registry", () -> List.of(new Finding(Severity.WARNING, "an index is stale", "ggen registry reindex")));
        assertThat(run("doctor").status()).isZero();
        examine("cache", () -> {
            throw new IllegalStateException("oops");
        });
        hostRuns("");
        assertThat(run("doctor"))
                .isEqualTo(new Run(1, """
                                broken   cache     the examination itself failed: java.lang.IllegalStateException: oops
                                ok       host      'ggen serve', process 7, is the host of this home.
                                warning  registry  an index is stale
                                                   try: ggen registry reindex
                                """, "error: 1 thing is broken, as told above; nothing was changed\n"));
    }

    @Test
    void aHostThatServesNobodyOrNotThisCommandIsAWarning() {
        hostRuns("the socket cannot be opened");
        assertThat(run("doctor").out())
                .startsWith("warning  host  'ggen serve', process 7, is the host, but runs no commands of other"
                        + " processes: the socket cannot be opened.\n");
        services.hostProcess = null;
        services.refusedBy = new HostProcess.Refused(9, "is another build of ggen");
        assertThat(run("doctor").out())
                .isEqualTo(
                        "warning  host  The host of this home, process 9, is another build of ggen; this command ran by"
                                + " itself, without its network.\n               try: kill 9\n");
    }

    @Test
    void deepReadsEveryInstalledFile() {
        services.marketplace.targets = List.of(Path.of("/work/packages"));
        assertThat(run("doctor").out()).doesNotContain("/work/packages");
        services.marketplace.verification = new Verification(1, 3, List.of());
        assertThat(run("doctor --deep").out()).contains("ok       files  /work/packages: 3 files are as published.\n");
        services.marketplace.verification =
                new Verification(1, 3, List.of(new Verification.Damage("a@1.0.0", "f", "is missing")));
        Run broken = run("doctor --deep");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out())
                .contains("broken   files  /work/packages: 1 difference from what was published.\n")
                .contains("try: ggen verify --target /work/packages\n");
    }

    @Test
    void oneDocumentOfJsonHoldsAllFindings() {
        examine("disk", () -> List.of(new Finding(Severity.BROKEN, "1 MiB is left", "ggen gc")));
        Run json = run("doctor --json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.out())
                .startsWith(
                        "{\"findings\":[{\"subject\":\"disk\",\"severity\":\"broken\",\"sentence\":\"1 MiB is left\","
                                + "\"next\":\"ggen gc\"},{\"subject\":\"host\",\"severity\":\"good\"");
    }
}
