package io.ggen.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.identity.Identity;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.MarketplaceListener.Committed;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgenTest {
    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void publishesInstallsAndSearchesInAnEmptyHome() {
        try (Ggen ggen = Ggen.open(home())) {
            publish(ggen, "greeting", "1.0.0", "");
            publish(ggen, "page", "2.0.0", "\"greeting\": \"^1.0.0\"");
            Outcome outcome = install(ggen, "page");
            assertThat(outcome.installed())
                    .extracting(item -> item.name() + "@" + item.version())
                    .containsExactly("greeting@1.0.0", "page@2.0.0");
            assertThat(ggen.home().packages().resolve("greeting/text.txt")).hasContent("greeting 1.0.0");
            assertThat(ggen.catalog().search(Catalog.Query.of("greeting", 5)).hits())
                    .extracting(Catalog.Hit::name)
                    .contains("greeting");
            assertThat(ggen.marketplace()
                            .verify(ggen.home().packages(), Progress.NONE)
                            .signed())
                    .isEqualTo(2);
            assertThat(ggen.trust().pins()).isEmpty();
            assertThat(ggen.find(Identity.class).orElseThrow().publisherIfMade())
                    .isPresent();
        }
    }

    @Test
    void oneListenerHearsAllOfAnOperation() {
        try (Ggen ggen = Ggen.open(home(), events::add)) {
            publish(ggen, "greeting", "1.0.0", "");
            events.clear();
            install(ggen, "greeting");
        }
        assertThat(events.get(0)).isEqualTo(new Event.Began(1, "install", home().resolve("packages")));
        assertThat(events).anyMatch(event -> event instanceof Event.Advanced advanced && advanced.operation() == 1);
        assertThat(events)
                .anyMatch(event -> event instanceof Committed committed
                        && committed.generation() == 1
                        && committed.now().packages().size() == 1);
        assertThat(events.get(events.size() - 1)).isEqualTo(new Event.Ended(1, null));
    }

    @Test
    void theListenerHearsWhyAnOperationFailed() {
        try (Ggen ggen = Ggen.open(home(), events::add)) {
            assertThatThrownBy(() -> install(ggen, "nowhere")).isInstanceOf(ProblemException.class);
        }
        Event last = events.get(events.size() - 1);
        assertThat(last).isInstanceOf(Event.Ended.class);
        Problem problem = Objects.requireNonNull(((Event.Ended) last).problem());
        assertThat(problem.message()).contains("nowhere");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        try (Ggen ggen = Ggen.open(home(), event -> {
            throw new IllegalStateException("not today");
        })) {
            publish(ggen, "greeting", "1.0.0", "");
            assertThat(install(ggen, "greeting").generation()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptCancelsAndTheOldStateStays() {
        boolean[] interrupts = {false};
        try (Ggen ggen = Ggen.open(home(), event -> {
            if (interrupts[0] && event instanceof Event.Began) {
                Thread.currentThread().interrupt();
            }
        })) {
            publish(ggen, "greeting", "1.0.0", "");
            install(ggen, "greeting");
            publish(ggen, "page", "2.0.0", "");
            interrupts[0] = true;
            assertThatThrownBy(() -> install(ggen, "page"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANCELLED));
            Thread.interrupted(); // the next operation must not find it
            interrupts[0] = false;
            assertThat(ggen.marketplace()
                            .installed(ggen.home().packages())
                            .lock()
                            .packages())
                    .hasSize(1);
            assertThat(install(ggen, "page").generation()).isEqualTo(2);
        }
    }

    @Test
    void registriesAndTheResolverAreThoseOfTheSettings() throws IOException {
        Path other = folder.resolve("other");
        try (Ggen ggen = Ggen.open(other)) {
            publish(ggen, "greeting", "1.0.0", "");
        }
        write(
                home().resolve("etc/io.ggen.registry.file-team.json"),
                "{\"name\": \"team\", \"path\": \"" + other.resolve("registry") + "\"}");
        write(home().resolve("etc/io.ggen.registry.file-bad.json"), "{\"name\": \"bad\", \"path\": \"relative\"}");
        write(home().resolve("etc/roles.json"), "{\"resolver\": \"backtracking\"}");
        try (Ggen ggen = Ggen.open(home(), events::add)) {
            assertThat(selected(ggen.roles(), "resolver")).containsExactly("backtracking");
            assertThat(selected(ggen.roles(), "registry")).containsExactly("home", "team");
            ggen.roles().use("resolver", "pubgrub");
            assertThat(selected(ggen.roles(), "resolver")).containsExactly("pubgrub");
            InstallOptions options =
                    InstallOptions.into(ggen.home().packages()).with(io.ggen.api.marketplace.Consent.GIVEN);
            ggen.marketplace().install(new InstallRequest(List.of(Spec.parse("greeting")), options), Progress.NONE);
        }
        assertThat(home().resolve("packages/greeting/text.txt")).exists();
        assertThat(events)
                .contains(new Event.Told(
                        0,
                        true,
                        "The registry 'bad' in etc/io.ggen.registry.file-*.json is not used because"
                                + " 'relative' is not an absolute path."));
    }

    @Test
    void aKitOfOnesOwnComesBeforeTheOthers() {
        Kit mine = new Kit() {
            @Override
            public void fill(Workbench bench) {
                bench.fill("mine", 100, new Refusing());
            }
        };
        try (Ggen ggen = Ggen.open(home(), events::add, mine)) {
            publish(ggen, "greeting", "1.0.0", "");
            assertThatThrownBy(() -> install(ggen, "greeting")).hasMessageContaining("Not on a Sunday");
        }
    }

    @Test
    void whatKitsOpenedIsClosedLastFirst() {
        List<String> ended = new CopyOnWriteArrayList<>();
        Ggen.open(home(), events::add, opening(ended)).close();
        assertThat(ended).containsExactly("second", "first");
    }

    @Test
    void aKitThatFailsEndsTheOpeningAndLeavesNothingOpen() {
        List<String> ended = new CopyOnWriteArrayList<>();
        Kit failing = new Kit() {
            @Override
            public void fill(Workbench bench) {
                throw new IllegalStateException("not today");
            }
        };
        assertThatThrownBy(() -> Ggen.open(home(), events::add, opening(ended), failing))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ended).containsExactly("second", "first");
    }

    private static Kit opening(List<String> ended) {
        return new Kit() {
            @Override
            public void offer(Workbench bench) {
                bench.atEnd(() -> ended.add("first"));
                bench.atEnd(() -> {
                    ended.add("second");
                    throw new IOException("the disk is gone");
                });
            }
        };
    }

    @Test
    void severalHostsShareAHome() {
        try (Ggen one = Ggen.open(home());
                Ggen other = Ggen.open(home())) {
            publish(one, "greeting", "1.0.0", "");
            publish(other, "page", "2.0.0", "");
            assertThat(install(one, "page").generation()).isEqualTo(1);
            assertThat(install(other, "greeting").generation()).isEqualTo(2);
            assertThat(one.catalog().search(Catalog.Query.of("page", 5)).total())
                    .isEqualTo(
                            other.catalog().search(Catalog.Query.of("page", 5)).total());
        }
    }

    @Test
    void whatIsClosedSaysSo() {
        Ggen ggen = Ggen.open(home());
        Marketplace marketplace = ggen.marketplace();
        ggen.close();
        ggen.close();
        assertThat(marketplace).isNotNull();
        assertThatThrownBy(ggen::marketplace)
                .hasMessage("ggen on " + home() + " has been closed; nothing was changed.");
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Ggen.open(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void openingWritesNothing() {
        Ggen.open(home()).close();
        assertThat(home()).doesNotExist();
    }

    private Path home() {
        return folder.resolve("home").toAbsolutePath();
    }

    private static Outcome install(Ggen ggen, String spec) {
        return ggen.marketplace()
                .install(
                        new InstallRequest(
                                List.of(Spec.parse(spec)),
                                InstallOptions.into(ggen.home().packages())),
                        Progress.NONE);
    }

    private void publish(Ggen ggen, String name, String version, String dependencies) {
        Path sources = folder.resolve("sources").resolve(name);
        try {
            write(
                    sources.resolve("package.json"),
                    "{\"name\": \"" + name + "\", \"version\": \"" + version + "\", \"dependencies\": {" + dependencies
                            + "}}");
            write(sources.resolve("text.txt"), name + " " + version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ggen.publishing().publish(sources, new Publishing.Options(null, false, null, false));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static List<String> selected(Roles roles, String role) {
        return roles.roles().stream()
                .filter(each -> each.name().equals(role))
                .flatMap(each -> each.providers().stream())
                .filter(Roles.Provider::selected)
                .map(Roles.Provider::name)
                .toList();
    }

    private static final class Refusing implements Resolver {
        @Override
        public Resolution resolve(Question question, KnownReleases known) {
            return new Resolution.Undecided("Not on a Sunday; nothing was changed.");
        }
    }
}
