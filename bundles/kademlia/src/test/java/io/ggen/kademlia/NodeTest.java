package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.javascript.Scripts;
import org.junit.jupiter.api.Test;

/** Lets js-libp2p read the messages. Skipped, with the reason, where there is no Node or npm has no network. */
class NodeTest {
    @Test
    void jsLibp2pAgreesWithEveryMessage() {
        Scripts.Ended check = Scripts.ofModule()
                .run("check.mjs", VectorsTest.FOLDER.toAbsolutePath().toString());
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("ok ");
    }
}
