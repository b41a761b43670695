package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing.Options;
import io.ggen.api.publishing.Publishing.Published;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.roles.FixedRoles;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    @Test
    void aFolderBecomesARelease() throws IOException {
        Published published = desk.publisher.publish(desk.folder("p", "1.0.0"), null, false);

        Release release = Objects.requireNonNull(published.release());

        assertThat(desk.registry.releases).containsEntry(new PackageName("p"), List.of(release));
        assertThat(published.packed().digest()).isEqualTo(release.archive().digest());
        assertThat(desk.registry.draft("p@1.0.0").published()).isEqualTo(Desk.NOW.toEpochMilli());
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void aDryRunTellsAllAndChangesNothing() throws IOException {
        Published published = desk.publisher.publish(desk.folder("p", "1.0.0"), null, true);

        assertThat(published.release()).isNull();
        assertThat(published.packed().files()).containsExactly("package.json");
        assertThat(published.packed().size()).isPositive();
        assertThat(published.packed().archive()).doesNotExist();
        assertThat(desk.registry.releases).isEmpty();
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void anotherVersionStandsInManifestAndArchive() throws IOException {
        Path folder = desk.file(
                "p/package.json", "{\"x\": \"version\", \"name\": \"p\",\n  \"version\" : \"1.0.0\", \"y\": 1}");
        desk.publisher.publish(folder, Version.parse("1.1.0"), false);

        assertThat(desk.registry.draft("p@1.1.0").manifest().json()).contains("\"version\": \"1.1.0\"");
        assertThat(Desk.content(desk.registry.archive("p@1.1.0"), "package.json"))
                .isEqualTo("{\"x\": \"version\", \"name\": \"p\",\n  \"version\" : \"1.1.0\", \"y\": 1}");
    }

    @Test
    void theSameVersionOverrideIsTheManifestsOwn() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        desk.publisher.publish(folder, null, false);

        assertThat(desk.publisher.publish(folder, Version.parse("1.0.0"), false).release())
                .isNotNull();
    }

    @Test
    void aRefusalLeavesNothingBehind() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        desk.publisher.publish(folder, null, false);
        desk.file("p/new", "content");

        assertThat(Desk.problem(() -> desk.publisher.publish(folder, null, false))
                        .message())
                .contains("another content");
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void aReleaseKeepsTheDependenciesItWasPublishedWith() throws IOException {
        Path folder =
                desk.toml("p", "[package]\nname = \"p\"\nversion = \"1.0.0\"\n[dependencies]\nlater = \"1.0.0\"\n");
        desk.publisher.publish(folder, null, false);
        desk.publisher.publish(desk.folder("later", "1.0.0"), null, false);

        assertThat(desk.publish(folder, null).dependencies()).isEmpty();
        assertThat(desk.publish(folder, Version.parse("1.0.1")).dependencies())
                .extracting(Dependency::toString)
                .containsExactly("@" + desk.own() + "/later 1.0.0");
    }

    @Test
    void aRegistryThatCannotBeReadIsNotTakenForEmpty() throws IOException {
        Path folder = desk.toml("p", "[package]\nname = \"p\"\nversion = \"1.0.0\"\n[dependencies]\nq = \"1.0.0\"\n");
        desk.registry.unreadable.put(new PackageName("q"), "damaged");

        assertThat(Desk.problem(() -> desk.publisher.publish(folder, null, false))
                        .message())
                .contains("'q'", "(damaged)", "nothing was published");
        assertThat(desk.registry.releases).isEmpty();
    }

    @Test
    void withoutARegistryThatIsSaid() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        Publisher publisher = new Publisher(
                desk.home,
                FixedRoles.of(),
                desk.neighbours,
                new FileOutbox(desk.home),
                new PublishedContent(desk.home),
                java.time.Clock.systemUTC(),
                io.ggen.api.extractor.Limits.DEFAULT);

        assertThatThrownBy(() -> publisher.publish(folder, null, false)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> publisher.importAll(List.of(root), Progress.NONE))
                .isInstanceOf(ProblemException.class);
        assertThat(publisher.manifest(folder).name().value()).isEqualTo("p");
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(root.resolve("home"), "a file");
        Path folder = desk.folder("p", "1.0.0");

        assertThat(Desk.problem(() -> desk.publisher.publish(folder, null, false))
                        .message())
                .contains(root.resolve("home").toString(), "nothing was published");
    }

    @Test
    void whatAKilledHostLeftIsSweptAndWhatOthersUseIsNot() throws IOException {
        Path old = Files.createDirectories(desk.home.run().resolve("tmp/publish-old"));
        Files.writeString(old.resolve("1.tar.gz"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Desk.NOW.minusSeconds(90_000)));
        Path busy = Files.createDirectories(desk.home.run().resolve("tmp/publish-busy"));
        Files.setLastModifiedTime(busy, FileTime.from(Desk.NOW.minusSeconds(60)));
        desk.publisher.publish(desk.folder("p", "1.0.0"), null, false);

        assertThat(desk.leftovers()).containsExactly(busy);
    }

    @Test
    void interruptionStopsAndLeavesTheOldState() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        Thread.currentThread().interrupt();
        Problem problem = Desk.problem(() -> desk.publisher.publish(folder, null, false));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(desk.registry.releases).isEmpty();
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void yankingAndDeprecatingIsTheRegistrysWork() throws IOException {
        desk.publisher.publish(desk.folder("p", "1.0.0"), null, false);
        desk.publisher.yank(new PackageName("p"), Version.parse("1.0.0"), true);
        desk.publisher.deprecate(new PackageName("p"), "use q");

        assertThat(desk.registry.calls).containsExactly("yank p@1.0.0 true", "deprecate p use q");
    }

    private static final Options TOLD = new Options(null, false, null, false, false);

    private static final class Watched implements InvocationHandler {
        private final Desk desk;
        private final boolean refuses;
        private List<Outbox.Entry> pending = List.of();

        Watched(Desk desk, boolean refuses) {
            this.desk = desk;
            this.refuses = refuses;
        }

        Publisher publisher() {
            return desk.publisher(
                    Proxy.newProxyInstance(
                            WritableRegistry.class.getClassLoader(), new Class<?>[] {WritableRegistry.class}, this),
                    Limits.DEFAULT);
        }

        List<Outbox.Entry> outbox() {
            return new FileOutbox(desk.home.outbox(), Clock.systemUTC()).pending();
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("publish")) {
                pending = outbox();
                if (refuses) {
                    throw Problem.of("No more room; nothing was published.").asException();
                }
            }
            try {
                return method.invoke(desk.registry, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }

    @Test
    void aReleaseIsNotedForTheNetworkBeforeTheRegistryHasIt() throws IOException {
        Watched watched = new Watched(desk, false);

        watched.publisher().publish(desk.folder("p", "1.0.0"), TOLD);

        assertThat(watched.pending).hasSize(1);
        assertThat(watched.outbox()).isEqualTo(watched.pending);
    }

    @Test
    void whatTheRegistryRefusesIsNoLongerNotedButWhatWasNotedBeforeStays() throws IOException {
        Watched watched = new Watched(desk, true);
        Path folder = desk.folder("p", "1.0.0");

        Desk.problem(() -> watched.publisher().publish(folder, TOLD));
        assertThat(watched.outbox()).isEmpty();
        desk.publisher.publish(folder, TOLD);
        assertThat(watched.outbox()).hasSize(1);
        Desk.problem(() -> watched.publisher().publish(folder, TOLD));

        assertThat(watched.pending).hasSize(1);
        assertThat(watched.outbox()).hasSize(1);
    }

    @Test
    void anOutboxThatCannotBeWrittenIsToldWithTheStateThingsAreIn() throws IOException {
        Files.createDirectories(desk.home.root());
        Files.writeString(desk.home.outbox(), "a file in its place");

        Path folder = desk.folder("p", "1.0.0");
        Problem problem = Desk.problem(() -> desk.publisher.publish(folder, TOLD));

        assertThat(problem.message()).contains("it is in the registry");
        assertThat(desk.registry.releases).hasSize(1);
    }
}
