package io.ggen.libp2p.tls;

import io.ggen.p2p.api.NetworkException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate without the names of issuer and subject, as js-libp2p makes them and the JDK refuses to read: read with names put
 * in, and signed by what it was without them.
 */
final class NamelessCertificate extends X509Certificate {
    private static final long serialVersionUID = 1;
    private static final int ISSUER = 3;
    private static final int SUBJECT = 5;
    private static final int LEAST_PARTS = 7;

    private final transient X509Certificate named;
    private final transient byte[] original;
    private final transient byte[] signedPart;

    private NamelessCertificate(X509Certificate named, byte[] original, byte[] signedPart) {
        this.named = named;
        this.original = original;
        this.signedPart = signedPart;
    }

    /** Reads {@code der} with {@code factory}. Throws {@link CertificateException} if it is no certificate, or has names. */
    static NamelessCertificate read(byte[] der, CertificateFactory factory) throws CertificateException {
        try {
            ByteBuffer whole = ByteBuffer.wrap(der);
            ByteBuffer outer = Der.open(whole, Der.SEQUENCE);
            Der.end(whole);
            List<byte[]> parts = Der.elements(outer);
            List<byte[]> inner = Der.elements(Der.open(ByteBuffer.wrap(parts.get(0)), Der.SEQUENCE));
            if (inner.size() < LEAST_PARTS || inner.get(ISSUER).length != 2 || inner.get(SUBJECT).length != 2) {
                throw new CertificateException("not a certificate without names");
            }
            List<byte[]> renamed = new ArrayList<>(inner);
            renamed.set(ISSUER, TlsCertificate.name());
            renamed.set(SUBJECT, TlsCertificate.name());
            List<byte[]> again = new ArrayList<>(parts);
            again.set(0, Der.of(Der.SEQUENCE, renamed.toArray(new byte[0][])));
            byte[] readable = Der.of(Der.SEQUENCE, again.toArray(new byte[0][]));
            X509Certificate named = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(readable));
            return new NamelessCertificate(named, der, parts.get(0));
        } catch (NetworkException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new CertificateException("not a certificate", e);
        }
    }

    @Override
    public void verify(PublicKey key) throws CertificateException, SignatureException {
        verify(key, (String) null);
    }

    @Override
    public void verify(PublicKey key, @Nullable String provider) throws CertificateException, SignatureException {
        boolean good;
        try {
            Signature check = Signature.getInstance(getSigAlgName());
            check.initVerify(key);
            check.update(signedPart);
            good = check.verify(getSignature());
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
        if (!good) {
            throw new SignatureException("the signature is another's");
        }
    }

    @Override
    public byte[] getEncoded() {
        return original.clone();
    }

    @Override
    public byte[] getTBSCertificate() {
        return signedPart.clone();
    }

    @Override
    public String toString() {
        return "a certificate without names";
    }

    // ---- all else is as in the one with names

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        named.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        named.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return named.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return named.getSerialNumber();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getIssuerDN() {
        return named.getIssuerDN();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getSubjectDN() {
        return named.getSubjectDN();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return named.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return named.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return named.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return named.getNotAfter();
    }

    @Override
    public byte[] getSignature() {
        return named.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return named.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return named.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return named.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return named.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return named.getSubjectUniqueID();
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return named.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return named.getBasicConstraints();
    }

    @Override
    public PublicKey getPublicKey() {
        return named.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return named.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return named.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return named.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return named.getExtensionValue(oid);
    }
}
