package io.ggen.libp2p.tls;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the JDK's TLS read the certificates of js-libp2p. JSSE reads certificates by the first provider of X.509 there is and
 * offers no other way in, so this is one, as long as a host needs it: it asks the JDK's own first, and differs only where that
 * gives up on a certificate that has the libp2p extension and no names.
 */
final class NamelessCertificates extends Provider {
    private static final long serialVersionUID = 1;

    /** Another for each time this class is loaded: two transports, or an old and a new one, do not take it from each other. */
    private static final String NAME =
            "ggen-libp2p-" + Integer.toHexString(System.identityHashCode(NamelessCertificates.class));

    private static final String JDK = "SUN";
    private static final String TYPE = "X.509";
    private static final int LONGEST = 16 * 1024;

    private static int users;

    @SuppressWarnings("this-escape")
    private NamelessCertificates(CertificateFactory jdk) {
        super(NAME, "1.0", "certificates of libp2p");
        putService(
                new Provider.Service(
                        this, "CertificateFactory", TYPE, Factory.class.getName(), List.of("X509"), Map.of()) {
                    @Override
                    public Object newInstance(@Nullable Object parameter) {
                        return new Factory(jdk);
                    }
                });
    }

    /** Begins, for one more user; {@link #release} ends it when there is none left. */
    static synchronized void use() {
        if (users++ == 0) {
            try {
                Security.insertProviderAt(new NamelessCertificates(CertificateFactory.getInstance(TYPE, JDK)), 1);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no X.509", e);
            }
        }
    }

    static synchronized void release() {
        if (--users == 0) {
            Security.removeProvider(NAME);
        }
    }

    private static final class Factory extends CertificateFactorySpi {
        private final CertificateFactory jdk;

        Factory(CertificateFactory jdk) {
            this.jdk = jdk;
        }

        @Override
        public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
            if (!(in instanceof ByteArrayInputStream bytes) || bytes.available() > LONGEST) {
                return jdk.generateCertificate(in);
            }
            bytes.mark(LONGEST);
            try {
                return jdk.generateCertificate(bytes);
            } catch (CertificateException e) {
                bytes.reset();
                byte[] der = bytes.readAllBytes();
                try {
                    NamelessCertificate nameless = NamelessCertificate.read(der, jdk);
                    if (nameless.getExtensionValue(TlsCertificate.EXTENSION) != null) {
                        return nameless;
                    }
                } catch (CertificateException notNameless) {
                    e.addSuppressed(notNameless);
                }
                throw e;
            }
        }

        @Override
        public Collection<? extends Certificate> engineGenerateCertificates(InputStream in)
                throws CertificateException {
            return jdk.generateCertificates(in);
        }

        @Override
        public CRL engineGenerateCRL(InputStream in) throws CRLException {
            return jdk.generateCRL(in);
        }

        @Override
        public Collection<? extends CRL> engineGenerateCRLs(InputStream in) throws CRLException {
            return jdk.generateCRLs(in);
        }

        @Override
        public CertPath engineGenerateCertPath(InputStream in) throws CertificateException {
            return jdk.generateCertPath(in);
        }

        @Override
        public CertPath engineGenerateCertPath(InputStream in, String encoding) throws CertificateException {
            return jdk.generateCertPath(in, encoding);
        }

        @Override
        public CertPath engineGenerateCertPath(List<? extends Certificate> certificates) throws CertificateException {
            return jdk.generateCertPath(certificates);
        }

        @Override
        public Iterator<String> engineGetCertPathEncodings() {
            return jdk.getCertPathEncodings();
        }
    }
}
