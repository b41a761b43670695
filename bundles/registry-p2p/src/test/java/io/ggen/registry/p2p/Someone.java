package io.ggen.registry.p2p;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Spec;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.Dependencies;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.JsonValue;
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
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** People and peers with a key each, the same ones in every run. */
final class Someone implements Signer {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
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
                    Arrays.fill(bytes, (byte) 7);
                    ByteBuffer.wrap(bytes).putInt(number);
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

    PeerId peer() {
        return PeerId.of(publicKey());
    }

    PeerAddresses here() {
        return new PeerAddresses(peer(), List.of());
    }

    static PackageName name(String name) {
        return new PackageName(name);
    }

    /** Signs {@code "a 1.0.0 -> b ^1, c"}; its archive has the text as its bytes. */
    Signed<ReleaseRecord> release(String text) {
        return release(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Signs the release with another archive. */
    Signed<ReleaseRecord> release(String text, byte[] archive) {
        return release(text, archive, "A package.");
    }

    Signed<ReleaseRecord> release(String text, byte[] archive, String description) {
        String[] halves = text.split(" *-> *", 2);
        String[] head = halves[0].split(" ", 2);
        List<Dependency> dependencies = new ArrayList<>();
        for (String each : halves.length == 1 ? new String[0] : halves[1].split(", *")) {
            dependencies.add(Spec.parse(each.replace(' ', '@')).asDependency());
        }
        Digest digest = Digest.sha256Of(archive);
        ReleaseRecord record = new ReleaseRecord(
                name(head[0]),
                Version.parse(head[1]),
                id(),
                NOON.minusSeconds(86_400),
                Release.Kind.FILES,
                "Title of " + head[0],
                description,
                "tools",
                List.of("tag"),
                "Somebody",
                "MIT",
                new Dependencies.Listed(dependencies),
                Digest.sha256Of(text.getBytes(StandardCharsets.UTF_8)),
                new ArchiveFacts(digest, archive.length, digest, archive.length, 1),
                JsonValue.Members.NONE);
        return Signed.seal(record, this, NOON);
    }

    /** The head over {@code releases}, issued at {@code when}. */
    Signed<HeadRecord> head(Instant when, List<Signed<ReleaseRecord>> releases, String... yanked) {
        List<Version> versions = new ArrayList<>();
        for (String each : yanked) {
            versions.add(Version.parse(each));
        }
        return Signed.seal(HeadDraft.of(releases, versions, "").next(0, when), this, when);
    }

    Signed<RevocationRecord> revocation() {
        return Signed.seal(new RevocationRecord(id(), NOON, null, null, JsonValue.Members.NONE), this, NOON);
    }
}
