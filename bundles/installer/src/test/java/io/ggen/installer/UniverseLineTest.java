package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.marketplace.InstallOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --record-universe} writes. */
class UniverseLineTest {
    private static final String OPTIONS = "\"options\":{\"pre\":false,\"allowCycles\":false,\"lowest\":false}}";

    @TempDir
    Path folder;

    World world;
    Path file;

    @BeforeEach
    void publishSome() throws IOException {
        world = new World(folder.resolve("home"));
        file = folder.resolve("bug.jsonl");
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0");
        world.publish("b 1.1.0");
        world.publish("unrelated 1.0.0");
    }

    private String[] lines() throws IOException {
        String text = Files.readString(file);
        assertThat(text).endsWith("\n");
        return text.split("\n");
    }

    @Test
    void allThatTheResolverWasAskedAndToldIsOneLine() throws IOException {
        world.registry.yank(new PackageName("b"), Version.parse("1.1.0"), true);

        world.install(world.recording(file), "a");

        assertThat(lines())
                .containsExactly("{\"name\":\"install a\",\"packages\":{\"a\":{\"1.0.0\":{\"b\":\"^1.0.0\"}},"
                        + "\"b\":{\"1.0.0\":{}}},\"request\":{\"a\":\"latest\"}," + OPTIONS);
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void aLockThatAnswersIsResolvedAllTheSameForTheRecord() throws IOException {
        world.install("a");
        world.registry.yank(new PackageName("b"), Version.parse("1.1.0"), true);

        assertThat(world.install(world.recording(file), "a").installed()).isEmpty();
        world.market.update(World.names(), world.recording(file), world.progress);

        assertThat(lines()[0])
                .endsWith("\"b\":{\"1.0.0\":{},\"1.1.0\":{}}},\"request\":{\"a\":\"latest\"},"
                        + "\"locked\":{\"a\":\"1.0.0\",\"b\":\"1.1.0\"}," + OPTIONS);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aConflictIsRecordedToo() throws IOException {
        world.publish("c 1.0.0 -> b ^9.0.0");
        Files.writeString(file, "{\"name\":\"cut off");

        Problems.of(() -> world.install(world.recording(file), "c"));
        InstallOptions dry = new InstallOptions(
                world.target, null, false, true, file, world.options().choice());
        world.install(dry, "a");

        assertThat(lines()).hasSize(3).anyMatch(line -> line.contains("\"c\":{\"1.0.0\":{\"b\":\"^9.0.0\"}}"));
        assertThat(world.target).doesNotExist();
    }

    @Test
    void overridesKeptPackagesAndOptionsAreInIt() throws IOException {
        world.publish("x 1.0.0 -> b *");
        world.install("a", "x");
        world.publish("x 2.0.0 -> b *");
        world.publish("b 1.2.0");
        world.override("{\"b\": \"^1.1.0\"}");

        world.market.update(World.names("x"), world.recording(file), world.progress);

        assertThat(lines()[0])
                .contains("\"b\":{\"1.1.0\":{}},\"x\":{\"1.0.0\":")
                .contains("\"request\":{\"a\":\"latest\",\"x\":\"latest\"}")
                .contains("\"locked\":{\"a\":\"1.0.0\",\"b\":\"1.1.0\"},\"overrides\":{\"b\":\"^1.1.0\"}");
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheInstall() throws IOException {
        Path nowhere = folder.resolve("no/such/folder/u.jsonl");

        assertThat(Problems.message(() -> world.install(world.recording(nowhere), "a")))
                .isEqualTo("The universe cannot be written to " + nowhere
                        + " (there is no such folder); nothing was installed.");
        assertThat(Problems.message(() -> world.install(world.recording(folder), "a")))
                .endsWith("; nothing was installed.");
        assertThat(world.target).doesNotExist();
    }

    @Test
    void whatNobodyCouldLookUpIsSaid() throws IOException {
        world.publish("d 1.0.0 -> far");
        FakeRegistry far = new FakeRegistry("far").unavailable("no route");
        world.market = world.market(world.registry, far);

        Problems.of(() -> world.install(world.recording(file), "d"));

        assertThat(world.warnings)
                .contains("1 package could not be looked up, and the universe in " + file + " does not have it.");
    }
}
