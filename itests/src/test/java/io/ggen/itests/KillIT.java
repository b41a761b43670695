package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills ggen at random moments and looks at what is left: the old state or the new one, and a next start that works. */
class KillIT {
    private static final int KILLS = 8;

    @Test
    void aKilledInstallLeavesTheOldStateOrTheNewOne(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("ggen.seed", System.nanoTime());
        System.out.println("KillIT seed " + seed);
        Random random = new Random(seed);
        Ggen ggen = new Ggen(folder.resolve("home"));
        Path mine = Files.createDirectories(folder.resolve("many-files"));
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(mine.resolve("file-" + i + ".txt"), "line " + i + "\n".repeat(i % 50));
        }
        Files.writeString(mine.resolve("package.json"), "{\"name\":\"many-files\",\"version\":\"1.0.0\"}");
        ggen.run("publish", mine.toString()).ok();
        ggen.run("install", "page-style").ok();

        long whole = timed(() -> ggen.run("install", "many-files").ok());
        for (int kill = 0; kill < KILLS; kill++) {
            ggen.run("uninstall", "many-files").ok();
            ggen.run("gc").ok();
            Process process = ggen.builder(folder, "install", "many-files")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor(random.nextLong(whole * 11 / 10), TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();

            JsonNode list = ggen.run("list", "--json").ok().json();
            boolean isNew = list.get("packages").size() == 2;
            Path link = ggen.home().resolve("packages/many-files");
            assertThat(Files.exists(link.resolve("file-1999.txt"))).isEqualTo(isNew);
            ggen.run("verify").ok();
            ggen.run("install", "many-files").ok();
            assertThat(link.resolve("file-1999.txt")).exists();
            ggen.run("verify").ok();
            try (var leftovers = Files.list(ggen.home().resolve("store/tmp"))) {
                assertThat(leftovers.filter(Files::isDirectory))
                        .as("leftovers in store/tmp")
                        .isEmpty();
            }
        }
    }

    @Test
    void ctrlCEndsWith130AndTheOldState(@TempDir Path folder) throws Exception {
        Ggen ggen = new Ggen(folder.resolve("home"));
        for (String name : List.of("many-files", "more-files", "yet-more-files")) {
            Path mine = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < 15_000; i++) {
                Files.writeString(mine.resolve("file-" + i + ".txt"), name + " " + i);
            }
            Files.writeString(mine.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}");
            ggen.run("publish", mine.toString()).ok();
        }
        Path err = folder.resolve("err.txt");
        ProcessBuilder install = ggen.builder(folder, "install", "many-files", "more-files", "yet-more-files");
        // a build that runs in the background ignores Ctrl-C, and so would everything it starts
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        assumeTrue(
                new ProcessBuilder("env", "--default-signal=INT", "true")
                                .start()
                                .waitFor()
                        == 0,
                "this env cannot reset signals");
        command.addAll(install.command());
        Process process = install.command(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        awaitExtraction(ggen.home().resolve("store/tmp"), process);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(Files.readString(err)).contains("error: ").contains("nothing was installed");
        assertThat(ggen.run("list", "--json").ok().json().get("packages")).isEmpty();
        ggen.run("install", "many-files").ok();
    }

    private static void awaitExtraction(Path temporary, Process process) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.isDirectory(temporary)) {
                try (var entries = Files.list(temporary)) {
                    if (entries.anyMatch(Files::isDirectory)) {
                        return;
                    }
                }
            }
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("no extraction was seen");
    }

    private interface Action {
        void run() throws Exception;
    }

    private static long timed(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }
}
