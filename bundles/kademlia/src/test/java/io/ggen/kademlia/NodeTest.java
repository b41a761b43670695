package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lets js-libp2p read the messages. Skipped, with the reason, where there is no Node or npm has no network. */
class NodeTest {
    @Test
    void jsLibp2pAgreesWithEveryMessage() throws Exception {
        JsNode.Ended check = JsNode.run(
                JsNode.install(),
                "node",
                "check.mjs",
                VectorsTest.FOLDER.toAbsolutePath().toString());
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("ok ");
    }
}
