package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A home whose host runs on the loopback interface; its one-shot commands are served by that. */
final class Member implements AutoCloseable {
    private static final String LOOPBACK = "/ip4/127.0.0.1/tcp/0";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    final Ggen ggen;
    Talk server;
    String peer;
    String address;

    private Member(Path home) {
        ggen = new Ggen(home);
    }

    /** One that dials {@code bootstrap}. */
    static Member start(Path home, Member... bootstrap) throws Exception {
        return at(home, addresses(bootstrap));
    }

    /** One that dials these addresses. */
    static Member at(Path home, String... bootstrap) throws Exception {
        Member member = new Member(home);
        member.run(bootstrap);
        return member;
    }

    void restart(Member... bootstrap) throws Exception {
        run(addresses(bootstrap));
    }

    private static String[] addresses(Member... members) {
        return Stream.of(members).map(member -> member.address).toArray(String[]::new);
    }

    private void run(String... bootstrap) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--listen", LOOPBACK));
        for (String each : bootstrap) {
            arguments.add("--bootstrap");
            arguments.add(each);
        }
        server = Talk.with(ggen, arguments.toArray(String[]::new));
        JsonNode ready = new ObjectMapper().readTree(server.await("{"));
        peer = ready.get("peer").asText();
        address = ready.get("addresses").get(0).asText();
    }

    /** Publishes a package with one file and says who its publisher is. */
    String publish(String name, String version, String dependencies, byte[] content) throws Exception {
        return publish(name, version, dependencies, content, "announced", "durable");
    }

    /** The same, where the receipt says one of {@code reached}. */
    String publish(String name, String version, String dependencies, byte[] content, String... reached)
            throws Exception {
        JsonNode published = ggen.run(
                        "publish", folder(name, version, dependencies, content).toString(), "--json")
                .ok()
                .json();
        assertThat(published.get("network").asText()).as(published.toString()).isIn((Object[]) reached);
        return published.get("publisher").asText();
    }

    /** The folder of a package with one file. */
    Path folder(String name, String version, String dependencies, byte[] content) throws IOException {
        Path source = Files.createDirectories(ggen.home().resolve("src-" + name));
        Files.writeString(
                source.resolve("package.json"),
                "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"description\":\"" + name
                        + " of many words\",\"dependencies\":{" + dependencies + "}}");
        Files.write(source.resolve("content"), content);
        return source;
    }

    /** The archive of a release in the registry of this home. */
    Path archive(String name, String version) {
        return ggen.home().resolve("registry/" + name + "/" + version + "/" + name + "-" + version + ".tar.gz");
    }

    void findsSoon(String name, String publisher) throws Exception {
        eventually(name + " is found", () -> {
            for (JsonNode hit : ggen.run("search", name, "--json").ok().json().get("results")) {
                if (hit.get("name").asText().equals(name)
                        && hit.get("publisher").asText().equals(publisher)) {
                    return true;
                }
            }
            return false;
        });
    }

    JsonNode status() throws Exception {
        return ggen.run("p2p", "status", "--json").ok().json();
    }

    void isConnectedSoon(int peers) throws Exception {
        eventually("connected to " + peers, () -> status().get("peers").asInt() >= peers);
    }

    byte[] installed(String name) throws IOException {
        return Files.readAllBytes(ggen.home().resolve("packages").resolve(name).resolve("content"));
    }

    void kill() throws Exception {
        server.signal("KILL", 10);
    }

    @Override
    public void close() {
        server.close();
    }

    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
