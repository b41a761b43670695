package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Verification;
import io.ggen.api.publishing.Publishing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each command asks of whom, and what it says then. */
class PackageCommandsTest {
    private final FakeServices services = new FakeServices();

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    @Test
    void installPassesEveryOptionOn() {
        run("install a b@^1.0.0 --target /t --lock /l --force --no-dependencies --dry-run --frozen --offline --pre"
                + " --lowest --allow-cycles");
        var request = services.marketplace.requests.get(0);
        assertThat(request.specs()).hasToString("[a, b@^1.0.0]");
        assertThat(request.options())
                .hasToString("InstallOptions[target=/t, lock=/l, force=true, dryRun=true, frozen=true, offline=true,"
                        + " choice=Options[prereleases=true, lowest=true, allowCycles=true, dependencies=false]]");
        run("install");
        assertThat(services.marketplace.requests.get(1).options())
                .hasToString("InstallOptions[target=/home/ann/.ggen/packages, lock=null, force=false, dryRun=false,"
                        + " frozen=false, offline=false, choice=Options[prereleases=false, lowest=false,"
                        + " allowCycles=false, dependencies=true]]");
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
    void listShowsWhatIsThere() {
        services.marketplace.generation = 4;
        services.marketplace.lock = Samples.lock("a", "a 1.0.0 -> scope/b", "scope/b 2.0.0");
        assertThat(run("list").out()).isEqualTo("""
                        a        1.0.0
                        scope/b  2.0.0  dependency
                        2 packages in /home/ann/.ggen/packages (generation 4)
                        """);
        assertThat(run("list --target /t --json").out())
                .isEqualTo("{\"generation\":4,\"packages\":["
                        + "{\"name\":\"a\",\"version\":\"1.0.0\",\"publisher\":\"local\",\"path\":\"/t/a\",\"direct\":true},"
                        + "{\"name\":\"scope/b\",\"version\":\"2.0.0\",\"publisher\":\"local\",\"path\":\"/t/scope/b\","
                        + "\"direct\":false}]}\n");
    }

    @Test
    void searchPassesFiltersOnAndFitsTheTerminal() {
        services.catalog.found = new Catalog.Found(
                List.of(
                        new Catalog.Hit(
                                "hello",
                                "1.0.0",
                                "local",
                                "t",
                                "Says hello to the whole wide world again",
                                List.of(),
                                List.of(),
                                2.5,
                                List.of("home")),
                        new Catalog.Hit("hi", "0.1.0", "12D3", "Title", "", List.of(), List.of(), 1, List.of())),
                7);
        assertThat(run("search hello world --category C --tag t --tag u --author A --publisher P --limit 2")
                        .out())
                .isEqualTo("""
                        hello  1.0.0        Says hello to the whole wide world again
                        hi     0.1.0  12D3  Title
                        2 of 7 packages; --limit shows more
                        """);
        assertThat(services.catalog.queries)
                .containsExactly(new Catalog.Query("hello world", "C", List.of("t", "u"), "A", "P", 2));
        assertThat(Run.in(Map.of("tty", "true", "width", "40", "NO_COLOR", "1"), services, "search", "x")
                        .out())
                .contains("Says hello to the")
                .doesNotContain("wide");
        assertThat(run("search hello --json").out())
                .isEqualTo("{\"results\":[{\"name\":\"hello\",\"version\":\"1.0.0\",\"publisher\":\"local\","
                        + "\"description\":\"Says hello to the whole wide world again\",\"score\":2.5,"
                        + "\"sources\":[\"home\"],\"reputation\":null},{\"name\":\"hi\",\"version\":\"0.1.0\","
                        + "\"publisher\":\"12D3\",\"description\":\"\",\"score\":1.0,\"sources\":[],"
                        + "\"reputation\":null}],\"total\":7}\n");
        assertThat(run("search x --limit 0").status()).isEqualTo(2);
        services.catalog.found = new Catalog.Found(List.of(), 0);
        assertThat(run("search nothing here")).isEqualTo(new Run(0, "no package matches 'nothing here'\n", ""));
    }

    @Test
    void infoShowsTheReleaseThatWouldBeInstalled() {
        Release yanked = new Release(
                new PackageName("a"),
                Version.parse("2.0.0"),
                Samples.release("a", "2.0.0").publisher(),
                Release.Kind.FILES,
                List.of(),
                Samples.release("a", "2.0.0").archive(),
                true,
                "use b");
        services.roles.listings.add(Samples.listing(Samples.release("a", "1.0.0")));
        services.roles.listings.add(Samples.listing(Samples.release("a", "1.10.0", "b ^1.0.0")));
        services.roles.listings.add(Samples.listing(Samples.release("a", "3.0.0-rc.1")));
        services.roles.listings.add(Samples.listing(yanked));
        services.marketplace.lock = Samples.lock("a", "a 1.0.0");
        assertThat(run("info a").out()).isEqualTo("""
                        a 1.10.0
                        A title
                        A description
                        installed   1.0.0
                        publisher   local
                        kind        files
                        author      Ann
                        license     MIT
                        categories  tools
                        tags        cli
                        size        4.2 kB
                        digest      %s
                        from        file:/home/ann/.ggen/registry
                        needs
                          b  ^1.0.0
                        versions
                          3.0.0-rc.1
                          2.0.0 (yanked)
                          1.10.0
                          1.0.0
                        """.formatted(
                        Samples.release("a", "1.10.0").archive().digest()));
        assertThat(run("info a@2.0.0").out()).startsWith("a 2.0.0 (yanked)\n").contains("deprecated: use b\n");
        assertThat(run("info a@3.0.0-rc.1").out()).startsWith("a 3.0.0-rc.1\n");
        assertThat(run("info a --json").out())
                .startsWith("{\"name\":\"a\",\"version\":\"1.10.0\"")
                .contains("\"dependencies\":{\"b\":\"^1.0.0\"}", "\"yanked\":false", "\"deprecated\":null")
                .contains("{\"version\":\"2.0.0\",\"publisher\":\"local\",\"yanked\":true}")
                .endsWith(",\"installed\":\"1.0.0\"}\n");
    }

    @Test
    void infoOnWhatIsNotThereSaysWhatIs() {
        services.roles.listings.add(Samples.listing(Samples.release("a", "1.0.0")));
        services.catalog.alike = List.of("a");
        assertThat(run("info b"))
                .isEqualTo(new Run(1, "", "error: no registry knows a package named b\ntry: ggen info a\n"));
        assertThat(run("info a@^9"))
                .isEqualTo(new Run(1, "", "error: no version of a matches ^9; there is 1.0.0\ntry: ggen info a\n"));
        assertThat(run("info @12D3abc/a").err())
                .startsWith("error: no registry knows a package named a of publisher 12D3abc\n");
    }

    @Test
    void theTreeMarksWhatItHasShown() {
        services.marketplace.lock =
                Samples.lock("a z", "a 1.0.0 -> b c", "b 1.0.0 -> d", "c 1.0.0 -> b gone", "d 1.0.0 -> a", "z 1.0.0");
        assertThat(run("tree").out().replace("├──", "|--").replace("└──", "`--").replace("│", "|"))
                .isEqualTo("""
                        a 1.0.0
                        |-- b 1.0.0
                        |   `-- d 1.0.0
                        |       `-- a 1.0.0 (*)
                        `-- c 1.0.0
                            |-- b 1.0.0 (*)
                            `-- gone 9.9.9 (not installed)
                        z 1.0.0
                        """);
        assertThat(run("tree --json").out())
                .startsWith("{\"requests\":{\"a\":\"latest\",\"z\":\"latest\"},\"packages\":[{\"name\":\"a\"")
                .contains("\"dependencies\":{\"b\":\"1.0.0\",\"gone\":\"9.9.9\"}");
    }

    @Test
    void aTreeThousandsOfLevelsDeepIsDrawn() {
        List<String> chain = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            chain.add("p" + i + " 1.0.0" + (i < 4999 ? " -> p" + (i + 1) : ""));
        }
        services.marketplace.lock = Samples.lock("p0", chain.toArray(String[]::new));
        assertThat(run("tree").out()).hasLineCount(5000);
        assertThat(run("tree --json").status()).isZero();
    }

