package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final byte[] RELEASE = Forge.envelope(RecordKind.RELEASE, Vectors.RELEASE_TEXT, SeedSigner.ALICE);

    @Test
    void whatIsSealedIsOpened() {
        byte[] payload = Forge.utf8("anything");
        Envelope sealed = Envelope.seal(RecordKind.HEAD, payload, SeedSigner.ALICE);
        Envelope opened = Envelope.open(sealed.toBytes()).value().orElseThrow();
        assertThat(opened).isEqualTo(sealed).hasSameHashCodeAs(sealed);
        assertThat(opened.payload()).isEqualTo(payload);
        assertThat(opened.signature()).isEqualTo(sealed.signature());
        assertThat(opened.signer()).isEqualTo(SeedSigner.ALICE.id());
        assertThat(opened.id()).isEqualTo(RecordId.of(payload));
    }

    @Test
    void theSamePayloadOfAnotherKeyIsAnotherEnvelope() {
        byte[] payload = Forge.utf8("anything");
        assertThat(Envelope.seal(RecordKind.HEAD, payload, SeedSigner.ALICE))
                .isNotEqualTo(Envelope.seal(RecordKind.HEAD, payload, SeedSigner.BOB))
                .isNotEqualTo(Envelope.seal(RecordKind.RELEASE, payload, SeedSigner.ALICE));
    }

    @Test
    void tooLargeAPayloadIsNotSigned() {
        assertThatThrownBy(() -> Envelope.seal(RecordKind.REVOCATION, new byte[1025], SeedSigner.ALICE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("A revocation record of 1025 bytes is over the limit of 1024; nothing was signed.");
    }

    @Test
    void noBitOfAnEnvelopeCanBeChanged() {
        for (int i = 0; i < RELEASE.length; i++) {
            byte[] changed = RELEASE.clone();
            changed[i] ^= (byte) (1 << i % 8);
            assertThat(Records.open(changed, Samples.NOW).value())
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @Test
    void noPrefixOfAnEnvelopeAndNothingBehindItIsTaken() {
        for (int length = 0; length < RELEASE.length; length++) {
            assertThat(Records.open(Arrays.copyOf(RELEASE, length), Samples.NOW).value())
                    .isEmpty();
        }
        assertThat(Records.open(Arrays.copyOf(RELEASE, RELEASE.length + 1), Samples.NOW)
                        .value())
                .isEmpty();
    }

    @Test
    void noiseIsRefusedAndNeverThrown() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise;
            if (i % 2 == 0) {
                noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
            } else {
                noise = RELEASE.clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    noise[random.nextInt(60)] = (byte) (random.nextBoolean() ? random.nextInt(0x30) : random.nextInt());
                }
            }
            assertThat(Records.open(noise, Samples.NOW).refusal().isPresent())
                    .as("seed " + seed + ", " + i)
                    .isEqualTo(!Arrays.equals(noise, RELEASE));
        }
    }

    @Test
    void anotherKindThanAskedForIsRefused() {
        assertThat(Records.openHead(RELEASE, Samples.NOW)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo("its payload type is '/ggen/release', expected '/ggen/head'");
        assertThat(Records.openRelease(RELEASE, Samples.NOW).value()).isPresent();
    }

    @Test
    void aLargeEnvelopeIsRefusedBeforeItIsRead() {
        assertThat(Records.openRevocation(new byte[2000], Samples.NOW).refusal().orElseThrow())
                .isEqualTo(new Refusal.TooLarge("the envelope", 1146, 2000));
        assertThat(Envelope.open(new byte[100_000]).refusal().orElseThrow())
                .isEqualTo(new Refusal.TooLarge("the envelope", 8314, 100_000));
    }

    @Test
    void aPublisherCannotSignWhatOthersWouldRefuse() {
        Instant early = Samples.NOW.minusSeconds(301);
        assertThatThrownBy(() -> Signed.seal(Samples.release("1.0.0"), SeedSigner.BOB, Samples.NOW))
                .hasMessageContaining("The release record to be signed is refused: it names the publisher "
                        + SeedSigner.ALICE.id() + " but is signed by " + SeedSigner.BOB.id());
        assertThatThrownBy(() -> Signed.seal(Samples.release("1.0.0"), SeedSigner.ALICE, early))
                .hasMessageContaining("'published'");
        assertThatThrownBy(() ->
                        Signed.seal(Samples.release("1.0.0", "\ud800", Samples.NOW), SeedSigner.ALICE, Samples.NOW))
                .hasMessageContaining("unpaired surrogate");
        Signed<ReleaseRecord> signed = Signed.seal(Samples.release("1.0.0"), SeedSigner.ALICE, Samples.NOW);
        assertThat(Records.open(signed.toBytes(), Samples.NOW).value().orElseThrow())
                .isEqualTo(signed);
    }

    @Test
    void aRefusalIsOneSentenceForTheUser() {
        byte[] forged = RELEASE.clone();
        forged[forged.length - 1] ^= 1;
        Opened<Signed<ReleaseRecord>> opened = Records.openRelease(forged, Samples.NOW);
        assertThatThrownBy(() -> opened.orThrow("The release record of acme/parser@1.0.0", "nothing was installed"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("The release record of acme/parser@1.0.0 is refused: its signature does not fit the key of "
                        + SeedSigner.ALICE.id() + " that it carries; nothing was installed.");
    }
}
