package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
        fixture.publish("a", "1.0.0", ",\"title\":\"A\"");
        fixture.publish("a", "1.1.0");
    }

    private Release yank(String version, boolean yanked) {
        return fixture.registry.yank(Fixture.name("a"), Version.parse(version), yanked);
    }

    @Test
    void aYankedVersionIsMarkedAndCanBeTakenBack() throws IOException {
        assertThat(yank("1.0.0", true).yanked()).isTrue();
        assertThat(fixture.release("a", "1.0.0").yanked()).isTrue();
        assertThat(fixture.release("a", "1.1.0").yanked()).isFalse();
        assertThat(fixture.files().get("a/status.json")).isEqualTo("{\"version\":\"1.0\",\"yanked\":[\"1.0.0\"]}\n");

        assertThat(yank("1.0.0", false).yanked()).isFalse();
        assertThat(fixture.release("a", "1.0.0").yanked()).isFalse();
        assertThat(fixture.warnings).isEmpty();
        assertThat(fixture.registry.describe(Fixture.name("a")).get(1).title()).isEqualTo("A");
    }

    @Test
    void yankingTwiceChangesNothing() throws IOException {
        yank("1.0.0", true);
        String cursor = fixture.registry.changesSince("").cursor();
        Map<String, String> before = fixture.files();

        yank("1.0.0", true);

        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.registry.changesSince(cursor).cursor()).isEqualTo(cursor);
    }

    @Test
    void aVersionThatIsNotThereIsRefusedWithTheOnesThatAre() throws IOException {
        Map<String, String> before = fixture.files();

        assertThatThrownBy(() -> yank("3.0.0", true))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "a has no version 3.0.0 in the registry, which has 1.1.0, 1.0.0; the registry is unchanged.");
        assertThat(fixture.files()).isEqualTo(before);
    }

    @Test
    void aPackageThatIsNotThereIsRefused() throws IOException {
        Map<String, String> before = fixture.files();

        assertThatThrownBy(() -> fixture.registry.deprecate(Fixture.name("scope/b"), "text"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no package 'scope/b'");
        assertThat(fixture.files()).isEqualTo(before);
    }

    @Test
    void aDeprecationIsToldWithEveryRelease() {
        fixture.registry.deprecate(Fixture.name("a"), "  use b\n");

        assertThat(fixture.release("a", "1.0.0").deprecated()).isEqualTo("use b");
        assertThat(fixture.release("a", "1.1.0").deprecated()).isEqualTo("use b");
        assertThat(fixture.publish("a", "1.2.0").deprecated()).isEqualTo("use b");

        fixture.registry.deprecate(Fixture.name("a"), "");
        assertThat(fixture.release("a", "1.2.0").deprecated()).isNull();
    }

    @Test
    void aFailureTakesTheStatusBack() throws IOException {
        yank("1.0.0", true);
        Files.delete(fixture.index("a"));
        Files.createDirectories(fixture.index("a").resolve("in-the-way"));
        Map<String, String> before = fixture.files();

        assertThatThrownBy(() -> yank("1.1.0", true))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("; the registry is unchanged.");
        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.leftovers()).isEmpty();
    }
}
