package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges that the operator sets in place of all others. */
class OverridesTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void publishSome() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0");
        world.publish("b 2.0.0");
    }

    @Test
    void anOverrideStandsInPlaceOfEveryRange() throws IOException {
        world.override("{\"b\": \"^2.0.0\", \"unused\": \"1.0.0\"}");

        world.install("a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@2.0.0");
        assertThat(world.notes).containsExactly("etc/overrides.json sets b to ^2.0.0.");
        assertThat(world.install("a").installed()).isEmpty();
        assertThat(world.notes).hasSize(1);
        assertThat(world.install("b@1.0.0").installed()).isEmpty();
    }

    @Test
    void aLockThatViolatesAnOverrideIsPlannedAgain() throws IOException {
        world.install("a");
        world.override("{\"b\": \"^2.0.0\"}");

        assertThat(Problems.message(() -> world.install(world.frozenInto(world.target))))
                .isEqualTo(
                        "The lock would have to change (etc/overrides.json sets b to ^2.0.0 but it holds b@1.0.0) and"
                                + " --frozen forbids that; nothing was installed.");
        assertThat(World.moves(world.install()))
                .containsExactly("b 1.0.0 -> 2.0.0, because etc/overrides.json sets b to ^2.0.0");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@2.0.0");
        assertThat(world.install(world.frozenInto(world.target)).installed()).isEmpty();
    }

    @Test
    void updateGoesByOverrides() throws IOException {
        world.install("a");
        world.override("{\"b\": \">=1.0.0\"}");
        world.publish("b 2.1.0");

        assertThat(World.moves(world.update("b"))).containsExactly("b 1.0.0 -> 2.1.0");
        world.override("{\"b\": \"<2.1.0\"}");
        assertThat(World.moves(world.update("b"))).containsExactly("b 2.1.0 -> 2.0.0");
        assertThat(world.warnings)
                .containsExactly("b goes down from 2.1.0 to 2.0.0, because etc/overrides.json sets b to <2.1.0.");
    }

    @Test
    void aDamagedFileIsOneSentenceAndNothingChanges() throws IOException {
        world.install("a");
        var before = World.snapshot(world.target);
        Map<String, String> sentences = Map.of(
                "", ", line 1, column 1: it must be an object",
                "[]", ", line 1, column 1: it must be an object",
                "{\"b\":\n  1}", ", line 2, column 3: the range of b must be a text",
                "{\"B b\": \"1\"}", ", line 1, column 2: ",
                "{\"b\": \"one\"}", ", line 1, column 7: ",
                "{\"b\": \"1\", \"b\": \"2\"}", ", line 1, column",
                "{\"b\": \"1\"} x", ", line 1, column",
                "{\"b\": \"1\"", ", line 1, column",
                "{\"b\": null}", "the range of b must be a text");

        for (Map.Entry<String, String> each : sentences.entrySet()) {
            world.override(each.getKey());
            assertThat(Problems.message(() -> world.install("b@2.0.0")))
                    .as(each.getKey())
                    .startsWith(world.home.etc().resolve("overrides.json").toString())
                    .contains(each.getValue())
                    .endsWith("; nothing was installed.");
        }
        world.override("{\"b\": \"" + "1 || ".repeat(300_000) + "2\"}");
        assertThat(Problems.message(() -> world.update("a"))).contains("it is larger than 1 MiB; nothing was updated");
        Files.write(
                world.home.etc().resolve("overrides.json"), "{\"b\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Problems.message(() -> world.update())).endsWith("; nothing was updated.");
        Files.delete(world.home.etc().resolve("overrides.json"));
        Files.createDirectory(world.home.etc().resolve("overrides.json"));
        assertThat(Problems.message(() -> world.market.outdated(world.target))).contains("cannot be read");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        world.uninstall("a");
    }

    @Test
    void doctorNamesOverrides() throws IOException {
        OverridesCheckup checkup = new OverridesCheckup(new Home(world.home.root()));
        assertThat(checkup.examine()).isEmpty();
        world.override("{\"b\": \"^2.0.0\"}");
        assertThat(checkup.examine()).containsExactly(Checkup.Finding.good("etc/overrides.json sets b to ^2.0.0."));
        world.override("{");
        assertThat(checkup.examine().get(0).severity()).isEqualTo(Checkup.Severity.BROKEN);
    }
}
