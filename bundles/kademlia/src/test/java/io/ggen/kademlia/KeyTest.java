package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.memory.kit.Streams;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Test
    void aKeyIsTheSha256OfTheBytes() {
        assertThat(HexFormat.of().formatHex(Key.of(new byte[] {'a', 'b', 'c'}).bytes()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void distanceIsThatOfUnsignedNumbersAndSymmetric() {
        for (int seed = 0; seed < 2000; seed++) {
            byte[] first = Streams.bytes(32, seed);
            byte[] second = seed % 2 == 0 ? Streams.bytes(32, -seed) : first.clone();
            second[seed % 32] ^= (byte) (1 << seed % 8);
            Key one = Key.ofDigest(first);
            Key other = Key.ofDigest(second);
            BigInteger distance = new BigInteger(1, first).xor(new BigInteger(1, second));
            assertThat(new BigInteger(1, one.xor(other).bytes())).isEqualTo(distance);
            assertThat(one.xor(other)).isEqualTo(other.xor(one));
            assertThat(one.commonBits(other)).as("seed %d", seed).isEqualTo(256 - distance.bitLength());
            assertThat(Integer.signum(one.compareTo(other)))
                    .isEqualTo(new BigInteger(1, first).compareTo(new BigInteger(1, second)));
        }
    }

    @Test
    void theShareOfADistanceIsBetweenNothingAndAll() {
        Key zero = Key.ofDigest(new byte[32]);
        byte[] half = new byte[32];
        half[0] = (byte) 0x80;
        assertThat(zero.share()).isZero();
        assertThat(Key.ofDigest(half).share()).isEqualTo(0.5);
        assertThat(zero.commonBits(zero)).isEqualTo(256);
    }
}
