package io.ggen.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.southernstorm.noise.protocol.CipherStatePair;
import com.southernstorm.noise.protocol.HandshakeState;
import io.ggen.p2p.api.NetworkException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the published vectors of cacophony and snow, and against noise-java. */
final class HandshakeTest {
    private static final byte[] NOTHING = new byte[0];

    private record Vector(
            String prologue,
            String initiatorStatic,
            String initiatorEphemeral,
            String responderStatic,
            String responderEphemeral,
            String hash,
            List<String> payloads,
            List<String> messages) {}

    /** cacophony.txt of haskell-cryptography/cacophony. */
    private static final Vector CACOPHONY = new Vector(
            "4a6f686e2047616c74",
            "e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1",
            "893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a",
            "4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893",
            "bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b",
            "c8e5f64e846193be2a834104c2a009868d6c9f3bd3c186299888b488b2f1f58e",
            List.of(
                    "4c756477696720766f6e204d69736573",
                    "4d757272617920526f746862617264",
                    "462e20412e20486179656b",
                    "4361726c204d656e676572",
                    "4a65616e2d426170746973746520536179",
                    "457567656e2042f6686d20766f6e2042617765726b"),
            List.of(
                    "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                            + "4c756477696720766f6e204d69736573",
                    "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f14480884381cbad1f276e038c48378ffce2b65285"
                            + "e08d6b68aaa3629a5a8639392490e5b9bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c412f"
                            + "8a0db50f8814c7194e83f23dbd8d162c9326ad",
                    "c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a80ae475b9df0f169ae80a89be0865b57f"
                            + "58c9fea0d4ec82a286427402f113e4b6ae769a1d95941d49b25030",
                    "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df",
                    "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07f5",
                    "eb3f3515110702e047a6c9da4478b6ead94873c11c0f2d710ddb3f09fce024b3a58502ae3f"));

    /** snow.txt of mcginty/snow. */
    private static final Vector SNOW = new Vector(
            "5468657265206973206e6f20726967687420616e642077726f6e672e2054686572652773206f6e6c792066756e20616e6420626f72"
                    + "696e672e",
            "7dec208517a3b81a2861d7a71266d5d6dc944c5a8816634a86fe63198a0148ee",
            "a32daf21e93c0131495ce1d903181fde81cc46937daaeb990bae7c992709421e",
            "4d0aed5098e3b4ef20357e9f686ce66204c792b358da2e475017d6c485304881",
            "4eece0f195d026db035ff987597c429d3ad3bcc2944df37d649528951b2a27c5",
            "",
            List.of(
                    "d03c489139e645d0711a3c9e810d776b46a84912463fafa87b884eebf242dc34",
                    "d8190a92f7dc0c93dbea9118ba8055751fb7c6590c416ffbd419964132b99a85",
                    "77891b19dcb92ef7c055b672c4a5aa7fdf1c84146b8b303459022729473ce254",
                    "d7efdf988072881941db045a42882433817555128fbf5663e56081712ec7d212",
                    "dd7bf01a588bafb52c6cfba952e5d8fe35cc2b3f92b4730ae2474615157345ce"),
            List.of(
                    "f9fa868ba97ab8a2686deccfaad5a484ee10a5bb85e3d1dce015a84797f92818"
                            + "d03c489139e645d0711a3c9e810d776b46a84912463fafa87b884eebf242dc34",
                    "8c4e6fdb7d09d501a86f7eca5c234522751706ed409182c05cdf5f827d4dae47b81c6c5f43b025692c24391eefee725c"
                            + "17d8cb0fbe3e4abb8aedf42c4fd2592d4ea48ac08989d6ae8b4adae08b2c34087c808c7aa55a63c02b0fab9e"
                            + "930612336bd43eaea04d3c670a0a146691aa9cc9d357872320dc735dbc48580cffb553db",
                    "933ca6b5ed60df3df66121f0ab49a09e49efa45c613a86a3cecbf4c535cef2f83f72b42837b18e3572f2fdc2b74c331e"
                            + "2368a545cef54bdca081678ab0e9dd5348122459e0c034c851984d88ce610963d43cde6cfe73a67fbd5a63e8"
                            + "bfca96d0",
                    "54ef0ff0629e1aaa7685a2806ab111cba76b52331f2642276736f415868eacb69ab2577f3bda0cbf72f879685f6ed25f",
                    "356be70f110306d5c699bb834bb9d58d909e325924dfbec972e406e6f294dc63e1daebefe8a62a334facc8048ab4ad66"));

    @Test
    void thePublishedVectorsComeOutByteForByte() {
        for (Vector vector : List.of(CACOPHONY, SNOW)) {
            Handshake initiator = new Handshake(
                    true, key(vector.initiatorStatic), key(vector.initiatorEphemeral), bytes(vector.prologue));
            Handshake responder = new Handshake(
                    false, key(vector.responderStatic), key(vector.responderEphemeral), bytes(vector.prologue));
            for (int i = 0; i < 3; i++) {
                Handshake from = i % 2 == 0 ? initiator : responder;
                Handshake to = i % 2 == 0 ? responder : initiator;
                byte[] message = from.write(bytes(vector.payloads.get(i)));
                assertThat(hex(message)).isEqualTo(vector.messages.get(i));
                assertThat(hex(to.read(message))).isEqualTo(vector.payloads.get(i));
            }
            assertThat(initiator.done() && responder.done()).isTrue();
            assertThat(initiator.theirStatic())
                    .isEqualTo(key(vector.responderStatic).publicKey());
            assertThat(responder.theirStatic())
                    .isEqualTo(key(vector.initiatorStatic).publicKey());
            assertThat(initiator.handshakeHash()).isEqualTo(responder.handshakeHash());
            if (!vector.hash.isEmpty()) {
                assertThat(hex(initiator.handshakeHash())).isEqualTo(vector.hash);
            }
            NoiseCipher[] here = initiator.split();
            NoiseCipher[] there = responder.split();
            for (int i = 3; i < vector.payloads.size(); i++) {
                NoiseCipher from = i % 2 == 0 ? here[0] : there[0];
                NoiseCipher to = i % 2 == 0 ? there[1] : here[1];
                byte[] sealed = from.encrypt(NOTHING, bytes(vector.payloads.get(i)));
                assertThat(hex(sealed)).isEqualTo(vector.messages.get(i));
                assertThat(hex(to.decrypt(NOTHING, sealed))).isEqualTo(vector.payloads.get(i));
            }
        }
    }

