package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die at every step they take: afterwards there is the old state or the new one, whole. */
class CrashTest {
    @TempDir
    Path folder;

    private World world(String name) throws IOException {
        World world = new World(folder.resolve(name));
        world.publish("w 1.0.0");
        world.publish("x 1.0.0");
        world.publish("y 1.0.0 -> x");
        world.publish("z 1.0.0");
        world.publish("z 2.0.0");
        world.publish("tools/z 1.0.0");
        return world;
    }

    /** Runs {@code commands} in a world prepared by {@code before}, killed at each step in turn. */
    private void killAtEachStep(List<String> before, String command) throws Exception {
        World model = world("model");
        before.forEach(one -> Child.run(model, one));
        SortedMap<String, String> old = World.shown(model.target);
        List<String> oldIds = model.installed();
        Child.run(model, command);
        SortedMap<String, String> next = World.shown(model.target);
        int generation = model.market.installed(model.target).generation();
        for (int n = 0; ; n++) {
            World world = world("killed-" + n);
            before.forEach(one -> Child.run(world, one));
            Process child = Child.start(world.home.root(), n, command);
            String output = Child.output(child);
            if (child.waitFor() == 0) {
                assertThat(output).contains("done");
                assertThat(n).isGreaterThan(2);
                return;
            }
            assertThat(child.exitValue()).as(output).isEqualTo(Child.KILLED);
            boolean isNew = world.market.installed(world.target).generation() == generation;
            if (!command.equals("gc")) {
                assertThat(world.installed()).as(output).isEqualTo(isNew ? model.installed() : oldIds);
                assertThat(World.shown(world.target)).as(output).isEqualTo(isNew ? next : old);
            }
            assertThat(world.market.verify(world.target, world.progress).damages())
                    .as(output)
                    .isEmpty();

            Child.run(world, isNew && !command.equals("gc") ? "install" : command);

            assertThat(World.shown(world.target)).as(output).isEqualTo(next);
            assertThat(world.leftovers()).as(output).isEmpty();
            assertThat(world.market.verify(world.target, world.progress).damages())
                    .as(output)
                    .isEmpty();
        }
    }

    @Test
    void theFirstInstall() throws Exception {
        killAtEachStep(List.of(), "install y tools/z");
    }

    @Test
    void anInstallBesideOthers() throws Exception {
        killAtEachStep(List.of("install x w z@1.0.0", "uninstall w"), "install y z@2.0.0");
    }

    @Test
    void anUninstall() throws Exception {
        killAtEachStep(List.of("install y tools/z"), "uninstall tools/z");
    }

    @Test
    void aRollback() throws Exception {
        killAtEachStep(List.of("install y", "install tools/z", "uninstall y"), "rollback");
    }

    @Test
    void aCollection() throws Exception {
        killAtEachStep(List.of("install z@1.0.0", "install z@2.0.0", "install y", "uninstall y"), "gc");
    }

    @Test
    void anInstallFromALockThatTheUserPutThere() throws Exception {
        World other = world("other");
        other.install("y", "z@1.0.0");
        String lock = Files.readString(other.target.resolve("ggen.lock"));
        for (int n = 0; ; n++) {
            World world = world("killed-" + n);
            world.install("w", "z@2.0.0");
            Files.delete(world.target.resolve("ggen.lock"));
            Files.writeString(world.target.resolve("ggen.lock"), lock);
            Process child = Child.start(world.home.root(), n, "install w");
            String output = Child.output(child);
            if (child.waitFor() == 0) {
                assertThat(n).isGreaterThan(5);
                return;
            }
            assertThat(world.installed())
                    .as(output)
                    .isIn(List.of("w@1.0.0", "z@2.0.0"), List.of("w@1.0.0", "x@1.0.0", "y@1.0.0", "z@1.0.0"));

            world.install("w");

            assertThat(world.installed()).as(output).containsExactly("w@1.0.0", "x@1.0.0", "y@1.0.0", "z@1.0.0");
            assertThat(world.market.installed(world.target).generation()).isEqualTo(2);
            assertThat(world.target.resolve("ggen.lock")).as(output).isSymbolicLink();
            assertThat(world.target.resolve(".ggen/taken")).doesNotExist();
            assertThat(world.leftovers()).as(output).isEmpty();
        }
    }

    @Test
    void killsAtRandomMoments() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashTest seed " + seed);
        Random random = new Random(seed);
        World world = world("random");
        for (int round = 0; round < 6; round++) {
            Process child = Child.start(world.home.root(), -1, "forever");
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
            assertThat(out.readLine()).isEqualTo("ready");
            assertThat(child.waitFor(50 + random.nextInt(500), TimeUnit.MILLISECONDS))
                    .as("seed %s", seed)
                    .isFalse();
            child.destroyForcibly().waitFor();
            out.close();

            assertThat(world.market.verify(world.target, world.progress).damages())
                    .as("seed %s", seed)
                    .isEmpty();
            world.install("w");
            assertThat(World.shown(world.target)).as("seed %s", seed).containsKey("w");
            assertThat(World.shown(world.target)).hasSameSizeAs(world.installed());
            assertThat(world.leftovers()).as("seed %s", seed).isEmpty();
        }
    }
}
