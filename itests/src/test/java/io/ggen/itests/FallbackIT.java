package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-shot commands where peers are known and cannot be reached, and where none are known. */
class FallbackIT {
    private static final String NOBODY =
            "/ip4/127.0.0.1/tcp/9/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @TempDir
    Path folder;

    private Ggen home(String name, boolean knowsPeers) throws Exception {
        Ggen ggen = new Ggen(folder.resolve(name));
        if (knowsPeers) {
            Files.createDirectories(ggen.home().resolve("etc"));
            Files.writeString(ggen.home().resolve("etc/io.ggen.node.json"), "{\"bootstrap\":[\"" + NOBODY + "\"]}\n");
        }
        return ggen;
    }

    private static byte[] lock(Ggen ggen) throws Exception {
        return Files.readAllBytes(ggen.home().resolve("packages/ggen.lock"));
    }

    @Test
    void whoKnowsNobodyHearsNothingOfANetwork() throws Exception {
        Ggen ann = home("ann", false);
        assertThat(ann.run("install", "hello-world", "--refresh").ok().err()).isEmpty();
        Ggen.Ran unknown = ann.run("install", "nobody-has-this");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).doesNotContain("P2P").contains("nobody-has-this");
    }

    @Test
    void aHostThatKnowsNobodyAnswersAsWithoutANetwork() throws Exception {
        Ggen ann = home("ann", false);
        try (Talk server = Talk.with(ann, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("{");
            for (String name : new String[] {"nobody-has-this", "helo-world"}) {
                Ggen.Ran served = ann.run("install", name);
                assertThat(served.status()).isEqualTo(1);
                assertThat(served.err())
                        .startsWith("error: no package named '" + name + "' is known")
                        .contains("try: ggen ")
                        .isEqualTo(ann.runWith("-Dggen.alone=true", "install", name)
                                .err());
            }
        }
    }

    @Test
    void peersThatCannotBeReachedAreOneWarningAndChangeNothing() throws Exception {
        Ggen ann = home("ann", false);
        Ggen bob = home("bob", true);
        ann.run("install", "hello-world").ok();
        Ggen.Ran refreshed = bob.run("install", "hello-world", "--refresh").ok();
        assertThat(refreshed.err().lines().toList()).hasSize(1);
        assertThat(refreshed.err()).startsWith("warning: P2P failed (").contains("), using the local registry");
        assertThat(lock(bob)).isEqualTo(lock(ann));
    }

    @Test
    void aNameThatOnlyPeersCouldKnowSaysThatTheyWereAsked() throws Exception {
        Ggen bob = home("bob", true);
        Ggen.Ran unknown = bob.run("install", "nobody-has-this");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("warning: P2P failed (").contains("error: ");
        assertThat(bob.run("--no-p2p", "install", "nobody-has-this").err()).doesNotContain("P2P");
        assertThat(bob.run("install", "nobody-has-this", "--offline").err()).doesNotContain("P2P failed");
    }

    @Test
    void aCommandThatNeedsNoPeersDoesNotLookForAny() throws Exception {
        Ggen bob = home("bob", true);
        assertThat(bob.run("install", "hello-world").ok().err()).isEmpty();
        assertThat(Files.exists(bob.home().resolve("run/host.lock"))).isFalse();
    }
}
