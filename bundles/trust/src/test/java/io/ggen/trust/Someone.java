package io.ggen.trust;

import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.records.JsonValue;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People with a key each, the same ones in every run. */
final class Someone implements Signer {
    static final Instant ENDED = Instant.parse("2026-11-01T00:00:00Z");
    static final Someone ANN = new Someone(1);
    static final Someone BOB = new Someone(2);
    static final Someone EVE = new Someone(3);

    private final KeyPair pair;

    Someone(int number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    Arrays.fill(bytes, (byte) number);
                    bytes[0] = (byte) (number >> 8);
                }
            });
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PublicKey publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        return PublicKey.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature state = Signature.getInstance("Ed25519");
            state.initSign(pair.getPrivate());
            state.update(message);
            return state.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PublisherId id() {
        return publicKey().id();
    }

    /** The envelope that ends this key. */
    byte[] ends() {
        return ends(null, null);
    }

    byte[] ends(@Nullable PublisherId successor, @Nullable String reason) {
        return Signed.seal(new RevocationRecord(id(), ENDED, successor, reason, JsonValue.Members.NONE), this, ENDED)
                .toBytes();
    }

    /** The keys of a home whose publisher key is this one, once it was made. */
    static final class FakeIdentity implements Identity {
        @Nullable
        Someone publisher;

        @Override
        public Signer host() {
            throw new AssertionError("the host's key has nothing to do with trust");
        }

        @Override
        public Signer publisher() {
            if (publisher == null) {
                throw new AssertionError("no key is to be made");
            }
            return publisher;
        }

        @Override
        public Optional<PublicKey> publisherIfMade() {
            return Optional.ofNullable(publisher).map(Someone::publicKey);
        }

        @Override
        public Signer read(Path keyFile) {
            throw new AssertionError("no other key is to be read");
        }
    }
}