    @Test
    void whySpeaksInSentences() {
        PackageName a = new PackageName("a");
        PackageName b = new PackageName("b");
        PackageName c = new PackageName("c");
        services.marketplace.chains = List.of(List.of(c), List.of(a, c), List.of(a, b, c));
        assertThat(run("why c").out()).isEqualTo("""
                        c is installed because you asked for it
                        c is installed because you asked for a, which needs c
                        c is installed because you asked for a, which needs b, which needs c
                        """);
        assertThat(run("why c --json").out())
                .isEqualTo("{\"name\":\"c\",\"chains\":[[\"c\"],[\"a\",\"c\"],[\"a\",\"b\",\"c\"]]}\n");
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
                        "{\"packages\":1,\"files\":9,\"damages\":[{\"package\":\"a@1.0.0\",\"path\":\"x/y\",\"what\":\"is"
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

    @Test
    void authorsAreServed() {
        assertThat(run("init").out()).isEqualTo("wrote /work/package.json; next: edit it, then ggen publish /work\n");
        assertThat(run("pack p").out())
                .isEqualTo("packed hello 1.0.0, 2 files of 13 kB into /work/hello-1.0.0.tar.gz (4.2 kB)\n");
        assertThat(run("publish p").out()).isEqualTo("published hello 1.0.0, 2 files of 13 kB\n");
        assertThat(run("publish p --version 2.0.0 --dry-run").out())
                .isEqualTo("would publish hello 1.0.0, 2 files of 13 kB; the registry is unchanged (dry run)\n");
        assertThat(run("publish p --version x").status()).isEqualTo(2);
        assertThat(run("yank hello@1.0.0").out())
                .isEqualTo("yanked hello@1.0.0; new installs pass it over, locks that have it keep it\n");
        assertThat(run("unyank hello@1.0.0").out()).isEqualTo("hello@1.0.0 is not yanked any more\n");
        assertThat(run("yank hello@^1").err())
                .isEqualTo("error: 'hello@^1' does not name one exact release; write hello@VERSION; nothing was"
                        + " changed\ntry: ggen info hello\n");
        assertThat(run("yank @12D3/hello@1.0.0").status()).isEqualTo(2);
        assertThat(run("deprecate hello use other").out()).isEqualTo("deprecated hello: use other\n");
        assertThat(Run.of(services, "deprecate", "hello", "").out()).isEqualTo("hello is not deprecated any more\n");
        assertThat(services.publishing.asked)
                .containsExactly(
                        "init /work",
                        "pack /work/p /work",
                        "publish /work/p null false",
                        "publish /work/p 2.0.0 true",
                        "yank hello 1.0.0 true",
                        "yank hello 1.0.0 false",
                        "deprecate hello 'use other'",
                        "deprecate hello ''");
        assertThat(run("publish p --json").out())
                .startsWith("{\"name\":\"hello\",\"version\":\"1.0.0\",\"integrity\":\"sha256-")
                .endsWith("\"size\":4200,\"files\":2,\"expanded\":13000,\"publisher\":\"local\",\"published\":true}\n");
    }

    @Test
    void importTellsWhatCouldNotBeTaken() {
        services.publishing.imported =
                new Publishing.Imported(List.of("a@1.0.0"), List.of("b@1.0.0"), List.of("x/package.toml: broken"), 12);
        assertThat(run("registry import one two")).isEqualTo(new Run(0, """
                                + a@1.0.0
                                refused: x/package.toml: broken
                                12 entries of dependency tables left out: they name no package of the marketplace
                                imported 1 release in 0.1 s; 1 there already, 1 refused
                                """, ""));
        assertThat(services.publishing.asked).containsExactly("import [/work/one, /work/two]");
        services.publishing.imported = new Publishing.Imported(List.of(), List.of(), List.of("x: broken"), 0);
        assertThat(run("registry import one").status()).isEqualTo(1);
    }

    @Test
    void registriesAreAdministered() {
        assertThat(run("registry list").out()).isEqualTo("home  read, write  file:/home/ann/.ggen/registry\n");
        assertThat(run("registry add team dir").out()).isEqualTo("added registry team (/work/dir)\n");
        assertThat(run("registry remove team").status()).isZero();
        assertThat(services.administered).containsExactly("add team /work/dir", "remove team");
        assertThat(run("registry reindex").out())
                .isEqualTo("left out: x/1.0.0 has no archive\nindexed 2 packages, 3 releases in 0.1 s\n");
    }

    @Test
    void rolesAreShownAndFilled() {
        services.roles.roles = List.of(new io.ggen.roles.Roles.Role(
                "resolver",
                false,
                List.of(
                        new io.ggen.roles.Roles.Provider("complete", true, "io.ggen.resolver 1.0", "distribution", 10),
                        new io.ggen.roles.Roles.Provider("mine", false, "mine 1.0", "deploy", 0))));
        assertThat(run("host services").out()).isEqualTo("""
                        resolver  *  complete  io.ggen.resolver 1.0  distribution  ranking 10
                                     mine      mine 1.0              deploy        ranking 0
                        """);
        assertThat(run("host use resolver mine").out()).isEqualTo("resolver is now mine\n");
        assertThat(services.roles.used).containsExactly("resolver mine");
    }

    @Test
    void theDoctorExaminesEverythingAndFailsIfSomethingIsBroken() {
        services.checkups.add(checkup("store", () -> List.of(Checkup.Finding.good("3 trees, all whole"))));
        assertThat(run("doctor")).isEqualTo(new Run(0, "ok       store: 3 trees, all whole\n", ""));
        services.checkups.add(checkup(
                "registry",
                () -> List.of(
                        new Checkup.Finding(Checkup.Severity.WARNING, "an index is stale", "ggen registry reindex"))));
        services.checkups.add(checkup("cache", () -> {
            throw new IllegalStateException("oops");
        }));
        assertThat(run("doctor"))
                .isEqualTo(new Run(1, """
                                ok       store: 3 trees, all whole
                                warning  registry: an index is stale
                                         try: ggen registry reindex
                                broken   cache: the examination itself failed: java.lang.IllegalStateException: oops
                                """, "error: 1 thing is broken, as told above; nothing was changed\n"));
    }

    private static Checkup checkup(String subject, java.util.function.Supplier<List<Checkup.Finding>> findings) {
        return new Checkup() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> examine() {
                return findings.get();
            }
        };
    }
}
