package io.ggen.libp2p.tls;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.libp2p.secure.Keys;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;

/**
 * Self-signed certificates that carry who a host is (libp2p specs, {@code tls/tls.md}): an extension with the host's key, and
 * its signature of the certificate's key.
 *
 * @param certificate the certificate
 * @param secret its secret key
 */
record TlsCertificate(X509Certificate certificate, PrivateKey secret) {
    static final String EXTENSION = "1.3.6.1.4.1.53594.1.1";

    /** How far clocks may be apart. */
    static final Duration SLACK = Duration.ofDays(1);

    private static final Duration VALID = Duration.ofDays(3650);
    private static final byte[] SIGNED_HEAD = "libp2p-tls-handshake:".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_RSA_KEY = 4096;

    /** Extensions that may be critical: key usage, basic constraints, extended key usage, and ours. */
    private static final Set<String> UNDERSTOOD = Set.of("2.5.29.15", "2.5.29.19", "2.5.29.37", EXTENSION);

    private static final Set<String> SIGNATURES = Set.of(
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "RSASSA-PSS",
            "Ed25519",
            "EdDSA");

    /** 1.3.6.1.4.1.53594.1.1, 1.2.840.10045.4.3.2 (ECDSA with SHA-256) and 2.5.4.3 (common name). */
    private static final byte[] EXTENSION_OID = {0x2b, 6, 1, 4, 1, (byte) 0x83, (byte) 0xa2, 0x5a, 1, 1};

    private static final byte[] ECDSA_OID = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] NAME_OID = {0x55, 4, 3};

    /** A new key on P-256 and its certificate, for the host of {@code identity}. */
    static TlsCertificate make(Signer identity, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] spki = pair.getPublic().getEncoded();
            byte[] extension = extension(identity.publicKey().toProtobuf(), identity.sign(signed(spki)));
            return make(pair, extension, now.minus(SLACK), now.plus(VALID));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no ECDSA", e);
        }
    }

    /** The name of issuer and subject; nobody looks at it. */
    static byte[] name() {
        return Der.of(
                Der.SEQUENCE,
                Der.of(Der.SET, Der.of(Der.SEQUENCE, Der.of(Der.OID, NAME_OID), Der.text(Der.UTF8_STRING, "libp2p"))));
    }

    static byte[] extension(byte[] key, byte[] signature) {
        return Der.of(Der.SEQUENCE, Der.of(Der.OCTET_STRING, key), Der.of(Der.OCTET_STRING, signature));
    }

    /** A certificate for {@code pair}, a key on P-256, with this extension. */
    static TlsCertificate make(KeyPair pair, byte[] extension, Instant from, Instant to)
            throws GeneralSecurityException {
        byte[] algorithm = Der.of(Der.SEQUENCE, Der.of(Der.OID, ECDSA_OID));
        byte[] name = name();
        byte[] serial = new BigInteger(62, new SecureRandom()).setBit(62).toByteArray();
        byte[] unsigned = Der.of(
                Der.SEQUENCE,
                Der.of(0xa0, Der.of(Der.INTEGER, new byte[] {2})),
                Der.of(Der.INTEGER, serial),
                algorithm,
                name,
                Der.of(Der.SEQUENCE, time(from), time(to)),
                name,
                pair.getPublic().getEncoded(),
                Der.of(
                        0xa3,
                        Der.of(
                                Der.SEQUENCE,
                                Der.of(
                                        Der.SEQUENCE,
                                        Der.of(Der.OID, EXTENSION_OID),
                                        Der.of(Der.OCTET_STRING, extension)))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(unsigned);
        byte[] whole = Der.of(Der.SEQUENCE, unsigned, algorithm, Der.bits(signature.sign()));
        return new TlsCertificate(
                (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)),
                pair.getPrivate());
    }

    private static byte[] time(Instant at) {
        return Der.text(
                Der.UTC_TIME, DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").format(at.atOffset(ZoneOffset.UTC)));
    }

    static byte[] signed(byte[] spki) {
        byte[] signed = Arrays.copyOf(SIGNED_HEAD, SIGNED_HEAD.length + spki.length);
        System.arraycopy(spki, 0, signed, SIGNED_HEAD.length, spki.length);
        return signed;
    }

    /**
     * Who the holder of this certificate is. Throws {@link NetworkException} (MALFORMED) unless it is one alone, valid now, signed
     * by itself, and the key it names has signed it.
     */
    static PeerId check(X509Certificate[] chain, Instant now) {
        if (chain.length != 1) {
            throw refused("there are " + chain.length + " of them, not one");
        }
        X509Certificate certificate = chain[0];
        if (now.plus(SLACK).isBefore(certificate.getNotBefore().toInstant())) {
            throw refused("it is not valid yet");
        }
        if (now.minus(SLACK).isAfter(certificate.getNotAfter().toInstant())) {
            throw refused("it has expired");
        }
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        if (critical != null && !UNDERSTOOD.containsAll(critical)) {
            throw refused("it has a critical extension that is not understood");
        }
        checkSelfSigned(certificate);
        byte[] wrapped = certificate.getExtensionValue(EXTENSION);
        if (wrapped == null) {
            throw refused("it has no libp2p extension");
        }
        ByteBuffer extension = ByteBuffer.wrap(wrapped);
        ByteBuffer octets = Der.open(extension, Der.OCTET_STRING);
        Der.end(extension);
        ByteBuffer sequence = Der.open(octets, Der.SEQUENCE);
        Der.end(octets);
        byte[] key = Der.bytes(Der.open(sequence, Der.OCTET_STRING));
        byte[] signature = Der.bytes(Der.open(sequence, Der.OCTET_STRING));
        Der.end(sequence);
        PublicKey identity = Keys.ofPeer(key);
        if (!identity.verifies(signed(certificate.getPublicKey().getEncoded()), signature)) {
            throw refused("the identity it names did not sign its key");
        }
        return PeerId.of(identity);
    }

    private static void checkSelfSigned(X509Certificate certificate) {
        if (!SIGNATURES.contains(certificate.getSigAlgName())
                || certificate.getPublicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() > LARGEST_RSA_KEY) {
            throw refused("its kind of key or signature is not accepted");
        }
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw refused("it is not signed by itself");
        }
    }

    private static NetworkException refused(String why) {
        return NetworkException.malformed("The peer's certificate is refused: " + why + ".");
    }
}
