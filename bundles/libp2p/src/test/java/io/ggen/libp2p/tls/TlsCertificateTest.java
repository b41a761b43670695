package io.ggen.libp2p.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TlsCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyPair pair = newPair();

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] protobuf(int number) {
        return TestSigner.of(number).publicKey().toProtobuf();
    }

    private byte[] extension(int named, int signer, KeyPair signed) {
        byte[] spki = signed.getPublic().getEncoded();
        return TlsCertificate.extension(protobuf(named), TestSigner.of(signer).sign(TlsCertificate.signed(spki)));
    }

    private X509Certificate certificate(byte[] extension, Instant from, Instant to) throws Exception {
        return TlsCertificate.make(pair, extension, from, to).certificate();
    }

    private static void refused(String why, X509Certificate... chain) {
        assertThatThrownBy(() -> TlsCertificate.check(chain, NOW))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aCertificateTellsWhoItsHostIs() {
        X509Certificate certificate = TlsCertificate.make(TestSigner.of(1), NOW).certificate();
        assertThat(TlsCertificate.check(new X509Certificate[] {certificate}, NOW))
                .isEqualTo(PeerId.of(TestSigner.of(1).publicKey()));
    }

    @Test
    void clocksMayBeADayApart() throws Exception {
        byte[] extension = extension(1, 1, pair);
        X509Certificate[] chain = {certificate(extension, NOW.plusSeconds(3600), NOW.plus(YEAR))};
        assertThat(TlsCertificate.check(chain, NOW)).isNotNull();
        refused("not valid yet", certificate(extension, NOW.plus(Duration.ofDays(2)), NOW.plus(YEAR)));
        refused("expired", certificate(extension, NOW.minus(YEAR), NOW.minus(Duration.ofDays(2))));
    }

    @Test
    void aForgedIdentityIsRefused() throws Exception {
        refused("did not sign", certificate(extension(1, 2, pair), NOW, NOW.plus(YEAR)));
        refused("did not sign", certificate(extension(1, 1, newPair()), NOW, NOW.plus(YEAR)));
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() throws Exception {
        KeyPair other = newPair();
        X509Certificate foreign = TlsCertificate.make(
                        new KeyPair(other.getPublic(), pair.getPrivate()), extension(1, 1, other), NOW, NOW.plus(YEAR))
                .certificate();
        refused("not signed by itself", foreign);
    }

    @Test
    void oneCertificateIsWhatThereMustBe() {
        X509Certificate good = TlsCertificate.make(TestSigner.of(1), NOW).certificate();
        refused("0 of them");
        refused("2 of them", good, good);
    }

    @Test
    void anExtensionThatMakesNoSenseIsRefused() throws Exception {
        byte[] good = extension(1, 1, pair);
        byte[] rsa = new ProtoWriter().varint(1, 0).bytes(2, new byte[270]).toBytes();
        for (byte[] extension : new byte[][] {
            {},
            {0x30},
            {0x30, 0x02, 0x04, 0x05},
            Der.of(Der.SEQUENCE, Der.of(Der.OCTET_STRING, protobuf(1))),
            Der.of(Der.SEQUENCE, good),
            TlsCertificate.extension(rsa, new byte[64]),
            Arrays.copyOf(good, good.length + 1)
        }) {
            refused("", certificate(extension, NOW, NOW.plus(YEAR)));
        }
    }

    @Test
    void changedBitsAreNeverTakenForTheSamePeer() throws Exception {
        byte[] good = TlsCertificate.make(TestSigner.of(1), NOW).certificate().getEncoded();
        SplittableRandom random = new SplittableRandom(11);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (int i = 0; i < 300; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] ^= 1 << random.nextInt(8);
            try {
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(changed));
                TlsCertificate.check(new X509Certificate[] {certificate}, NOW);
                assertThat(certificate.getEncoded()).as("change " + i).isEqualTo(good);
            } catch (CertificateException | NetworkException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void certificatesWithoutNamesAreReadAndCheckedAsTheyCame() throws Exception {
        NamelessCertificates.use();
        try {
            byte[] named =
                    certificate(extension(1, 1, pair), NOW, NOW.plus(YEAR)).getEncoded();
            byte[] nameless = withoutNames(named);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate good = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(nameless));
            assertThat(good.getEncoded()).isEqualTo(nameless);
            assertThat(TlsCertificate.check(new X509Certificate[] {good}, NOW))
                    .isEqualTo(PeerId.of(TestSigner.of(1).publicKey()));
            byte[] changed = nameless.clone();
            changed[20] ^= 1;
            X509Certificate bad = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(changed));
            refused("not signed by itself", bad);
            assertThatThrownBy(() -> factory.generateCertificate(new ByteArrayInputStream(new byte[100])))
                    .isInstanceOf(CertificateException.class);
        } finally {
            NamelessCertificates.release();
        }
        assertThat(CertificateFactory.getInstance("X.509").getProvider().getName())
                .isEqualTo("SUN");
    }

    /** The same certificate with empty names, signed again. */
    private byte[] withoutNames(byte[] named) throws Exception {
        var outer = Der.elements(Der.open(ByteBuffer.wrap(named), Der.SEQUENCE));
        var inner = Der.elements(Der.open(ByteBuffer.wrap(outer.get(0)), Der.SEQUENCE));
        inner.set(3, Der.of(Der.SEQUENCE));
        inner.set(5, Der.of(Der.SEQUENCE));
        byte[] unsigned = Der.of(Der.SEQUENCE, inner.toArray(new byte[0][]));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(unsigned);
        return Der.of(Der.SEQUENCE, unsigned, outer.get(1), Der.bits(signature.sign()));
    }
}
