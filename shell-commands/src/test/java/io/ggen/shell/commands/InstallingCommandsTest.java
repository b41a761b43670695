package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Version;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands about what is installed: what each asks of whom, and what it says then. */
class InstallingCommandsTest {
    private final FakeServices services = new FakeServices();

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    @Test
    void installPassesEveryOptionOn() {
        run("install a b@^1.0.0 --target /t --lock /l --force --no-dependencies --dry-run --frozen --offline --pre"
                + " --lowest --allow-cycles --record-universe u");
        var request = services.marketplace.requests.get(0);
        assertThat(request.specs()).hasToString("[a, b@^1.0.0]");
        assertThat(request.options().toString().replaceFirst(", consent=.*", "]"))
                .isEqualTo("InstallOptions[target=/t, lock=/l, force=true, dryRun=true, universe=/work/u,"
                        + " choice=Options[prereleases=true, lowest=true, allowCycles=true, dependencies=false,"
                        + " frozen=true, offline=true]]");
        run("install");
        assertThat(services.marketplace.requests.get(1).options().toString().replaceFirst(", consent=.*", "]"))
                .isEqualTo("InstallOptions[target=/home/ann/.ggen/packages, lock=null, force=false, dryRun=false,"
                        + " universe=null, choice=Options[prereleases=false, lowest=false, allowCycles=false,"
                        + " dependencies=true, frozen=false, offline=false]]");
    }

    @Test
    void whatTheUserWantsOfPeersIsPassedOn() {
        run("install a --refresh --min-reputation 0.75");
        run("update a --refresh --min-reputation 1");
        run("install a");
        var first = services.marketplace.requests.get(0).options();
        assertThat(first.refresh()).isTrue();
        assertThat(first.fetch()).isEqualTo(Map.of("min-reputation", "0.75"));
        var plain = services.marketplace.requests.get(1).options();
        assertThat(plain.refresh()).isFalse();
        assertThat(plain.fetch()).isEmpty();
        assertThat(run("install a --min-reputation 2"))
                .isEqualTo(new Run(
                        2, "", "error: --min-reputation must be a number from 0 to 1, not '2'; nothing was done\n"));
    }

    @Test
    void installTellsWhatChanged() {
        services.marketplace.outcome = new Outcome(
                List.of(
                        Samples.item("b", "1.0.0", false, null),
                        Samples.item("a", "2.0.0", true, null),
                        Samples.item("c", "1.1.0", false, "1.0.0")),
                List.of(Samples.item("d", "1.0.0", true, null)),
                List.of(Samples.item("e", "1.0.0", false, null)),
                2);
        Run text = run("install a");
        assertThat(text).isEqualTo(new Run(0, """
                        + b 1.0.0
                        + a 2.0.0
                        ~ c 1.0.0 -> 1.1.0
                        - e 1.0.0
                        installed 2 packages, updated 1, removed 1 in 0.1 s (generation 2)
                        """, ""));
        assertThat(run("install a --dry-run").out())
                .endsWith("would have installed 2 packages, updated 1, removed 1; nothing was changed (dry run)\n");
        assertThat(run("install a --json").out())
                .isEqualTo("{\"installed\":["
                        + "{\"name\":\"b\",\"version\":\"1.0.0\",\"publisher\":\"local\",\"path\":\"/p/b\",\"direct\":false},"
                        + "{\"name\":\"a\",\"version\":\"2.0.0\",\"publisher\":\"local\",\"path\":\"/p/a\",\"direct\":true},"
                        + "{\"name\":\"c\",\"version\":\"1.1.0\",\"publisher\":\"local\",\"path\":\"/p/c\",\"direct\":false,"
                        + "\"previous\":\"1.0.0\"}],\"unchanged\":["
                        + "{\"name\":\"d\",\"version\":\"1.0.0\",\"publisher\":\"local\",\"path\":\"/p/d\",\"direct\":true}],"
                        + "\"removed\":["
                        + "{\"name\":\"e\",\"version\":\"1.0.0\",\"publisher\":\"local\",\"path\":\"/p/e\",\"direct\":false}],"
                        + "\"generation\":2,\"seconds\":0.1}\n");
    }

