package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a memo of verified signatures may spare, and what it may not. */
class MemoTest {
    private final FakeMemo memo = new FakeMemo();
    private final byte[] good =
            Signed.seal(Samples.release("1.0.0"), SeedSigner.ALICE, Samples.NOW).toBytes();

    private static byte[] badlySigned(byte[] envelope) {
        byte[] bad = envelope.clone();
        bad[bad.length - 40] ^= 1;
        return bad;
    }

    private Opened<Signed<ReleaseRecord>> open(byte[] bytes) {
        return Records.openRelease(bytes, Samples.NOW, memo);
    }

    @Test
    void aGoodRecordIsRememberedByAllItsBytes() {
        assertThat(open(good).value()).isPresent();
        assertThat(memo.known).containsExactly(Digest.sha256Of(good));
        assertThat(open(good).value())
                .isEqualTo(Records.openRelease(good, Samples.NOW).value());
    }

    @Test
    void aBadSignatureIsRefusedAndNotRemembered() {
        assertThat(open(badlySigned(good)).refusal()).containsInstanceOf(Refusal.BadSignature.class);
        assertThat(memo.known).isEmpty();
    }

    @Test
    void anyByteChangedAfterTheRecordWasRememberedIsRefused() {
        open(good);
        for (int i = 0; i < good.length; i++) {
            byte[] edited = good.clone();
            edited[i] ^= 1;
            assertThat(open(edited).refusal()).as("byte " + i).isPresent();
        }
        assertThat(memo.known).hasSize(1);
    }

    @Test
    void onlySignatureAndSpellingAreSpared() {
        byte[] bad = badlySigned(good);
        String text = Samples.text(Samples.release("1.0.0"));
        byte[] spelt =
                Forge.envelope(RecordKind.RELEASE, text.replace("{\"archive\"", "{ \"archive\""), SeedSigner.ALICE);
        assertThat(open(bad).refusal()).isPresent();
        assertThat(open(spelt).refusal()).isPresent();
        memo.remember(Digest.sha256Of(bad));
        memo.remember(Digest.sha256Of(spelt));
        assertThat(open(bad).value()).isPresent();
        assertThat(open(spelt).value()).isPresent();
    }

    @Test
    void allElseIsCheckedOfWhatIsRemembered() {
        String text = Samples.text(Samples.release("1.0.0"));
        byte[][] wrong = {
            Forge.envelope(RecordKind.RELEASE, Samples.without(text, "kind"), SeedSigner.ALICE),
            Forge.envelope(RecordKind.RELEASE, text, SeedSigner.BOB),
            Signed.seal(Samples.revocation(), SeedSigner.ALICE, Samples.NOW).toBytes(),
            Forge.concat(good, new byte[] {0x30, 0}),
        };
        for (byte[] each : wrong) {
            memo.remember(Digest.sha256Of(each));
            Opened<Signed<ReleaseRecord>> opened = open(each);
            assertThat(opened.refusal()).isPresent();
            assertThat(opened.refusal())
                    .isEqualTo(Records.openRelease(each, Samples.NOW).refusal());
        }
    }

    @Test
    void timesAreCheckedOfWhatIsRemembered() {
        open(good);
        var earlier = Samples.NOW.minus(Records.TOLERANCE).minus(Duration.ofMillis(1));
        assertThat(Records.openRelease(good, earlier, memo).refusal()).containsInstanceOf(Refusal.FromTheFuture.class);
    }
}
