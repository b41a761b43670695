package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ggen serve}, the network of the shell, and {@code p2p:} commands, in real processes on the loopback interface. */
@Timeout(240)
class NetworkIT {
    private static final String LOOPBACK = "/ip4/127.0.0.1/tcp/0";
    private static final String SOMEBODY = "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @TempDir
    Path folder;

    private Ggen home(String name) {
        return new Ggen(folder.resolve(name));
    }

    /** A server, and what its first line says. */
    private record Server(Talk process, String peer, String address) implements AutoCloseable {
        static Server start(Ggen ggen, String... bootstrap) throws Exception {
            String[] arguments = new String[3 + bootstrap.length];
            arguments[0] = "serve";
            arguments[1] = "--listen";
            arguments[2] = LOOPBACK;
            System.arraycopy(bootstrap, 0, arguments, 3, bootstrap.length);
            Talk process = Talk.with(ggen, arguments);
            JsonNode ready = new ObjectMapper().readTree(process.await("{"));
            assertThat(ready.get("event").asText()).isEqualTo("ready");
            assertThat(ready.get("pid").asLong()).isEqualTo(process.pid());
            String peer = ready.get("peer").asText();
            String address = ready.get("addresses").get(0).asText();
            assertThat(address).matches("/ip4/127\\.0\\.0\\.1/tcp/[1-9][0-9]*/p2p/" + peer);
            return new Server(process, peer, address);
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static void configureLoopback(Ggen ggen) throws IOException {
        Files.createDirectories(ggen.home().resolve("etc"));
        Files.writeString(ggen.home().resolve("etc/io.ggen.node.json"), "{\"listen\":[\"" + LOOPBACK + "\"]}\n");
    }

    private static String addressOf(Talk shell) throws Exception {
        String line = shell.ask("p2p:status", "listens on");
        return line.lines()
                .filter(one -> one.startsWith("listens on"))
                .findFirst()
                .orElseThrow()
                .substring("listens on".length())
                .strip();
    }

    @Test
    void serversStayConnectedOverAnUpdateOfTheTransportAndSayGoodbye() throws Exception {
        Ggen ann = home("ann");
        configureLoopback(ann);
        try (Talk shell = Talk.with(ann)) {
            String address = addressOf(shell);
            assertThat(address).startsWith("/ip4/127.0.0.1/tcp/");
            try (Server server = Server.start(home("bob"), "--bootstrap", address)) {
                shell.ask("p2p:peers", server.peer() + "  from");
                shell.say("p2p:connect " + server.address());
                shell.await("connected to " + server.peer());

                shell.say("lb -s | grep io.ggen.libp2p");
                String bundle = shell.await("io.ggen.libp2p").strip().split("\\|")[0];
                shell.say("felix:update " + bundle);
                shell.ask("p2p:status", "replaced ");
                shell.ask("p2p:peers", server.peer());
                assertThat(addressOf(shell)).isEqualTo(address);

                shell.say("felix:stop " + bundle);
                shell.ask("host:services", "*  libp2p-ws");
                shell.ask("p2p:peers", server.peer());
                shell.say("lb -s | grep io.ggen.libp2p.ws");
                String other = shell.await("io.ggen.libp2p.ws").strip().split("\\|")[0];
                shell.say("felix:stop " + other);
                shell.ask("p2p:status", "down: no transport is installed");
                shell.say("felix:start " + other);
                shell.ask("p2p:peers", server.peer());
                shell.say("felix:start " + bundle);
                shell.ask("host:services", "*  libp2p ");
                shell.ask("p2p:peers", server.peer());
                shell.say("host:use transport libp2p-ws");
                shell.ask("p2p:status", address.replace("/p2p/", "/ws/p2p/"));
                shell.ask("p2p:peers", server.peer());
                shell.say("host:use transport libp2p");
                shell.ask("p2p:peers", server.peer());

                assertThat(server.process().signal("TERM", 3)).isZero();
                shell.ask("p2p:peers", "lost or not reached");
                shell.ask("p2p:peers", "no peer is connected");
            }
            assertThat(shell.leave()).isZero();
        }
    }

    @Test
    void aTransportDroppedIntoDeployTakesOverInAServerAndPeersComeBack() throws Exception {
        Path spare = folder.resolve("spare.jar");
        Jars.renamedCopy(libp2p(), spare, "second", 10);
        Ggen bob = home("bob");
        Ggen ann = home("ann");
        configureLoopback(ann);
        try (Server server = Server.start(bob);
                Talk shell = Talk.with(ann)) {
            addressOf(shell);
            shell.say("p2p:connect " + server.address());
            shell.await("connected to " + server.peer());
            Path deploy = Files.createDirectories(bob.home().resolve("deploy"));
            Files.move(spare, deploy.resolve("second.jar"), StandardCopyOption.ATOMIC_MOVE);
            shell.ask("p2p:peers --json", "\"why\"");
            shell.ask("p2p:peers", server.peer() + "  from");
            assertThat(server.process().signal("TERM", 3)).isZero();
            assertThat(shell.leave()).isZero();
        }
    }

    private static Path libp2p() throws IOException {
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles/network"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("io.ggen.libp2p-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whatCannotBeServedIsOneSentenceWithItsReason() throws Exception {
        Ggen bob = home("bob");
        try (Server server = Server.start(bob)) {
            Ggen.Ran second = bob.run("serve");
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.err())
                    .startsWith(
                            "error: another ggen, process " + server.process().pid() + ", has the network of ")
                    .doesNotContain("Exception");
            String taken = server.address().substring(0, server.address().indexOf("/p2p/"));
            Ggen.Ran busy = home("ann").run("serve", "--listen", taken);
            assertThat(busy.status()).isEqualTo(1);
            assertThat(busy.err())
                    .startsWith("error: this host cannot listen on " + taken)
                    .endsWith("; no network was started.\n");
            assertThat(busy.err().lines()).hasSize(1);
            assertThat(home("ann").run("serve", "--listen", "nowhere").status()).isEqualTo(2);
            assertThat(home("ann").run("serve", "--bootstrap", taken).status()).isEqualTo(2);
            Ggen.Ran beside = bob.feed("list\np2p:status\n");
            assertThat(beside.status()).isEqualTo(1);
            assertThat(beside.err())
                    .contains("warning: another ggen, process ", "error: no network runs in this process");
            assertThat(server.process().signal("INT", 3)).isEqualTo(130);
        }
        try (Server again = Server.start(bob)) {
            assertThat(again.process().signal("TERM", 3)).isZero();
        }
    }

    @Test
    void oneShotCommandsConnectByThemselvesOrSayThatTheyHaveNoNetwork() throws Exception {
        try (Server server = Server.start(home("bob"))) {
            Ggen ann = home("ann");
            assertThat(ann.run("p2p", "connect", server.address()).ok().out())
                    .startsWith("connected to " + server.peer() + " at /ip4/127.0.0.1/tcp/");
            assertThat(ann.run("p2p:connect", server.address(), "--json")
                            .ok()
                            .json()
                            .at("/peers/0/connected")
                            .asBoolean())
                    .isTrue();
            String other = server.address().replace(server.peer(), SOMEBODY);
            Ggen.Ran wrong = ann.run("p2p", "connect", other);
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.err()).startsWith("error: peer " + SOMEBODY + " was not reached: ");
            Ggen.Ran status = ann.run("p2p", "status");
            assertThat(status.status()).isEqualTo(1);
            assertThat(status.err()).contains("try: ggen serve");
            assertThat(ann.feed("p2p:status\n", "--no-p2p").err()).contains("no network runs in this process");
            assertThat(ann.run("-c", "p2p:connect " + server.address() + "; p2p:peers")
                            .ok()
                            .out())
                    .contains(server.peer() + "  to");
            assertThat(server.process().signal("TERM", 3)).isZero();
        }
    }
}
