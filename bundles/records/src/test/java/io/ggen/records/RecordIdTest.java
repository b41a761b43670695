package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import org.junit.jupiter.api.Test;

class RecordIdTest {
    @Test
    void anIdIsTheDigestOfThePayload() {
        RecordId id = RecordId.of(Forge.utf8("abc"));
        assertThat(id.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(id)
                .isEqualTo(RecordId.of(Digest.sha256(id.hex())))
                .isEqualTo(RecordId.ofBytes(id.bytes()))
                .hasSameHashCodeAs(RecordId.ofBytes(id.bytes()))
                .hasToString(id.hex());
        assertThatThrownBy(() -> RecordId.ofBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsAreOrderedAsUnsignedBytes() {
        byte[] low = new byte[32];
        byte[] high = new byte[32];
        low[0] = 0x7f;
        high[0] = (byte) 0x80;
        assertThat(RecordId.ofBytes(low)).isLessThan(RecordId.ofBytes(high));
    }
}
