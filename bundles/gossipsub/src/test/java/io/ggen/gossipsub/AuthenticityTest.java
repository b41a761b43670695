package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.identity.PublicKey;
import io.ggen.gossipsub.Authenticity.Finding;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.kit.TestSigner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticityTest {
    private final TestSigner ann = TestSigner.of(1);
    private final TestSigner bob = TestSigner.of(2);
    private final Authenticity checking = new Authenticity(ann, PeerId.of(ann.publicKey()), PublicKey::verifies, 41);
    private final Message good = Town.message(bob, "hello");

    private Finding check(
            byte @Nullable [] from,
            byte @Nullable [] data,
            byte @Nullable [] seqno,
            String topic,
            byte @Nullable [] signature,
            byte @Nullable [] key) {
        return checking.check(new Message(from, data, seqno, topic, signature, key));
    }

    private Finding withKey(byte[] key) {
        return check(good.from(), good.data(), good.seqno(), good.topic(), good.signature(), key);
    }

    @Test
    void whatOneSignsTheOtherBelieves() {
        assertThat(checking.check(good)).isEqualTo(Finding.GOOD);
        assertThat(withKey(bob.publicKey().toProtobuf())).isEqualTo(Finding.GOOD);
    }

    @Test
    void numbersOfMessagesRise() {
        assertThat(checking.sign("t", new byte[0]).seqno()).containsExactly(0, 0, 0, 0, 0, 0, 0, 41);
        assertThat(checking.sign("t", new byte[0]).seqno()).containsExactly(0, 0, 0, 0, 0, 0, 0, 42);
    }

    @Test
    void whatWasChangedOnTheWayIsForged() {
        assertThat(check(good.from(), new byte[1], good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), null, good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), new byte[8], good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), good.seqno(), "other", good.signature(), null))
                .isEqualTo(Finding.FORGED);
    }

    @Test
    void whatSomebodyElseSignedIsForged() {
        byte[] annsId = PeerId.of(ann.publicKey()).bytes();
        assertThat(check(annsId, good.data(), good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(withKey(ann.publicKey().toProtobuf()))
                .as("another key than from")
                .isEqualTo(Finding.FORGED);
        assertThat(withKey(new byte[] {1, 2})).isEqualTo(Finding.FORGED);
    }

    @Test
    void whatIsMissingOrMisshapenIsForged() {
        assertThat(check(null, good.data(), good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(new byte[] {1}, good.data(), good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), null, good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), new byte[9], good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), good.seqno(), good.topic(), null, null))
                .isEqualTo(Finding.FORGED);
        assertThat(check(good.from(), good.data(), good.seqno(), good.topic(), new byte[63], null))
                .isEqualTo(Finding.FORGED);
    }

    @Test
    void aKeyThatEverybodyCouldSignForIsForged() {
        byte[] weak = PeerId.of(bob.publicKey()).bytes();
        Arrays.fill(weak, 6, 38, (byte) 0);
        assertThat(check(weak, good.data(), good.seqno(), good.topic(), good.signature(), null))
                .isEqualTo(Finding.FORGED);
    }

    @Test
    void aKeyOfAnotherKindCannotBeChecked() {
        byte[] rsa = new byte[34];
        rsa[0] = 0x12;
        rsa[1] = 0x20;
        assertThat(check(rsa, good.data(), good.seqno(), good.topic(), good.signature(), new byte[100]))
                .isEqualTo(Finding.UNKNOWN_KIND);
    }
}
