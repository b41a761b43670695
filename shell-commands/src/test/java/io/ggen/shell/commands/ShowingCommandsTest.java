package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.registry.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that show packages: what each asks of whom, and what it says then. */
class ShowingCommandsTest {
    private final FakeServices services = new FakeServices();

    private Run run(String line) {
        return Run.of(services, line.split(" "));
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
        assertThat(run("search hello world --category C --tag t --tag u --author A --publisher local --limit 2")
                        .out())
                .isEqualTo("""
                        hello  1.0.0        Says hello to the whole wide world again
                        hi     0.1.0  12D3  Title
                        2 of 7 packages; --limit shows more
                        """);
        assertThat(services.catalog.queries)
                .containsExactly(new Catalog.Query("hello world", "C", List.of("t", "u"), "A", "local", 2));
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
                        signature   unsigned
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
                .contains("{\"version\":\"2.0.0\",\"publisher\":\"local\",\"yanked\":true,\"withheld\":false}")
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
        services.marketplace.lock = Samples.lock("a@^1.0.0 c", "a 1.0.0 -> b c", "b 1.2.0 -> c", "c 2.0.0");
        assertThat(run("why c").out()).isEqualTo("""
                        c 2.0.0 is installed because you asked for c
                        c 2.0.0 is installed because you asked for a ^1.0.0 and a 1.0.0 depends on c 2.0.0
                        c 2.0.0 is installed because you asked for a ^1.0.0, a 1.0.0 depends on b 1.2.0 and b 1.2.0 depends on c 2.0.0
                        """);
        assertThat(run("tree").out())
                .startsWith("a 1.0.0 (you asked for a ^1.0.0)\n")
                .contains("\nc 2.0.0\n");
        assertThat(run("why c --json").out())
                .isEqualTo("{\"name\":\"c\",\"chains\":[[\"c\"],[\"a\",\"c\"],[\"a\",\"b\",\"c\"]]}\n");
    }

    @Test
    void infoShowsWhoStandsBehindARelease() {
        Release release = Samples.release("a", "1.10.0");
        services.roles.listings.add(Samples.listing(release));
        services.marketplace.provenance = new Provenance(
                release.publisher(),
                "abcd-efgh",
                Provenance.Signature.BAD,
                "no registry has a record",
                true,
                release.publisher(),
                null,
                Provenance.Head.EXPIRED,
                Instant.EPOCH,
                List.of("Ann signed two different heads of a with seq 7."));

        assertThat(run("info a").out())
                .contains("fingerprint  abcd-efgh", "(you)", "bad: no registry has a record", "this publisher")
                .contains("warning: Freshness unknown: ", "warning: Ann signed two different heads of a with seq 7.");
        assertThat(run("info a --json").out())
                .contains("\"signature\":\"bad\"", "\"head\":\"expired\"", "\"own\":true")
                .contains("\"cautions\":[\"Ann signed two different heads of a with seq 7.\"]", "\"withheld\":[]");
    }

    @Test
    void infoShowsWhatIsWithheldAndWhy() {
        Release release = Samples.release("a", "1.0.0");
        Release forked = Samples.release("a", "2.0.0");
        String reason = "Ann signed two different releases a@2.0.0 (records 1 and 2)";
        services.roles.listings.add(Samples.listing(release));
        services.roles.remembered = new Answer.Found(
                List.of(release), List.of(new Answer.Withheld(forked, reason), new Answer.Withheld(forked, reason)));

        assertThat(run("info a").out()).startsWith("a 1.0.0\n").endsWith("""
                        versions
                          2.0.0 (withheld)
                          1.0.0
                        withheld
                          2.0.0: Ann signed two different releases a@2.0.0 (records 1 and 2)
                        """);
        assertThat(run("info a --json").out())
                .contains("{\"version\":\"2.0.0\",\"publisher\":\"local\",\"yanked\":false,\"withheld\":true}")
                .contains(
                        "\"withheld\":[{\"version\":\"2.0.0\",\"publisher\":\"local\",\"reason\":\"" + reason + "\"}]");
        assertThat(run("info a@2.0.0").out()).startsWith("a 2.0.0 (withheld)\n");
    }

    @Test
    void aPackageOfWhichAllIsWithheldIsShownToo() {
        services.roles.remembered = new Answer.Found(
                List.of(), List.of(new Answer.Withheld(Samples.release("a", "2.0.0"), "Its key was revoked")));

        assertThat(run("info a").out()).startsWith("a 2.0.0 (withheld)\n").contains("2.0.0: Its key was revoked\n");
    }

    @Test
    void infoShowsTheUnsignedPackageAndNotAStrangersOfTheSameName() {
        Release local = Samples.release("a", "1.0.0");
        Release squatted = new Release(
                local.name(),
                Version.parse("9.0.0"),
                new PublisherId("Mallory"),
                Release.Kind.FILES,
                List.of(),
                local.archive(),
                false,
                null);
        services.roles.listings.add(Samples.listing(squatted));
        services.roles.listings.add(Samples.listing(local));

        assertThat(run("info a").out()).startsWith("a 1.0.0");
        assertThat(run("info @Mallory/a").out()).startsWith("a 9.0.0");
    }
}
