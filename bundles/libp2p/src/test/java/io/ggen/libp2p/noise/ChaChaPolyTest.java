package io.ggen.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Our own cipher against RFC 8439 and the JDK's. */
final class ChaChaPolyTest {
    private static final int LONGEST = 65519;

    private final ChaChaPoly own = new ChaChaPoly();

    private static byte[] jdk(int mode, byte[] key, long nonce, byte[] in) throws Exception {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        byte[] iv = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(4, nonce)
                .array();
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(iv));
        return cipher.doFinal(in);
    }

    private void check(SplittableRandom random, byte[] plain) throws Exception {
        byte[] key = new byte[32];
        random.nextBytes(key);
        int[] words = ChaCha20.key(key);
        long nonce = random.nextLong();
        byte[] wanted = jdk(Cipher.ENCRYPT_MODE, key, nonce, plain);
        int from = random.nextInt(20);
        byte[] room = new byte[from + wanted.length + 7];
        System.arraycopy(plain, 0, room, from, plain.length);
        own.seal(words, nonce, room, from, plain.length, room, from);
        assertThat(Arrays.copyOfRange(room, from, from + wanted.length)).isEqualTo(wanted);
        assertThat(Arrays.copyOfRange(room, from + wanted.length, room.length)).containsOnly(0);

        byte[] back = new byte[plain.length + from];
        assertThat(own.open(words, nonce, room, from, plain.length, back, from)).isTrue();
        assertThat(Arrays.copyOfRange(back, from, back.length)).isEqualTo(plain);

        byte[] nothing = new byte[plain.length];
        int bit = random.nextInt(wanted.length * 8);
        room[from + bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(own.open(words, nonce, room, from, plain.length, nothing, 0)).isFalse();
        assertThat(nothing).as("nothing is decrypted").isEqualTo(new byte[plain.length]);
        room[from + bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(own.open(words, nonce + 1, room, from, plain.length, nothing, 0))
                .isFalse();
    }

    @Test
    void everyLengthUpToSomeBlocksIsAsTheJdkHasIt() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 700; length++) {
            byte[] plain = new byte[length];
            random.nextBytes(plain);
            check(random, plain);
        }
    }

    @Test
    void lengthsAroundTheEndsOfRunsOfBlocksAreAsTheJdkHasThem() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        int run = ChaCha20.LANES * ChaCha20.BLOCK;
        for (int runs = 1; runs <= 3; runs++) {
            for (int more = -130; more <= 70; more += more < -66 || more > 2 ? 13 : 1) {
                byte[] plain = new byte[runs * run + more];
                random.nextBytes(plain);
                check(random, plain);
            }
        }
    }

    @Test
    void longMessagesAreAsTheJdkHasThem() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            byte[] plain = new byte[random.nextInt(LONGEST + 1)];
            if (i % 3 == 0) {
                Arrays.fill(plain, (byte) -random.nextInt(2));
            } else {
                random.nextBytes(plain);
            }
            try {
                check(random, plain);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** RFC 8439, section 2.3.2. */
    @Test
    void aBlockIsThatOfTheRfc() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        ChaCha20 stream = new ChaCha20();
        stream.blocks(ChaCha20.key(key), 0x09000000, 0x4a000000, 0, 1, 1);
        byte[] block = new byte[64];
        stream.combine(0, 1, new byte[64], 0, block, 0);
        assertThat(HexFormat.of().formatHex(block))
                .isEqualTo("10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
                        + "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e");
    }

    /** RFC 8439, appendix A.3, vectors 7 to 11: numbers around 2^130 - 5 and carries. */
    @Test
    void sumsOnTheEdgeAreThoseOfTheRfc() {
        String ones = "ff".repeat(16);
        sum("01", "", ones + "f0" + "ff".repeat(15) + "11" + "00".repeat(15), "05");
        sum("01", "", ones + "fbfefefefefefefefefefefefefefefe" + "01".repeat(16), "00");
        sum("02", "", "fd" + "ff".repeat(15), "fa" + "ff".repeat(15));
        sum(
                "01000000000000000400000000000000",
                "",
                "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001"
                        + "000000000000000000000000000000",
                "14000000000000005500000000000000");
        sum(
                "01000000000000000400000000000000",
                "",
                "e33594d7505e43b900000000000000003394d7505e4379cd010000000000000000000000000000000000000000000000",
                "13");
        sum("02", ones, "02" + "00".repeat(15), "03");
    }

    private static void sum(String r, String end, String data, String tag) {
        ByteBuffer key = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        key.put(HexFormat.of().parseHex(r));
        key.position(16).put(HexFormat.of().parseHex(end));
        Poly1305 sum = new Poly1305(key.getLong(0), key.getLong(8), key.getLong(16), key.getLong(24));
        byte[] bytes = HexFormat.of().parseHex(data);
        sum.blocks(bytes, 0, bytes.length / 16);
        byte[] out = new byte[16];
        sum.finish(out, 0);
        assertThat(HexFormat.of().formatHex(out)).isEqualTo((tag + "00".repeat(16)).substring(0, 32));
    }
}
