package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.javascript.Scripts;
import org.junit.jupiter.api.Test;

/** Lets js-libp2p judge the vectors. Skipped, with the reason, where there is no Node or npm has no network. */
class NodeTest {
    @Test
    void jsLibp2pAgreesWithEveryVector() {
        Scripts.Ended check = Scripts.ofModule()
                .run("check.mjs", VectorsTest.FOLDER.toAbsolutePath().toString());
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("ok ");
    }
}
