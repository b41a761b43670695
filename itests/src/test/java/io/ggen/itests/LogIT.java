package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.itests.Ggen.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the log of the home, and what stays away from the terminal. */
@Timeout(240)
class LogIT {
    @TempDir
    Path folder;

    private Ggen home() {
        return new Ggen(folder.resolve("home"));
    }

    private static Path log(Ggen ggen) {
        return ggen.home().resolve("log").resolve("ggen.log");
    }

    private static String text(Ggen ggen) throws IOException {
        return Files.exists(log(ggen)) ? Files.readString(log(ggen)) : "";
    }

    private static void awaitLine(Ggen ggen, String part) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!text(ggen).contains(part)) {
            assertThat(System.nanoTime()).as(part + " is not in\n" + text(ggen)).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void deploy(Ggen ggen, Class<?> part) throws IOException {
        Path deploy = Files.createDirectories(ggen.home().resolve("deploy"));
        Path jar = ggen.home().resolve(part.getSimpleName() + ".part");
        Jars.component(jar, part, Checkup.class, "io.ggen.api");
        Files.move(jar, deploy.resolve(part.getSimpleName() + ".jar"));
    }

    /** Runs the doctor until the parts of {@code deploy/} have come up. */
    private static Ran doctor(Ggen ggen, String part) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Ran ran = ggen.run("doctor");
        while (!ran.out().contains(part)) {
            assertThat(System.nanoTime()).as(part + " is not in\n" + ran.out()).isLessThan(end);
            ran = ggen.run("doctor");
        }
        return ran;
    }

    @Test
    void commandsThatHaveNothingToSayOpenNoLog() throws Exception {
        Ggen ggen = home();
        ggen.run("install", "hello-world").ok();
        ggen.run("list").ok();
        ggen.run("doctor").ok();
        assertThat(ggen.run("install", "no-such-package").status()).isEqualTo(1);
        assertThat(ggen.home().resolve("log")).doesNotExist();
    }

    @Test
    void whateverPartsSayGoesToTheLogInTheirNameAndNotToTheTerminal() throws Exception {
        Ggen ggen = home();
        Files.createDirectories(ggen.home());
        deploy(ggen, NoisyPart.class);
        deploy(ggen, BrokenPart.class);
        try (Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("{");
            Ran ran = doctor(ggen, "it was loud");
            assertThat(ran.out() + ran.err())
                    .doesNotContain("noise on")
                    .doesNotContain("noise of")
                    .doesNotContain("flood");
            for (String said : List.of(
                    "io.ggen.itests.NoisyPart [stdout] noise on stdout",
                    "io.ggen.itests.NoisyPart [stderr] noise on stderr ?[2J",
                    "io.ggen.itests.NoisyPart [noise.system] noise of a system logger",
                    "io.ggen.itests.NoisyPart [noise.jul] noise of java.util.logging",
                    "The thread 'noisy thread' ended by an exception | java.lang.IllegalStateException: noise of",
                    "IllegalStateException: broken by design")) {
                awaitLine(ggen, said);
            }
            assertThat(server.signal("TERM", 30)).isZero();
        }
        awaitLine(ggen, "more lines were left out)");
        assertThat(text(ggen)
                        .lines()
                        .filter(line -> line.contains("[noise.flood]"))
                        .count())
                .isLessThan(1_000);
        assertThat(text(ggen).lines())
                .allMatch(line ->
                        line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (ERROR|WARN |INFO ) .*"));
        assertThat(text(ggen)).contains("A host has started: SERVE").contains("The host ends");
    }

    @Test
    void aLogThatCannotBeWrittenDisturbsNobody() throws Exception {
        Ggen ggen = home();
        Files.createDirectories(ggen.home());
        Files.writeString(ggen.home().resolve("log"), "a file in its place");
        try (Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("{");
            assertThat(ggen.run("install", "hello-world").ok().out()).contains("installed 4 packages");
            assertThat(doctor(ggen, "work goes on without it").status()).isEqualTo(1);
            assertThat(server.signal("TERM", 30)).isZero();
        }
    }

    @Test
    void levelsComeFromTheSettings() throws Exception {
        Ggen ggen = home();
        Files.createDirectories(ggen.home().resolve("etc"));
        Files.writeString(ggen.home().resolve("etc/io.ggen.log.json"), "{\"level\":\"error\"}");
        try (Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("{");
            ggen.run("list").ok();
            assertThat(server.signal("TERM", 30)).isZero();
        }
        assertThat(text(ggen)).doesNotContain("INFO").doesNotContain("WARN");
        Files.writeString(
                ggen.home().resolve("etc/io.ggen.log.json"),
                "{\"level\":\"error\",\"levels\":[\"io.ggen.launcher=info\"]}");
        try (Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("{");
            awaitLine(ggen, "A host has started");
            assertThat(server.signal("TERM", 30)).isZero();
        }
    }
}