    @Test
    void updateTellsWhyOthersMoved() {
        services.marketplace.outcome = new Outcome(
                List.of(
                        Samples.item("x", "2.0.0", true, "1.0.0"),
                        Samples.moved("b", "1.2.0", "1.0.0", "x 2.0.0 depends on b ^1.2.0")),
                List.of(),
                List.of(),
                2);
        assertThat(run("update x --record-universe u").out()).isEqualTo("""
                        ~ x 1.0.0 -> 2.0.0
                        ~ b 1.0.0 -> 1.2.0, because x 2.0.0 depends on b ^1.2.0
                        updated 2 packages in 0.1 s (generation 2)
                        """);
        assertThat(services.marketplace.options.get(0).universe()).hasToString("/work/u");
        assertThat(run("update x --json").out())
                .contains("\"previous\":\"1.0.0\"},{")
                .contains("\"previous\":\"1.0.0\",\"reason\":\"x 2.0.0 depends on b ^1.2.0\"}]");
    }

    @Test
    void yesSaysToWhomItAgreedAndForWhichName() {
        services.marketplace.outcome =
                new Outcome(List.of(Samples.item("a", "2.0.0", true, null)), List.of(), List.of(), 2);
        services.marketplace.newcomers =
                List.of(new Consent.Newcomer(new PackageName("a"), FakeTrust.ANN, "abcd-efgh", List.of("p2p")));

        assertThat(run("install a --yes").out())
                .isEqualTo("--yes agreed to " + FakeTrust.ANN + " (fingerprint abcd-efgh) as the publisher of a\n"
                        + "+ a 2.0.0\ninstalled 1 package in 0.1 s (generation 2)\n");
        assertThat(run("install a --yes --json").out())
                .endsWith("\"seconds\":0.1,\"agreed\":[{\"name\":\"a\",\"publisher\":\"" + FakeTrust.ANN
                        + "\",\"fingerprint\":\"abcd-efgh\"}]}\n");
    }

    @Test
    void verifyOfATargetSaysHowToRepairThatTarget() {
        services.marketplace.verification =
                new Verification(1, 3, List.of(new Verification.Damage("a@1.0.0", "f", "is missing")));

        assertThat(run("verify").err()).endsWith("try: ggen install --force\n");
        assertThat(run("verify --target lib").err()).endsWith("try: ggen install --force --target lib\n");
    }

    @Test
    void nothingToDoIsSaid() {
        services.marketplace.outcome = new Outcome(
                List.of(),
                List.of(
                        Samples.item("a", "1.0.0", true, null),
                        Samples.item("b", "1.0.0", false, null),
                        Samples.item("c", "1.0.0", false, null)),
                List.of(),
                1);
        assertThat(run("install a").out()).isEqualTo("nothing to do: 3 packages are up to date\n");
    }

    @Test
    void anUnknownPackageComesWithNamesLikeIt() {
        services.catalog.alike = List.of("hello-world", "hello");
        services.marketplace.during = progress -> {
            throw Problem.of("no registry knows a package named helo-world; nothing was installed", "ggen search helo")
                    .asException();
        };
        assertThat(run("install helo-world").err()).isEqualTo("""
                        error: no registry knows a package named helo-world; nothing was installed
                        try: ggen install hello-world
                        try: ggen install hello
                        try: ggen search helo
                        """);
        services.roles.listings.add(Samples.listing(Samples.release("helo-world", "1.0.0")));
        assertThat(run("install helo-world").err()).doesNotContain("ggen install");
        services.hasCatalog = false;
        services.roles.listings.clear();
        assertThat(run("install helo-world").err()).doesNotContain("ggen install");
    }

    @Test
    void skipVerifyIsRefusedWithTheReason() {
        Run run = run("install a --skip-verify");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: there is no --skip-verify: every archive is checked against its SHA-256");
        assertThat(run("install --help").out()).doesNotContain("skip-verify");
    }

