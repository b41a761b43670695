package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ggen.itests.Ggen.Ran;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One-shot commands that the host of their home serves, in real processes. */
@Timeout(240)
class ResidentIT {
    @TempDir
    Path folder;

    private Ggen home() {
        return new Ggen(folder.resolve("home"));
    }

    /** A server without a network to speak of. */
    private static Talk serve(Ggen ggen) throws Exception {
        Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0");
        assertThat(new ObjectMapper().readTree(server.await("{")).get("pid").asLong())
                .isEqualTo(server.pid());
        return server;
    }

    private static JsonNode status(Ggen ggen) throws Exception {
        return ggen.run("status", "--json").ok().json();
    }

    private static Ran alone(Ggen ggen, String... arguments) throws Exception {
        return ggen.runWith("-Dggen.alone=true", arguments);
    }

    private static boolean isServing(Ggen ggen, String command) throws Exception {
        for (JsonNode each : status(ggen).get("serving")) {
            if (each.get("command").asText().equals(command)) {
                return true;
            }
        }
        return false;
    }

    private static void awaitServing(Ggen ggen, String command, boolean wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (isServing(ggen, command) != wanted) {
            assertThat(System.nanoTime()).as(command + " is served: " + !wanted).isLessThan(end);
        }
    }

    /** Holds up whoever wants to change what is installed. */
    private static FileChannel holdUp(Ggen ggen) throws IOException {
        Path own = Files.createDirectories(ggen.home().resolve("packages/.ggen"));
        FileChannel channel =
                FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        assertThat(lock.isValid()).isTrue();
        return channel;
    }

    @Test
    void aServedCommandIsLikeOneThatRunsByItself() throws Exception {
        Ggen ggen = home();
        Path work = Files.createDirectories(folder.resolve("work"));
        try (Talk server = serve(ggen)) {
            assertThat(ggen.run("install", "hello-world").ok().out()).contains("installed 4 packages");
            assertThat(status(ggen).get("served").asInt()).isEqualTo(2);
            for (String[] command : new String[][] {
                {"list"},
                {"list", "--json"},
                {"tree"},
                {"why", "language-names"},
                {"info", "hello-world", "--json"},
                {"install", "--forse"},
                {"instal"},
                {"info", "nothing-like-this"},
                {"ggen", "list"},
                {"help", "install"},
                {"resolve", "missing.jsonl"},
                {"history", "--json"},
                {"p2p"}
            }) {
                assertThat(ggen.run(command)).isEqualTo(alone(ggen, command));
            }
            int served = status(ggen).get("served").asInt();
            assertThat(served).isEqualTo(2 + 13 + 1);

            assertThat(ggen.runIn(work, "init", "mine").ok().out())
                    .contains(work.resolve("mine/package.json").toString());
            Files.writeString(work.resolve("mine/note.txt"), "buy milk");
            ggen.runIn(work.resolve("mine"), "publish", ".").ok();
            ggen.runIn(work, "install", "mine", "--target", "here").ok();
            assertThat(work.resolve("here/mine/note.txt")).hasContent("buy milk");
            assertThat(status(ggen).get("served").asInt()).isEqualTo(served + 4);
            assertThat(ggen.run("p2p", "status", "--json")
                            .ok()
                            .json()
                            .get("state")
                            .asText())
                    .isEqualTo("up");
            assertThat(Files.getPosixFilePermissions(ggen.home().resolve("run")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));

            Ran stopped = ggen.run("stop", "--json").ok();
            assertThat(stopped.json().get("pid").asLong()).isEqualTo(server.pid());
            assertThat(server.awaitExit(1)).isZero();
        }
        assertThat(ggen.home().resolve("run/host.sock")).doesNotExist();
        try (Talk again = serve(ggen)) {
            assertThat(again.signal("TERM", 5)).isZero();
        }
    }

