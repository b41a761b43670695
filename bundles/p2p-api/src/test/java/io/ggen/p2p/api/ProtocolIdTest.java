package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "kad", "/a b", "/a\n", "/a\u0000", "/\u00e4", "na", "/a\t", "/a\u007f"})
    void whatCannotBeNegotiatedIsNoProtocol(String text) {
        assertThat(ProtocolId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new ProtocolId(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void namesAreComparedByTheirText() {
        assertThat(new ProtocolId("/ggen/kad/1.0.0"))
                .isEqualTo(new ProtocolId("/ggen/kad/1.0.0"))
                .hasSameHashCodeAs(new ProtocolId("/ggen/kad/1.0.0"))
                .hasToString("/ggen/kad/1.0.0")
                .isNotEqualTo(new ProtocolId("/ggen/kad/1.0.1"))
                .isLessThan(new ProtocolId("/ggen/kad/1.0.1"));
        assertThat(ProtocolId.isValid("/" + "a".repeat(255))).isTrue();
        assertThat(ProtocolId.isValid("/" + "a".repeat(256))).isFalse();
    }
}
