package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several at once on one home: nothing is lost, nothing is half. */
class ConcurrencyTest {
    @TempDir
    Path folder;

    private World world() throws IOException {
        World world = new World(folder.resolve("home"));
        for (int i = 0; i < 10; i++) {
            world.publish("p" + i + " 1.0.0 -> shared");
            world.publish("p" + i + " 2.0.0 -> shared");
        }
        world.publish("shared 1.0.0");
        return world;
    }

    private static void all(List<Callable<Object>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Object> future : threads.invokeAll(tasks)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void threadsOnOneTargetAddUp() throws Exception {
        World world = world();
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            int first = t * 2;
            tasks.add(() -> List.of(world.install("p" + first), world.install("p" + (first + 1))));
        }
        all(tasks);

        assertThat(World.shown(world.target)).hasSize(11);
        assertThat(world.market.installed(world.target).generation()).isEqualTo(10);
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void processesOnOneTargetAddUp() throws Exception {
        World world = world();
        Process one = Child.start(world.home.root(), -1, "install p0", "install p2", "install p4", "install p6");
        Process two = Child.start(world.home.root(), -1, "install p1", "install p3", "install p5", "install p7");
        String output = Child.output(one) + Child.output(two);

        assertThat(one.waitFor()).as(output).isZero();
        assertThat(two.waitFor()).as(output).isZero();
        assertThat(World.shown(world.target)).hasSize(9);
        assertThat(world.market.installed(world.target).generation()).isEqualTo(8);
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void gcTakesNothingFromInstallsUnderWay() throws Exception {
        World world = world();
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Path target = folder.resolve("target-" + t);
            int worker = t;
            tasks.add(() -> {
                for (int i = 0; i < 12; i++) {
                    world.install(world.into(target), "p" + (i + worker) % 10 + "@" + (1 + i % 2) + ".0.0");
                    for (String name : target.toFile().list()) {
                        assertThat(target.resolve(name)).exists();
                    }
                }
                return worker;
            });
        }
        tasks.add(() -> {
            int collected = 0;
            while (!done.get()) {
                collected += world.market.gc(0, world.progress).trees();
            }
            return collected;
        });
        tasks.set(0, finishing(tasks.get(0), done));
        all(tasks);

        for (int t = 0; t < 3; t++) {
            Path target = folder.resolve("target-" + t);
            assertThat(world.market.verify(target, world.progress).damages()).isEmpty();
            assertThat(World.shown(target)).hasSameSizeAs(world.installed(target));
        }
        assertThat(world.leftovers()).isEmpty();
    }

    private static Callable<Object> finishing(Callable<Object> task, AtomicBoolean done) {
        return () -> {
            try {
                return task.call();
            } finally {
                done.set(true);
            }
        };
    }
}