    @Test
    void withoutAHostThereIsNothingToStopOrToShow() throws Exception {
        Ran stop = home().run("stop");
        assertThat(stop.status()).isEqualTo(1);
        assertThat(stop.err())
                .isEqualTo("error: no host runs on the home " + home().home() + "; nothing was stopped\n");
        Ran status = home().run("status", "--json");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.out()).isEmpty();
        assertThat(status.err()).endsWith("try: ggen serve\n");
    }

    @Test
    void ctrlCAndTheDeathOfAClientCancelItsCommand() throws Exception {
        Ggen ggen = home();
        try (Talk server = serve(ggen);
                FileChannel lock = holdUp(ggen)) {
            try (Talk client = Talk.with(ggen, "install", "page-style")) {
                awaitServing(ggen, "install page-style", true);
                assertThat(client.signal("INT", 10)).isEqualTo(130);
                client.await("error: interrupted; nothing was installed.");
            }
            awaitServing(ggen, "install page-style", false);
            Process killed = ggen.start("install", "page-style");
            awaitServing(ggen, "install page-style", true);
            killed.destroyForcibly().waitFor();
            awaitServing(ggen, "install page-style", false);
            lock.close();
            assertThat(ggen.run("list", "--json").ok().json().get("packages")).isEmpty();
            assertThat(server.signal("TERM", 5)).isZero();
        }
    }

    @Test
    void aHostThatIsKilledLeavesAClearErrorAndASocketThatNobodyMinds() throws Exception {
        Ggen ggen = home();
        Path socket = ggen.home().resolve("run/host.sock");
        try (Talk server = serve(ggen);
                FileChannel lock = holdUp(ggen);
                Talk client = Talk.with(ggen, "install", "page-style")) {
            awaitServing(ggen, "install page-style", true);
            server.signal("KILL", 5);
            assertThat(client.await("error: "))
                    .isEqualTo("error: the host that ran this command, process " + server.pid()
                            + ", has ended in the middle of it; whether the command was done by then is not known.");
            client.await("try: ggen history");
            assertThat(client.awaitExit(5)).isEqualTo(1);
            assertThat(socket).exists();
            assertThat(lock.isOpen()).isTrue();
        }
        ggen.run("install", "page-style").ok();
        assertThat(socket).doesNotExist();
        try (Talk server = serve(ggen)) {
            server.signal("KILL", 5);
        }
        try (Talk server = serve(ggen)) {
            assertThat(status(ggen).get("pid").asLong()).isEqualTo(server.pid());
        }
    }

    @Test
    void whatAHostServesIsCancelledWhenItStops() throws Exception {
        Ggen ggen = home();
        try (Talk server = serve(ggen);
                FileChannel lock = holdUp(ggen);
                Talk client = Talk.with(ggen, "install", "page-style")) {
            awaitServing(ggen, "install page-style", true);
            ggen.run("stop").ok();
            client.await("warning: the host that runs this command, process " + server.pid() + ", ends");
            assertThat(client.awaitExit(5)).isEqualTo(130);
            assertThat(server.awaitExit(1)).isZero();
            assertThat(lock.isOpen()).isTrue();
        }
    }

    @Test
    void anotherBuildRunsItsCommandsByItself() throws Exception {
        Path copy = folder.resolve("ggen");
        assertThat(new ProcessBuilder("cp", "-rL", Ggen.distribution().toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.writeString(copy.resolve("lib/build"), "another");
        Ggen ggen = home();
        try (Talk server = serve(ggen)) {
            ggen.run("install", "page-style").ok();
            Ran list = ggen.runOther(copy, "list");
            assertThat(list.ok().out()).isEqualTo(ggen.run("list").out());
            assertThat(status(ggen).get("served").asInt()).isEqualTo(3);
            Ran stop = ggen.runOther(copy, "stop");
            assertThat(stop.status()).isEqualTo(1);
            assertThat(stop.err())
                    .isEqualTo("error: the host of the home " + ggen.home() + ", process " + server.pid()
                            + ", is of another build of ggen; nothing was stopped\ntry: kill " + server.pid() + "\n");
        }
    }

    @Test
    void aHomeOfALongPathIsServedToo() throws Exception {
        Ggen ggen = new Ggen(folder.resolve("a-rather-long-name-of-a-folder-".repeat(4)));
        try (Talk server = serve(ggen)) {
            String socket = status(ggen).get("socket").asText();
            assertThat(socket.length()).isLessThanOrEqualTo(100);
            assertThat(ggen.home().resolve("run/host.sock.at")).hasContent(socket);
            ggen.run("stop").ok();
            assertThat(server.awaitExit(1)).isZero();
            assertThat(Path.of(socket).getParent()).doesNotExist();
        }
    }

    @Test
    void aSecondHostSaysThatItHasNoNetworkAndLeavesTheSocketToTheFirst() throws Exception {
        Ggen ggen = home();
        try (Talk first = serve(ggen);
                Talk second = Talk.with(ggen)) {
            second.ask("list", "warning: another ggen, process " + first.pid() + ", has the network of ");
            second.ask("status", "takes commands  no: another host serves this home");
            assertThat(status(ggen).get("pid").asLong()).isEqualTo(first.pid());
            ggen.run("stop").ok();
            assertThat(first.awaitExit(1)).isZero();
            second.ask("list", "no package is installed");
            assertThat(second.leave()).isZero();
        }
    }

    @Test
    void aShellServesAndIsStopped() throws Exception {
        Ggen ggen = home();
        try (Talk shell = Talk.with(ggen)) {
            shell.ask("status", "takes commands  at ");
            ggen.run("install", "page-style").ok();
            shell.ask("list", "page-style");
            assertThat(ggen.run("stop").ok().out()).isEqualTo("stopping the shell, process " + shell.pid() + "\n");
            shell.await("This shell was asked to stop, and ends.");
            assertThat(shell.awaitExit(1)).isZero();
        }
        try (Screen screen = Screen.open(ggen)) {
            screen.await("ggen> ");
            awaitHost(ggen);
            screen.type("half a lin");
            ggen.run("stop").ok();
            screen.await("This shell was asked to stop, and ends.");
            assertThat(screen.awaitExit()).isZero();
        }
        try (Screen screen = Screen.open(ggen)) {
            screen.await("ggen> ");
            awaitHost(ggen);
            screen.type("stop\r");
            screen.await("This shell was asked to stop, and ends.");
            assertThat(screen.awaitExit()).isZero();
        }
    }

    private static void awaitHost(Ggen ggen) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ggen.run("status").status() != 0) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void manyCommandsAtOnceAreEachAnswered() throws Exception {
        Ggen ggen = home();
        try (Talk server = serve(ggen)) {
            ggen.run("install", "hello-world").ok();
            String list = ggen.run("list", "--json").ok().out();
            List<Process> clients = new ArrayList<>();
            List<Path> outputs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Path output = folder.resolve("out" + i);
                outputs.add(output);
                clients.add(ggen.builder(folder, "list", "--json")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
            }
            for (int i = 0; i < clients.size(); i++) {
                assertThat(clients.get(i).waitFor()).isZero();
                assertThat(outputs.get(i)).hasContent(list.strip());
            }
            assertThat(server.signal("TERM", 5)).isZero();
        }
    }
}
