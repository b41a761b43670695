package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ggen.p2p.api.pubsub.TopicHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Routing tables and meshes of real processes on the loopback interface, as {@code p2p:} commands show them. */
@Timeout(240)
class RoutingIT {
    private static final String LOOPBACK = "/ip4/127.0.0.1/tcp/0";

    @TempDir
    Path folder;

    private Ggen home(String name, String bootstrap) throws IOException {
        Ggen ggen = new Ggen(folder.resolve(name));
        Files.createDirectories(ggen.home().resolve("etc"));
        Files.createDirectories(ggen.home().resolve("deploy"));
        Files.writeString(
                ggen.home().resolve("etc/io.ggen.node.json"),
                "{\"listen\":[\"" + LOOPBACK + "\"],\"bootstrap\":["
                        + (bootstrap.isEmpty() ? "" : "\"" + bootstrap + "\"") + "]}\n");
        Jars.component(
                ggen.home().resolve("deploy/probe.jar"),
                TopicProbe.class,
                TopicHandler.class,
                "io.ggen.p2p.api,io.ggen.p2p.api.pubsub");
        return ggen;
    }

    /** A server and its address. */
    private record Server(Talk process, String peer, String address) implements AutoCloseable {
        static Server start(Ggen ggen, String... options) throws Exception {
            String[] arguments = new String[1 + options.length];
            arguments[0] = "serve";
            System.arraycopy(options, 0, arguments, 1, options.length);
            Talk process = Talk.with(ggen, arguments);
            JsonNode ready = new ObjectMapper().readTree(process.await("{"));
            return new Server(
                    process,
                    ready.get("peer").asText(),
                    ready.get("addresses").get(0).asText());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static JsonNode status(Talk shell, String awaited) throws Exception {
        String answer = shell.ask("p2p:status --json", awaited);
        return new ObjectMapper()
                .readTree(answer.lines()
                        .filter(line -> line.startsWith("{"))
                        .findFirst()
                        .orElseThrow())
                .get("parts");
    }

    @Test
    void tablesAndMeshesFormOutliveATransportAndAreFoundAgainAfterARestart() throws Exception {
        Ggen ann;
        try (Server bob = Server.start(home("bob", ""));
                Server cid = Server.start(home("cid", bob.address()));
                Server dan = Server.start(home("dan", bob.address()), "--dht-client")) {
            ann = home("ann", cid.address());
            try (Talk shell = Talk.with(ann)) {
                JsonNode parts = status(shell, "\"table\":\"2\"");
                assertThat(parts.at("/kademlia/mode").asText()).isEqualTo("client");
                shell.ask("p2p:status --json", "\"mesh " + TopicProbe.TOPIC + "\":\"2 of 2 that are in the topic\"");
                shell.ask("p2p:peer " + cid.peer(), "  standing");
                shell.ask("p2p:peer " + cid.peer(), "  bucket");
                shell.ask("p2p:peers", "standing good, bucket");
                assertThat(shell.ask("p2p:peers --json", "\"kademlia\"")).doesNotContain(dan.peer());

                shell.say("lb -s | grep io.ggen.libp2p");
                String bundle = shell.await("io.ggen.libp2p").strip().split("\\|")[0];
                shell.say("felix:update " + bundle);
                shell.ask("p2p:status", "replaced ");
                status(shell, "\"table\":\"2\"");
                shell.ask("p2p:status --json", "\"mesh " + TopicProbe.TOPIC + "\":\"2 of 2 that are in the topic\"");

                assertThat(bob.process().signal("KILL", 3)).isNotZero();
                shell.ask("p2p:peers", "lost or not reached");
                shell.ask("p2p:peer " + bob.peer(), "last lost");
                assertThat(shell.leave()).isZero();
            }
            assertThat(ann.home().resolve("peers.json")).content().contains(cid.peer(), "\"version\" : \"1.0\"");
            Files.writeString(ann.home().resolve("etc/io.ggen.node.json"), "{\"listen\":[\"" + LOOPBACK + "\"]}\n");
            try (Talk shell = Talk.with(ann)) {
                shell.ask("p2p:peers", cid.peer() + "  to");
                assertThat(shell.leave()).isZero();
            }
            assertThat(dan.process().signal("TERM", 3)).isZero();
            assertThat(cid.process().signal("TERM", 3)).isZero();
        }
    }
}