    @Test
    void noiseJavaUnderstandsUsInBothRoles() throws Exception {
        for (boolean initiator : new boolean[] {true, false}) {
            HandshakeState oracle = new HandshakeState(
                    Handshake.PROTOCOL, initiator ? HandshakeState.RESPONDER : HandshakeState.INITIATOR);
            oracle.getLocalKeyPair().generateKeyPair();
            oracle.start();
            Handshake ours = new Handshake(initiator, X25519.generate(), X25519.generate(), NOTHING);
            for (int i = 0; i < 3; i++) {
                byte[] payload = ("payload " + i).getBytes(StandardCharsets.UTF_8);
                byte[] got;
                if (ours.writes()) {
                    byte[] message = ours.write(payload);
                    byte[] room = new byte[message.length];
                    got = Arrays.copyOf(room, oracle.readMessage(message, 0, message.length, room, 0));
                    got = Arrays.copyOf(room, got.length);
                } else {
                    byte[] room = new byte[1024];
                    int length = oracle.writeMessage(room, 0, payload, 0, payload.length);
                    got = ours.read(Arrays.copyOf(room, length));
                }
                assertThat(got).isEqualTo(payload);
            }
            assertThat(ours.handshakeHash()).isEqualTo(oracle.getHandshakeHash());
            CipherStatePair pair = oracle.split();
            NoiseCipher[] ciphers = ours.split();
            for (int i = 0; i < 3; i++) {
                byte[] text = ("text " + i).getBytes(StandardCharsets.UTF_8);
                byte[] sealed = ciphers[0].encrypt(NOTHING, text);
                byte[] room = new byte[sealed.length];
                int length = pair.getReceiver().decryptWithAd(null, sealed, 0, room, 0, sealed.length);
                assertThat(Arrays.copyOf(room, length)).isEqualTo(text);
                byte[] back = new byte[text.length + NoiseCipher.TAG];
                pair.getSender().encryptWithAd(null, text, 0, back, 0, text.length);
                assertThat(ciphers[1].decrypt(NOTHING, back)).isEqualTo(text);
            }
        }
    }

    @Test
    void aChangedBitInAnyHandshakeMessageIsNoticed() {
        X25519 one = X25519.generate();
        X25519 other = X25519.generate();
        for (int message = 1; message < 3; message++) {
            for (int at : new int[] {0, 31, 32, 60, 79, 80, 95}) {
                Handshake initiator = new Handshake(true, one, X25519.generate(), NOTHING);
                Handshake responder = new Handshake(false, other, X25519.generate(), NOTHING);
                responder.read(initiator.write(NOTHING));
                byte[] bytes = responder.write(new byte[16]);
                Handshake reader = initiator;
                if (message == 2) {
                    initiator.read(bytes);
                    bytes = initiator.write(new byte[16]);
                    reader = responder;
                }
                if (at < bytes.length) {
                    bytes[at] ^= 1;
                    byte[] changed = bytes;
                    Handshake to = reader;
                    assertThatThrownBy(() -> to.read(changed)).isInstanceOf(NetworkException.class);
                }
            }
        }
    }

    @Test
    void messagesThatAreTooShortAreRefused() {
        for (int length : new int[] {0, 1, 31}) {
            Handshake responder = new Handshake(false, X25519.generate(), X25519.generate(), NOTHING);
            assertThatThrownBy(() -> responder.read(new byte[length])).isInstanceOf(NetworkException.class);
        }
        for (int length : new int[] {0, 32, 79, 80, 95}) {
            Handshake initiator = new Handshake(true, X25519.generate(), X25519.generate(), NOTHING);
            initiator.write(NOTHING);
            byte[] message = Arrays.copyOf(X25519.generate().publicKey(), length);
            assertThatThrownBy(() -> initiator.read(message)).isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void aKeyThatGivesNoSecretIsRefused() {
        Handshake responder = new Handshake(false, X25519.generate(), X25519.generate(), NOTHING);
        responder.read(new byte[32]);
        assertThatThrownBy(() -> responder.write(NOTHING)).isInstanceOf(NetworkException.class);
    }

    @Test
    void aMessageSentTwiceIsRefused() {
        byte[] key = new byte[32];
        NoiseCipher sender = new NoiseCipher(key);
        NoiseCipher receiver = new NoiseCipher(key);
        byte[] sealed = sender.encrypt(NOTHING, new byte[10]);
        receiver.decrypt(NOTHING, sealed);
        assertThatThrownBy(() -> receiver.decrypt(NOTHING, sealed)).isInstanceOf(NetworkException.class);
    }

    private static X25519 key(String hex) {
        return X25519.ofSecret(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
