package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.roles.Roles;
import io.ggen.shell.Completions;
import io.ggen.shell.commands.p2p.FakeNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionCompletionsTest {
    private final FakeServices services = new FakeServices();
    private final Completions completions = new OptionCompletions(services);

    private List<String> values(String... words) {
        return completions.complete(List.of(words)).candidates().stream()
                .map(Completions.Candidate::value)
                .toList();
    }

    private Completions.Paths paths(String... words) {
        return completions.complete(List.of(words)).paths();
    }

    @Test
    void commandsCompleteInEverySpelling() {
        assertThat(values("in")).containsExactly("install", "info", "init");
        assertThat(values("ggen:un")).containsExactly("ggen:uninstall", "ggen:unyank");
        assertThat(values("host:")).containsExactly("host:services", "host:use", "host:deploy");
        assertThat(values("host", "")).containsExactly("services", "use", "deploy");
        assertThat(values("marketplace", "upd")).containsExactly("update");
        assertThat(values("ggen", "upd")).containsExactly("update");
        assertThat(values("ggen", "host", "u")).containsExactly("use");
        assertThat(values("ggen", "marketplace", "p2p", "st")).containsExactly("status");
        assertThat(values("")).hasSize(44);
        assertThat(values("bogus", "")).isEmpty();
        assertThat(completions.complete(List.of()))
                .isEqualTo(new Completions.Answer(List.of(), Completions.Paths.NONE));
    }

    @Test
    void aMistypedCommandHasOneThatWasMeant() {
        assertThat(completions.meant("instal")).contains("install");
        assertThat(completions.meant("trust:ad")).contains("trust:add");
        assertThat(completions.meant("registri:list")).contains("registry:list");
        assertThat(completions.meant("xyzzy")).isEmpty();
        assertThat(completions.meant("host:deplyo")).contains("host:deploy");
        assertThat(completions.meant("p2p:nosuch")).contains("help p2p");
    }

    @Test
    void optionsComeFromTheTableWithTheirDescriptions() {
        assertThat(values("install", "--fr")).containsExactly("--frozen");
        assertThat(completions.complete(List.of("install", "--fro")).candidates())
                .containsExactly(new Completions.Candidate("--frozen", "refuse any difference from the lock", true));
        assertThat(values("list", "-")).containsExactly("--target", "--json", "--debug", "--help");
        assertThat(values("list", "--json", "-")).doesNotContain("--json");
        assertThat(values("search", "--tag", "x", "--t")).containsExactly("--tag");
        assertThat(values("install", "--skip")).isEmpty();
        assertThat(values("search", "--", "--")).isEmpty();
    }

    @Test
    void peersAreThoseConnectedAndThoseLost() {
        FakeNode node = new FakeNode();
        services.node = node;
        node.neighbours = List.of(
                new Neighbour(FakeNode.BOB, List.of(FakeNode.connection(FakeNode.BOB, true)), Optional.empty()));
        node.dropped = List.of(
                new Dropped(FakeNode.ANN, "gone", Instant.EPOCH, 1), new Dropped(FakeNode.BOB, "", Instant.EPOCH, 1));
        assertThat(values("p2p", "peer", "")).containsExactly(FakeNode.BOB.toString(), FakeNode.ANN.toString());
        assertThat(values("p2p:peer", "12D3KooWR")).containsExactly(FakeNode.BOB.toString());
        services.node = null;
        assertThat(values("p2p", "peer", "")).isEmpty();
    }

    @Test
    void packagesAndTheirVersionsComeFromTheRegistries() {
        services.catalog.names = List.of("hello", "hello-world", "rdf");
        services.roles.listings.add(Samples.listing(Samples.release("hello", "1.0.0")));
        services.roles.listings.add(Samples.listing(Samples.release("hello", "1.10.0")));
        assertThat(values("install", "--force", "hel")).containsExactly("hello", "hello-world");
        assertThat(values("install", "rdf", "hello@1")).containsExactly("hello@1.10.0", "hello@1.0.0");
        assertThat(values("info", "a", "")).isEmpty();
        services.hasCatalog = false;
        assertThat(values("install", "hel")).isEmpty();
    }

    @Test
    void installedNamesCompleteWhereOnlyTheyFit() {
        services.marketplace.lock = Samples.lock("a", "a 1.0.0 -> ab", "ab 2.0.0");
        assertThat(values("uninstall", "a", "a")).containsExactly("ab");
        assertThat(values("update", "")).containsExactly("a", "ab");
        assertThat(values("why", "x")).isEmpty();
    }

    @Test
    void rolesProvidersAndRegistriesComplete() {
        services.roles.roles = List.of(
                new Roles.Role("registry", true, List.of(new Roles.Provider("home", true, "b", "distribution", 0))),
                new Roles.Role("resolver", false, List.of(new Roles.Provider("mine", false, "b", "deploy", 0))));
        assertThat(values("host", "use", "re")).containsExactly("registry", "resolver");
        assertThat(values("host:use", "resolver", "")).containsExactly("mine");
        assertThat(values("registry", "remove", "")).containsExactly("home");
    }

    @Test
    void aRegistryThatAPackageBringsCompletesUntilItIsAdded() {
        Roles.Provider home = new Roles.Provider("home", true, "io.ggen.registry.file 0.1.0", "distribution", 0);
        Roles.Provider acme = new Roles.Provider("acme", false, "org.acme 1.2.0", "package", 0);
        Roles.Provider added = new Roles.Provider("apex", true, "org.apex 1.0.0", "package", 0);
        Roles.Provider impostor = new Roles.Provider("home", false, "org.acme 1.2.0", "package", 100);
        Roles.Provider spaced = new Roles.Provider("a b", false, "org.acme 1.2.0", "package", 0);
        Roles.Provider resolver = new Roles.Provider("axle", false, "org.axle 1.0.0", "package", 0);
        services.roles.roles = List.of(
                new Roles.Role("registry", true, List.of(impostor, home, acme, acme, added, spaced)),
                new Roles.Role("resolver", false, List.of(resolver)));
        assertThat(completions.complete(List.of("registry", "add", "")))
                .isEqualTo(new Completions.Answer(
                        List.of(new Completions.Candidate("acme", "org.acme 1.2.0", true)), Completions.Paths.NONE));
        assertThat(values("registry:add", "ac")).containsExactly("acme");
        assertThat(values("registry:add", "b")).isEmpty();
        assertThat(values("registry:add", "acme", "")).isEmpty();
        assertThat(paths("registry:add", "team", "/mnt/")).isEqualTo(Completions.Paths.FOLDERS);
    }

    @Test
    void pathsAreLeftToTheShell() {
        assertThat(paths("install", "--target", "x")).isEqualTo(Completions.Paths.FOLDERS);
        assertThat(paths("install", "--lock", "")).isEqualTo(Completions.Paths.FILES);
        assertThat(paths("host", "deploy", "")).isEqualTo(Completions.Paths.FILES);
        assertThat(paths("registry", "add", "n", "")).isEqualTo(Completions.Paths.FOLDERS);
        assertThat(paths("registry", "import", "a", "b", "")).isEqualTo(Completions.Paths.FOLDERS);
        assertThat(paths("install", "")).isEqualTo(Completions.Paths.NONE);
    }

    @Test
    void helpCompletesCommands() {
        assertThat(values("help", "in")).containsExactly("install", "info", "init");
        assertThat(values("help", "host", "")).containsExactly("services", "use", "deploy");
        assertThat(values("help", "install", "")).isEmpty();
    }
}
