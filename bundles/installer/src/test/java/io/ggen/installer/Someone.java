package io.ggen.installer;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Deletion;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ArchiveTree;
import io.ggen.records.HeadDraft;
import io.ggen.records.ReleaseDraft;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** People with a key each, the same ones in every run. */
final class Someone implements Signer {
    static final Someone ANN = new Someone(1);
    static final Someone BOB = new Someone(2);
    static final Someone EVE = new Someone(3);

    private final KeyPair pair;

    private Someone(int number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    Arrays.fill(bytes, (byte) number);
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

    /** As messages show this key. */
    String shown() {
        return id() + " (fingerprint " + publicKey().fingerprint() + ")";
    }

    Release release(Manifest manifest, byte[] archive) {
        return new Release(
                manifest.name(),
                manifest.version(),
                id(),
                manifest.kind(),
                manifest.dependencies(),
                new Archive(Digest.sha256Of(archive), archive.length),
                false,
                null);
    }

    /** The signed record of what {@code manifest} says, dependencies with the publishers it names. */
    byte[] record(Manifest manifest, byte[] archive) throws IOException {
        Tree tree = extracted(archive);
        return record(manifest, archive, tree.expanded(), tree.entries().size());
    }

    byte[] record(Manifest manifest, byte[] archive, long expanded, long entries) throws IOException {
        return signed(manifest, archive, expanded, entries).toBytes();
    }

    Signed<ReleaseRecord> signed(Manifest manifest, byte[] archive, long expanded, long entries) throws IOException {
        ArchiveFacts facts = ArchiveFacts.of(ArchiveTree.of(new ByteArrayInputStream(archive)), expanded, entries);
        ReleaseRecord record = ReleaseDraft.of(
                release(manifest, archive),
                manifest,
                Digest.sha256Of(manifest.json().getBytes(StandardCharsets.UTF_8)),
                facts,
                Instant.parse("2026-11-01T00:00:00Z"));
        return Signed.seal(record, this, World.NOON);
    }

    /** The head over one release, issued at {@code when}. */
    byte[] head(Manifest manifest, byte[] archive, Instant when) throws IOException {
        return Signed.seal(
                        HeadDraft.of(List.of(signed(manifest, archive, 1, 1)), List.of(), "")
                                .next(0, when),
                        this,
                        when)
                .toBytes();
    }

    private static Tree extracted(byte[] archive) throws IOException {
        Path folder = Files.createTempDirectory("someone");
        try {
            return new TarExtractor()
                    .extract(new ByteArrayInputStream(archive), archive.length, "archive", folder, Limits.DEFAULT);
        } finally {
            Deletion.delete(folder);
        }
    }
}
