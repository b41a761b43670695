package io.ggen.registry.p2p;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersKnownTest {
    private static final String SOMEBODY =
            "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @TempDir
    Path folder;

    private boolean known() {
        return new PeersKnown(new Home(folder)).getAsBoolean();
    }

    @Test
    void aNewHomeKnowsNobody() throws IOException {
        assertFalse(known());
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/io.ggen.node.json"), "{\"listen\":[\"/ip4/127.0.0.1/tcp/0\"]}");
        Files.writeString(folder.resolve("peers.json"), "[]");
        assertFalse(known());
    }

    @Test
    void whoeverIsConfiguredIsKnown() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/io.ggen.node.json"), "{\"bootstrap\":[\"" + SOMEBODY + "\"]}");
        assertTrue(known());
    }

    @Test
    void whoeverWasMetIsKnown() throws IOException {
        Files.writeString(folder.resolve("peers.json"), "{\"peers\":[\"" + SOMEBODY + "\"]}");
        assertTrue(known());
    }

    @Test
    void aFileThatIsNoneNamesNobody() throws IOException {
        Files.createDirectories(folder.resolve("peers.json"));
        assertFalse(known());
    }
}
