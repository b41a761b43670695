package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.records.store.SyncItem;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that strangers send: an answer or a refusal, never anything else, and nothing larger than a frame. */
class FuzzTest {
    private static final int FRAME = 4096;
    private static final int ROUNDS = 20_000;

    private final ArraySet set = new ArraySet(Items.some(new SplittableRandom(7), 3000, 100));

    private Initiator asking() {
        return new Initiator(set, List.of(Span.of(0, Items.NOW)), FRAME);
    }

    private static byte[] spoilt(byte[] good, SplittableRandom random) {
        byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length + 1) : good.length);
        for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        return bad;
    }

    private static void survives(Consumer<byte[]> reader, byte[] message, long seed) {
        try {
            reader.accept(message);
        } catch (NetworkException | FaultException e) {
            assertThat(e).as("seed " + seed).hasMessageEndingWith(".");
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(message), e);
        }
    }

    @Test
    void aResponderSurvivesWhatever() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        Responder responder = new Responder(set, FRAME);
        byte[] good = asking().next().orElseThrow();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(message);
            if (message.length > 0 && random.nextBoolean()) {
                message[0] = 0x61;
            }
            byte[] sent = random.nextBoolean() ? message : spoilt(good, random);
            survives(bytes -> assertThat(responder.answer(bytes)).hasSizeLessThanOrEqualTo(FRAME), sent, seed);
        }
    }

    @Test
    void anInitiatorSurvivesWhateverAndComesToAnEnd() {
        long seed = 12;
        SplittableRandom random = new SplittableRandom(seed);
        Responder other = new Responder(new ArraySet(Items.some(random, 3000, 100)), FRAME);
        for (int i = 0; i < ROUNDS / 20; i++) {
            Initiator initiator = asking();
            for (int round = 0; round < 32; round++) {
                var question = initiator.next();
                if (question.isEmpty()) {
                    break;
                }
                assertThat(question.get()).hasSizeLessThanOrEqualTo(FRAME);
                byte[] answer = other.answer(question.get());
                byte[] sent = random.nextBoolean() ? answer : spoilt(answer, random);
                survives(initiator::answer, sent, seed);
            }
            assertThat(initiator.open()).hasSizeLessThan(32 * FRAME);
        }
    }

    @Test
    void messagesOfTheRecordsProtocolSurviveWhatever() {
        long seed = 13;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] request = RecordRequest.first(new RecordRequest.ByIds(List.of(Items.id(random), Items.id(random))))
                .encode();
        byte[] batch = new RecordBatch(List.of(new byte[50], new byte[9]), new byte[] {1}).encode();
        for (int i = 0; i < ROUNDS; i++) {
            survives(RecordRequest::decode, spoilt(request, random), seed);
            survives(RecordBatch::decode, spoilt(batch, random), seed);
            survives(RecordBatch::idOf, spoilt(batch, random), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "70",
                "61ff",
                "6100",
                "610000",
                "61000003",
                "6100000100",
                "6100000201",
                "6100000281ffffffffffffffff7f",
                "61000002ffffffffffffffffff7f",
                "6100210000",
                "61000000000000",
                "6102000001800000",
                "610201010001010000",
                "6181ffffffffffffffff7f0000020000",
                "6181ffffffffffffffff7f0000030000",
                "61ffffffffffffffffffff7f0000"
            })
    void whatBreaksTheRulesIsMalformed(String hex) {
        byte[] message = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> new Responder(set, FRAME).answer(message))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        Initiator initiator = asking();
        initiator.next();
        assertThatThrownBy(() -> initiator.answer(message))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void idsInARangeThatNobodyAskedAboutAreRefused() {
        Initiator initiator = asking();
        initiator.next();
        MessageWriter out = MessageWriter.begin();
        out.skip(Negentropy.bound(Items.NOW));
        out.idList(Negentropy.INFINITY, set, 0, 3);
        assertThatThrownBy(() -> initiator.answer(out.toBytes()))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void aMessageOfThousandsOfEmptyRangesIsAnsweredWithinAFrame() {
        MessageWriter out = MessageWriter.begin();
        SyncItem bound = Negentropy.bound(Items.NOW - 50);
        for (int i = 0; i < 3000; i++) {
            out.fingerprint(bound, new byte[16]);
        }
        assertThat(new Responder(set, FRAME).answer(out.toBytes())).hasSizeLessThanOrEqualTo(FRAME);
    }
}
