package io.ggen.libp2p.tls;

import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A host's certificate, and the engines that use it. Made once for a host. */
public final class TlsKeys {
    static final String YAMUX = "/yamux/1.0.0";
    static final String LATER = "libp2p";

    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };

    private final SSLContext context;
    private final Clock clock;
    private final Map<SSLEngine, Consumer<PeerId>> checks = new ConcurrentHashMap<>();

    /** A new certificate for the host of {@code identity}. */
    public TlsKeys(Signer identity, Clock clock) {
        this(TlsCertificate.make(identity, clock.instant()), clock);
    }

    TlsKeys(TlsCertificate certificate, Clock clock) {
        this.clock = clock;
        NamelessCertificates.use();
        try {
            context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new OneKey(certificate)}, new TrustManager[] {new Check()}, null);
            forgetSessions(context.getServerSessionContext());
            forgetSessions(context.getClientSessionContext());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS 1.3", e);
        }
    }

    /** The JDK would keep 20,480 of them; libp2p resumes none. */
    private static void forgetSessions(SSLSessionContext sessions) {
        sessions.setSessionCacheSize(1);
        sessions.setSessionTimeout(1);
    }

    /** An engine for one connection; {@code check} hears who the peer is and may throw. {@link #forget} it in the end. */
    SSLEngine engine(boolean dialler, Consumer<PeerId> check) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(dialler);
        engine.setNeedClientAuth(true);
        engine.setEnableSessionCreation(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(SUITES);
        parameters.setApplicationProtocols(new String[] {YAMUX, LATER});
        engine.setSSLParameters(parameters);
        checks.put(engine, check);
        return engine;
    }

    /** Gives back what it took of the JVM. No engine works from now on. */
    public void close() {
        NamelessCertificates.release();
    }

    void forget(SSLEngine engine) {
        checks.remove(engine);
    }

    /** Who is at the other end of {@code engine}, whose handshake is over. */
    PeerId peer(SSLEngine engine) {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            X509Certificate[] certificates = new X509Certificate[chain.length];
            for (int i = 0; i < chain.length; i++) {
                certificates[i] = (X509Certificate) chain[i];
            }
            return TlsCertificate.check(certificates, clock.instant());
        } catch (SSLPeerUnverifiedException | ClassCastException e) {
            throw NetworkException.malformed("The peer showed no certificate.");
        }
    }

    /** Decides by libp2p's rules alone. */
    private final class Check extends X509ExtendedTrustManager {
        private void check(X509Certificate[] chain, @Nullable SSLEngine engine) throws CertificateException {
            try {
                PeerId peer = TlsCertificate.check(chain, clock.instant());
                Consumer<PeerId> check = engine == null ? null : checks.get(engine);
                if (check == null) {
                    throw new CertificateException("not a connection of this host");
                }
                check.accept(peer);
            } catch (NetworkException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, null);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, null);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** The one key there is, whatever is asked for. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "host";

        private final TlsCertificate certificate;

        OneKey(TlsCertificate certificate) {
            this.certificate = certificate;
        }

        private static @Nullable String alias(String... types) {
            for (String type : types) {
                if (type.startsWith("EC")) {
                    return ALIAS;
                }
            }
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return alias(types);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return alias(type);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias(types);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return alias(type);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return certificate.secret();
        }
    }
}
