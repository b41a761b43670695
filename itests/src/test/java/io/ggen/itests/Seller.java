package io.ggen.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home whose host runs in a process of its own, and publishes. */
final class Seller implements AutoCloseable {
    final Ggen ggen;
    final Talk server;
    final String address;
    String publisher = "";

    Seller(Path home) throws Exception {
        ggen = new Ggen(home);
        server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0");
        JsonNode ready = new ObjectMapper().readTree(server.await("{"));
        address = ready.get("addresses").get(0).asText();
    }

    /** Publishes {@code name} 1.0.0 with {@code size} bytes of noise in the file {@code content}; gives its archive. */
    Path publish(String name, int size) throws Exception {
        Path source = Files.createDirectories(ggen.home().resolve("src-" + name));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}");
        Files.write(source.resolve("content"), Noise.of(name, size));
        publisher = ggen.run("publish", source.toString(), "--json")
                .ok()
                .json()
                .get("publisher")
                .asText();
        return ggen.home().resolve("registry/" + name + "/1.0.0/" + name + "-1.0.0.tar.gz");
    }

    @Override
    public void close() {
        server.close();
    }
}