    @Test
    void uninstallUpdateAndRollbackChangeTheTarget() {
        run("uninstall b a --target t --dry-run");
        run("update --offline --pre");
        run("update a");
        run("rollback");
        run("rollback 3 --target t");
        run("gc");
        run("gc --keep 2");
        assertThat(services.marketplace.asked)
                .containsExactly(
                        "uninstall [a, b]",
                        "update []",
                        "update [a]",
                        "rollback 0 /home/ann/.ggen/packages",
                        "rollback 3 /work/t",
                        "gc 5",
                        "gc 2");
        assertThat(services.marketplace.options.get(0).dryRun()).isTrue();
        assertThat(services.marketplace.options.get(1).choice().prereleases()).isTrue();
        assertThat(run("rollback -3").status()).isEqualTo(2);
        assertThat(run("rollback x").err())
                .isEqualTo("error: N must be a whole number from 1 on, not 'x'; nothing was done\n");
        assertThat(run("gc").out()).isEqualTo("freed 1.5 MB: 3 generations, 2 trees, 1 archive\n");
    }

    @Test
    void verifyFailsIfSomethingDiffers() {
        services.marketplace.verification = new Verification(3, 69, List.of());
        assertThat(run("verify")).isEqualTo(new Run(0, "verified 3 packages, 69 files: all as published\n", ""));
        services.marketplace.verification = new Verification(
                1,
                9,
                List.of(
                        new Verification.Damage("a@1.0.0", "x/y", "is missing"),
                        new Verification.Damage("b@1.0.0", "", "is gone")));
        assertThat(run("verify"))
                .isEqualTo(new Run(
                        1,
                        "a@1.0.0: x/y is missing\nb@1.0.0 is gone\n",
                        "error: verified 1 package, 9 files and found 2 damages; nothing was changed\n"
                                + "try: ggen install --force\n"));
        assertThat(run("verify --json"))
                .returns(1, Run::status)
                .returns(
                        "{\"packages\":1,\"files\":9,\"signed\":0,\"unsigned\":1,\"damages\":[{\"package\":\"a@1.0.0\",\"path\":\"x/y\",\"what\":\"is"
                                + " missing\"},{\"package\":\"b@1.0.0\",\"path\":\"\",\"what\":\"is gone\"}]}\n",
                        Run::out);
    }

    @Test
    void historyShowsGenerations() {
        services.marketplace.history = List.of(
                new Generation(2, true, Instant.parse("2026-11-22T10:00:00Z"), "install b", 2, List.of("+ b@1.0.0")),
                new Generation(1, false, Instant.parse("2026-11-21T10:00:00Z"), "install a", 1, List.of("+ a@1.0.0")));
        assertThat(run("history").out().replaceAll("2026-11-2. ..:..", "TIME")).isEqualTo("""
                        * 2  TIME  install b (2 packages)
                               + b@1.0.0
                          1  TIME  install a (1 package)
                               + a@1.0.0
                        """);
        assertThat(run("history --json").out())
                .startsWith("{\"generations\":[{\"generation\":2,\"current\":true,\"made\":\"2026-11-22T10:00:00Z\",");
    }

    @Test
    void outdatedIsATable() {
        assertThat(run("outdated").out()).isEqualTo("everything is up to date\n");
        services.marketplace.outdated = List.of(new Outdated(
                new PackageName("a"), Version.parse("1.0.0"), Version.parse("1.2.0"), Version.parse("2.0.0"), true));
        assertThat(run("outdated").out()).isEqualTo("""
                        NAME  CURRENT  WANTED  LATEST
                        a     1.0.0    1.2.0   2.0.0
                        """);
        assertThat(run("outdated --json").out())
                .isEqualTo("{\"outdated\":[{\"name\":\"a\",\"current\":\"1.0.0\",\"wanted\":\"1.2.0\","
                        + "\"latest\":\"2.0.0\",\"direct\":true}]}\n");
    }
}
