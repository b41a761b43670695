package io.ggen.record.store;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.Dependencies;
import io.ggen.records.HeadRecord;
import io.ggen.records.JsonValue;
import io.ggen.records.Payload;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Somebody who publishes: the key of a number. Records are of one moment unless said otherwise. */
final class Author implements Signer {
    static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private final KeyPair pair;
    private final PublicKey key;

    Author(int number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(number));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        var point = ((EdECPublicKey) pair.getPublic()).getPoint();
        byte[] bigEndian = point.getY().toByteArray();
        byte[] raw = new byte[32];
        for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
            raw[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (point.isXOdd()) {
            raw[31] |= (byte) 0x80;
        }
        key = PublicKey.of(raw);
    }

    PublisherId id() {
        return key.id();
    }

    @Override
    public PublicKey publicKey() {
        return key;
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

    Signed<ReleaseRecord> release(String name, String version) {
        return release(name, version, "");
    }

    Signed<ReleaseRecord> release(String name, String version, String description) {
        return release(name, version, description, NOW);
    }

    Signed<ReleaseRecord> release(String name, String version, String description, Instant published) {
        return sealed(
                new ReleaseRecord(
                        new PackageName(name),
                        Version.parse(version),
                        id(),
                        published,
                        Release.Kind.FILES,
                        name,
                        description,
                        "text",
                        List.of("one", "two"),
                        "Somebody <somebody@example.org>",
                        "Apache-2.0",
                        new Dependencies.Listed(List.of()),
                        digest("manifest"),
                        new ArchiveFacts(digest(name + version), 12_345, digest("root"), 67_890, 12),
                        JsonValue.Members.NONE),
                published);
    }

    /** A head that came {@code later} milliseconds after the first. */
    Signed<HeadRecord> head(String name, long later) {
        return head(name, later, "");
    }

    Signed<HeadRecord> head(String name, long later, String deprecated) {
        return head(name, later, deprecated, new TreeMap<>());
    }

    /** The same, naming the record of one version. */
    Signed<HeadRecord> head(String name, long later, Signed<ReleaseRecord> named) {
        TreeMap<Version, RecordId> versions = new TreeMap<>();
        versions.put(named.payload().version(), named.id());
        return head(name, later, "", versions);
    }

    private Signed<HeadRecord> head(String name, long later, String deprecated, SortedMap<Version, RecordId> versions) {
        Instant issued = NOW.minusSeconds(3600).plusMillis(later);
        return sealed(
                new HeadRecord(
                        new PackageName(name),
                        id(),
                        issued.toEpochMilli(),
                        issued,
                        issued.plus(HeadRecord.LONGEST_LIFE),
                        null,
                        List.of(),
                        deprecated,
                        versions,
                        digest("list"),
                        versions.size(),
                        JsonValue.Members.NONE),
                NOW);
    }

    Signed<RevocationRecord> revocation(String reason) {
        return sealed(new RevocationRecord(id(), NOW, null, reason, JsonValue.Members.NONE), NOW);
    }

    private <P extends Payload> Signed<P> sealed(P payload, Instant now) {
        return Signed.seal(payload, this, now);
    }

    static Digest digest(String of) {
        return Digest.sha256Of(of.getBytes(StandardCharsets.UTF_8));
    }

    /** "Random" bytes that are a number. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final int number;

        Fixed(int number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            ByteBuffer.wrap(bytes).putInt(number);
        }
    }
}
