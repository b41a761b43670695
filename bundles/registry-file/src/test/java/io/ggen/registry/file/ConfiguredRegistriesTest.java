package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredRegistriesTest {
    private final FakeHost host = new FakeHost();
    private final ConfiguredRegistries admin = new ConfiguredRegistries(host.context, host.settings);

    @TempDir
    Path folder;

    private Fixture other;

    @BeforeEach
    void setUp() {
        other = new Fixture(folder);
        other.publish("a", "1.0.0");
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @Test
    void anAddedRegistryAnswersBeforeAddReturns() {
        admin.add("team", other.root);

        Registry added = Objects.requireNonNull(host.registries().get("team"));
        assertThat(added.releases(Set.of(Fixture.name("a")), Deadline.in(Duration.ofSeconds(10)))
                        .toCompletableFuture()
                        .join())
                .containsValue(new Answer.Found(java.util.List.of(other.release("a", "1.0.0"))));
        assertThat(Objects.requireNonNull(host.stored.get("team")).get("name")).isEqualTo("team");
        assertThat(Objects.requireNonNull(host.stored.get("team")).get("path")).isEqualTo(other.root.toString());
    }

    @Test
    void aRemovedRegistryIsNotAskedAnyMoreAndItsFilesStay() throws IOException {
        admin.add("team", other.root);
        var before = other.files();

        admin.remove("team");

        assertThat(host.registries()).isEmpty();
        assertThat(host.stored).isEmpty();
        assertThat(other.files()).isEqualTo(before);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        admin.add("team", other.root);

        assertThatThrownBy(() -> admin.add("team", other.root))
                .isInstanceOf(ProblemException.class)
                .hasMessage("There is a registry 'team' already; nothing was changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "home", "Upper", "a b", "a/b", "-a", "a*", "a)(b", "..", "a.b"})
    void aNameThatBreaksTheRulesIsWrongUsage(String name) {
        assertThatThrownBy(() -> admin.add(name, other.root))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE));
        assertThat(host.stored).isEmpty();
    }

    @Test
    void whatIsNoRegistryIsRefused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty/sub/sub"));
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> admin.add("x", folder.resolve("missing")))
                .hasMessageEndingWith("is not a folder; nothing was changed.");
        assertThatThrownBy(() -> admin.add("x", file)).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> admin.add("x", empty)).hasMessageContaining("is not a registry");
        assertThat(host.stored).isEmpty();
    }

    @Test
    void aRegistryOfScopedPackagesAloneIsARegistry() throws IOException {
        Fixture scoped = new Fixture(folder.resolve("scoped"));
        scoped.publish("s/a", "1.0.0");

        admin.add("scoped", scoped.root);

        assertThat(host.registries()).containsKey("scoped");
    }

    @Test
    void whatWasNotAddedCannotBeRemoved() {
        assertThatThrownBy(() -> admin.remove("other"))
                .hasMessage("There is no added registry 'other'; nothing was changed.");
        assertThatThrownBy(() -> admin.remove("home"))
                .hasMessage("The registry 'home' belongs to this home and cannot be removed; nothing was changed.");
        assertThatThrownBy(() -> admin.remove("*")).hasMessageContaining("There is no added registry '*'");
    }

    @Test
    void withoutConfigurationAdminItSaysSo() {
        ConfiguredRegistries without = new ConfiguredRegistries(host.context, null);

        assertThatThrownBy(() -> without.add("team", other.root))
                .hasMessage("Registries can neither be added nor removed because this host runs without"
                        + " ConfigurationAdmin; nothing was changed.");
        assertThatThrownBy(() -> without.remove("team")).hasMessageContaining("ConfigurationAdmin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "", "\0"})
    void aConfigurationThatMakesNoSenseIsNotUsed(String path) {
        host.start("bad", path);
        host.start("home", other.root.toString());
        host.start("twice", other.root.toString());
        host.start("twice", other.root.toString());

        assertThat(host.registries()).containsOnlyKeys("twice");
    }
}
