package io.ggen.trust;

import static io.ggen.trust.Fixture.HELLO;
import static io.ggen.trust.Someone.ANN;
import static io.ggen.trust.Someone.BOB;
import static io.ggen.trust.Someone.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import io.ggen.records.Envelope;
import io.ggen.records.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationsTest {
    @TempDir
    Path folder;

    private Fixture fixture;
    private Trust trust;

    @BeforeEach
    void home() {
        fixture = new Fixture(folder);
        trust = fixture.trust();
    }

    private void keep(Someone under, byte[] envelope) throws IOException {
        fixture.write("{\"version\":\"1.0\",\"pins\":{},\"revoked\":{\"" + under.id() + "\":\""
                + Base64.getEncoder().encodeToString(envelope) + "\"}}");
    }

    @Test
    void aRevocationIsKeptAndToldToEverybody() {
        Revocation said = trust.revoke(ANN.ends(BOB.id(), "laptop stolen"));
        assertThat(said).isEqualTo(new Revocation(ANN.id(), Someone.ENDED, BOB.id(), "laptop stolen"));
        assertThat(fixture.trust().revoked(ANN.id())).contains(said);
        assertThat(fixture.trust().revocations()).containsExactly(said);
        assertThat(fixture.trust().revoked(BOB.id())).isEmpty();
    }

    @Test
    void toReadOneChangesNothing() {
        assertThat(trust.readRevocation(ANN.ends()).publisher()).isEqualTo(ANN.id());
        assertThat(trust.revoked(ANN.id())).isEmpty();
        assertThat(fixture.file).doesNotExist();
    }

    @Test
    void theFirstOneStays() throws IOException {
        trust.revoke(ANN.ends(BOB.id(), "mine"));
        String before = fixture.text();
        assertThat(trust.revoke(ANN.ends(EVE.id(), "a thief says this")).successor())
                .isEqualTo(BOB.id());
        assertThat(fixture.text()).isEqualTo(before);
    }

    @Test
    void aRevokedKeyCannotBePinnedAndItsPinsStayToBeSeen() {
        trust.add(HELLO, ANN.id(), false);
        trust.revoke(ANN.ends(BOB.id(), null));
        assertThat(trust.pinned(HELLO)).isPresent();
        assertThatThrownBy(() -> trust.add(Fixture.WORLD, ANN.id(), false))
                .hasMessage("scope/world cannot be pinned to " + ANN.id()
                        + ", whose key was revoked on 2026-11-01T00:00:00Z and who named " + BOB.id()
                        + " as successor; nothing was changed.");
        assertThatThrownBy(() -> trust.add(HELLO, ANN.id(), true)).hasMessageContaining("whose key was revoked");
        assertThat(trust.pinned(HELLO).orElseThrow().publisher()).isEqualTo(ANN.id());
    }

    @Test
    void forgeriesAreRefused() {
        byte[] changed = ANN.ends();
        changed[60] ^= 1;
        byte[] signature = ANN.ends();
        signature[signature.length - 1] ^= 1;
        byte[] longer = Arrays.copyOf(ANN.ends(), ANN.ends().length + 1);
        byte[] payload = Envelope.open(ANN.ends()).value().orElseThrow().payload();
        byte[] otherKey = Envelope.seal(RecordKind.REVOCATION, payload, EVE).toBytes();
        byte[] otherDomain = Envelope.seal(RecordKind.HEAD, payload, ANN).toBytes();
        byte[] spaced = (new String(payload, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        byte[] notCanonical = Envelope.seal(RecordKind.REVOCATION, spaced, ANN).toBytes();
        for (byte[] forged : new byte[][] {
            changed, signature, longer, otherKey, otherDomain, notCanonical, {}, new byte[100_000], {1, 2, 3}
        }) {
            assertThatThrownBy(() -> trust.revoke(forged))
                    .hasMessageStartingWith("The revocation record is refused: ")
                    .hasMessageEndingWith("; nothing was changed.");
        }
        assertThatThrownBy(() -> trust.revoke(otherKey))
                .hasMessageContaining("names the publisher " + ANN.id() + " but is signed by " + EVE.id());
        assertThat(fixture.file).doesNotExist();
    }

    @Test
    void whatAFileHoldsIsVerifiedAgain() throws IOException {
        byte[] forged = ANN.ends();
        forged[forged.length - 1] ^= 1;
        keep(ANN, forged);
        assertThatThrownBy(() -> trust.revoked(ANN.id()))
                .hasMessageContaining("its revocation of " + ANN.id() + " is not valid: its signature does not fit")
                .hasMessageContaining("; repair it, or move it away");
        assertThatThrownBy(() -> trust.revocations()).hasMessageContaining("is not valid");
        assertThatThrownBy(() -> trust.revoke(ANN.ends())).hasMessageContaining("is not valid");
        assertThatThrownBy(() -> trust.add(HELLO, ANN.id(), false)).hasMessageContaining("is not valid");
        keep(ANN, BOB.ends());
        assertThatThrownBy(() -> trust.revoked(ANN.id()))
                .hasMessageContaining("its revocation of " + ANN.id() + " is one of " + BOB.id());
        keep(ANN, ANN.ends());
        assertThat(trust.revoked(ANN.id())).isPresent();
    }

    @Test
    void thereIsAMostOfRevocations() throws IOException {
        StringBuilder text = new StringBuilder("{\"version\":\"1.0\",\"pins\":{},\"revoked\":{");
        for (int i = 0; i < Content.MOST_REVOKED; i++) {
            byte[] raw = new byte[32];
            Arrays.fill(raw, (byte) 5);
            raw[0] = (byte) i;
            raw[1] = (byte) (i >> 8);
            text.append(i == 0 ? "\"" : ",\"")
                    .append(io.ggen.api.identity.PublicKey.of(raw).id())
                    .append("\":\"AAAA\"");
        }
        fixture.write(text + "}}");
        assertThatThrownBy(() -> trust.revoke(ANN.ends()))
                .hasMessage("The revocation of " + ANN.id()
                        + " was not taken: there are 4000 already, and no more are kept;" + " nothing was changed.");
    }
}
