package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registries may say that makes no sense, and that answers come in any order: through the whole installer. */
class BadInputTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry registry;
    byte[] archive;

    @BeforeEach
    void aHome() throws IOException {
        world = new World(folder.resolve("home"));
        registry = new FakeRegistry("strange");
        archive = Tar.of("README", "x").bytes();
        world.market = world.market(registry);
    }

    @AfterEach
    void nothingIsThere() {
        assertThat(world.target).doesNotExist();
    }

    private Problem refusal(String... specs) {
        Problem problem = Problems.of(() -> world.install(specs));
        assertThat(problem.message()).hasSizeLessThan(2_000).contains("; nothing was ");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.FAILED);
        return problem;
    }

    @Test
    void anUnknownNameDeepInTheGraphIsNamed() {
        for (int i = 0; i < 50; i++) {
            registry.add("p" + i + " 1.0.0 -> p" + (i + 1) + " ^1.0.0", archive);
        }
        assertThat(refusal("p0").message()).contains("p49 1.0.0 depends on p50").contains("no package named 'p50'");
    }

    @Test
    void aRangeThatNothingCanBeInIsAnswered() {
        registry.add("a 1.0.0 -> b >2.0.0 <1.0.0", archive);
        registry.add("b 1.0.0", archive);
        assertThat(refusal("a").message()).contains("b >2.0.0 <1.0.0");
        assertThat(refusal("b@>2.0.0 <1.0.0").message()).contains("b");
    }

    @Test
    void aPackageThatDependsOnItselfIsRefused() {
        registry.add("a 1.0.0 -> a ^1.0.0", archive);
        assertThat(refusal("a").message()).contains("a 1.0.0 depends on itself");
    }

    @Test
    void aChainOfTenThousandIsPlannedAndItsEndExplained() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            registry.add("p" + i + " 1.0.0 -> p" + (i + 1) + " ^1.0.0", archive);
        }
        assertThat(refusal("p0").explanation()).hasSizeLessThan(500);
        registry.add("p10000 1.0.0", archive);
        assertThat(world.install(world.dryRun(), "p0").installed()).hasSize(10_001);
    }

    @Test
    void aHugeRangeIsReadAndShownInBrief() {
        StringBuilder range = new StringBuilder("9.9.9");
        while (range.length() < 100_000) {
            range.append(" || 9.9.").append(range.length());
        }
        registry.add("a 1.0.0 -> b " + range, archive);
        registry.add("b 1.0.0", archive);
        assertThat(refusal("a").explanation()).allMatch(line -> line.length() < 2_000);
        assertThat(refusal("b@" + range).message()).contains("b ");
    }

    @Test
    void namesThatDifferInCaseAloneAndHugeRangesInAnIndexAreAnswered() throws IOException {
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0");
        Path index = world.home.registry().resolve("a/index.json");
        String text = Files.readString(index);
        world.market = world.market(World.registry(world.home));

        Files.writeString(index, text.replace("\"b\":\"^1.0.0\"", "\"B\":\"^1.0.0\",\"b\":\"^1.0.0\""));
        assertAnswered();
        Files.writeString(index, text.replace("^1.0.0", "^1.0.0 || ".repeat(10_000) + "x!"));
        assertAnswered();
        Files.writeString(index, text.replace("^1.0.0", "1.0.0 || ".repeat(12_000) + "1.0.0"));
        assertAnswered();
    }

    /** A clear refusal, or the release as its own folder still tells it. */
    private void assertAnswered() {
        world.warnings.clear();
        try {
            assertThat(World.ids(world.install(world.dryRun(), "a").installed()))
                    .containsExactly("b@1.0.0", "a@1.0.0");
        } catch (io.ggen.api.ProblemException e) {
            assertThat(e.problem().message()).hasSizeLessThan(2_000).contains("nothing was ");
        }
    }

    @Test
    void anyOrderOfAnswersMakesTheSameLock() throws IOException {
        Random random = new Random(20261122);
        for (int p = 0; p < 40; p++) {
            for (int v = 0; v < 6; v++) {
                StringBuilder text = new StringBuilder("p" + p + " 1." + v + ".0");
                for (int d = 0; d < 3 && p < 38; d++) {
                    text.append(d == 0 ? " -> " : ", ")
                            .append("p" + (p + 1 + random.nextInt(39 - p)) + " >=1." + random.nextInt(3) + ".0");
                }
                registry.add(unique(text.toString()), archive);
            }
        }
        FakeRegistry other = new FakeRegistry("other");
        byte[] first = null;
        for (int round = 0; round < 100; round++) {
            registry.shuffling = new Random(round);
            world.market = round % 2 == 0 ? world.market(registry, other) : world.market(other, registry);
            Path target = folder.resolve("target-" + round);
            world.install(world.into(target), "p0", "p1", "p2@<1.4.0");
            byte[] lock = Files.readAllBytes(target.resolve("ggen.lock"));
            first = first == null ? lock : first;
            assertThat(lock).as("round " + round).isEqualTo(first);
        }
    }

    /** The same release with each dependency once. */
    private static String unique(String text) {
        int arrow = text.indexOf(" -> ");
        if (arrow < 0) {
            return text;
        }
        List<String> seen = new java.util.ArrayList<>();
        StringBuilder kept = new StringBuilder(text.substring(0, arrow));
        for (String each : text.substring(arrow + 4).split(", ")) {
            String name = each.substring(0, each.indexOf(' '));
            if (!seen.contains(name)) {
                kept.append(seen.isEmpty() ? " -> " : ", ").append(each);
                seen.add(name);
            }
        }
        return kept.toString();
    }

    @Test
    void twoRegistriesThatContradictEachOtherAreNamed() {
        registry.add("a 1.0.0", archive);
        FakeRegistry other = new FakeRegistry("other");
        other.add("a 1.0.0", io.ggen.api.PublisherId.LOCAL, archive, Digest.sha256Of(new byte[] {1}));
        world.market = world.market(registry, other);
        assertThat(refusal("a").message()).contains("strange").contains("other");
    }
}
