package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ArchiveTree;
import io.ggen.records.HeadDraft;
import io.ggen.records.RecordFile;
import io.ggen.records.ReleaseDraft;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * File registries with signed releases of several publishers, written folder by folder as a host would find them on a stick.
 * It needs the API and the records alone, so that other bundles' tests can have a copy of this one file.
 */
public final class SignedWorld {
    /** When everything here was published. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Publishes {@code parser}, {@code lexer} and {@code app}. */
    public static final Someone ALICE = new Someone(1);
    /** Publishes {@code tables}, and {@code app} needs it. */
    public static final Someone BOB = new Someone(2);
    /** Squats {@code parser} with a higher version than Alice's. */
    public static final Someone MALLORY = new Someone(3);

    /** Alice's and Bob's registry. */
    public final Path registry;
    /** Mallory's: {@code parser} 9.9.9 and a {@code tables} of her own. */
    public final Path squatted;

    /** Writes both registries below {@code folder}. */
    public SignedWorld(Path folder) throws IOException {
        registry = folder.resolve("registry");
        squatted = folder.resolve("squatted");
        publish(registry, ALICE, "lexer", "1.0.0");
        publish(registry, ALICE, "parser", "1.0.0", needs(ALICE, "lexer", "^1.0.0"));
        publish(registry, ALICE, "parser", "1.1.0", needs(ALICE, "lexer", "^1.0.0"));
        publish(registry, BOB, "tables", "0.3.0");
        publish(registry, null, "notes", "1.0.0");
        publish(
                registry,
                ALICE,
                "app",
                "1.0.0",
                needs(ALICE, "parser", "^1.0.0"),
                needs(BOB, "tables", "^0.3.0"),
                needs(null, "notes", "^1.0.0"));
        publish(squatted, MALLORY, "parser", "9.9.9");
        publish(squatted, MALLORY, "tables", "0.3.1");
    }

    /** A dependency; on nobody's package in particular if {@code publisher} is null. */
    public static Dependency needs(@Nullable Someone publisher, String name, String range) {
        return new Dependency(new PackageName(name), publisher == null ? null : publisher.id(), Range.parse(range));
    }

    /** Adds a release, signed unless {@code publisher} is null, and makes index and head anew. Returns its folder. */
    public static Path publish(
            Path registry, @Nullable Someone publisher, String name, String version, Dependency... dependencies)
            throws IOException {
        byte[] archive = archive(name + ".txt", name + " " + version + "\n");
        Release release = release(publisher, name, version, archive, dependencies);
        byte[] manifest = manifest(release);
        Path folder = registry.resolve(name).resolve(version);
        Files.createDirectories(folder);
        Files.write(folder.resolve("package.json"), manifest);
        Files.write(folder.resolve(name.replace('/', '-') + "-" + version + ".tar.gz"), archive);
        if (publisher != null) {
            Files.write(
                    folder.resolve("release.json"),
                    RecordFile.write(record(publisher, release, archive).envelope()));
        }
        Files.writeString(
                registry.resolve(name).resolve("index.json"), index(registry.resolve(name), release, archive));
        if (publisher != null) {
            head(registry, publisher, name);
        }
        return folder;
    }

    /** The signed record of a release with this archive, as {@code publisher} would sign it. */
    public static Signed<ReleaseRecord> record(Someone publisher, Release release, byte[] archive) throws IOException {
        byte[] json = manifest(release);
        Manifest manifest = new Manifest(
                release.name(),
                release.version(),
                "",
                "",
                release.kind(),
                release.dependencies(),
                List.of(),
                List.of(),
                "",
                "",
                "",
                "",
                List.of(),
                new String(json, StandardCharsets.UTF_8));
        ArchiveTree tree = ArchiveTree.of(new ByteArrayInputStream(archive));
        ReleaseRecord record = ReleaseDraft.of(
                release,
                manifest,
                Digest.sha256Of(json),
                ArchiveFacts.of(tree, release.id().replace('@', ' ').length() + 1L, 1),
                NOW);
        return Signed.seal(record, publisher, NOW);
    }

    /** A release of {@code publisher}, or of nobody. */
    public static Release release(
            @Nullable Someone publisher, String name, String version, byte[] archive, Dependency... dependencies) {
        return new Release(
                new PackageName(name),
                Version.parse(version),
                publisher == null ? PublisherId.LOCAL : publisher.id(),
                Release.Kind.FILES,
                List.of(dependencies),
                new Archive(Digest.sha256Of(archive), archive.length),
                false,
                null);
    }

    /** The manifest of {@code release}, which names no publishers. */
    public static byte[] manifest(Release release) {
        StringBuilder json = new StringBuilder(
                "{\n  \"name\": \"" + release.name() + "\",\n  \"version\": \"" + release.version() + "\"");
        String between = ",\n  \"dependencies\": {";
        for (Dependency dependency : release.dependencies()) {
            json.append(between + "\n    \"" + dependency.name() + "\": \"" + dependency.range() + "\"");
            between = ",";
        }
        return json.append(release.dependencies().isEmpty() ? "\n}\n" : "\n  }\n}\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String index(Path folder, Release release, byte[] archive) throws IOException {
        StringBuilder dependencies = new StringBuilder();
        for (Dependency dependency : release.dependencies()) {
            dependencies.append((dependencies.length() == 0 ? "\"" : ",\"") + dependency.key() + "\":\""
                    + dependency.range() + "\"");
        }
        String entry = "{\"version\":\"" + release.version() + "\",\"kind\":\"files\",\"dependencies\":{" + dependencies
                + "},\"tarball\":\"" + release.name() + "/" + release.version() + "/"
                + release.name().fileName() + "-" + release.version() + ".tar.gz\",\"integrity\":\""
                + Digest.sha256Of(archive) + "\",\"size\":" + archive.length + ",\"published_at\":\"" + NOW
                + "\",\"publisher\":\"" + release.publisher() + "\",\"yanked\":false}";
        Path file = folder.resolve("index.json");
        String before = Files.exists(file) ? Files.readString(file) : "";
        String others =
                before.isEmpty() ? "" : "," + before.substring(before.indexOf('[') + 1, before.lastIndexOf(']'));
        return "{\"version\":\"1.0\",\"name\":\"" + release.name() + "\",\"releases\":[" + entry + others + "]}\n";
    }

    /** Writes the head of all releases of {@code name} that {@code publisher} has signed. */
    public static void head(Path registry, Someone publisher, String name, Version... yanked) throws IOException {
        List<Signed<ReleaseRecord>> releases = new ArrayList<>();
        Path folder = registry.resolve(name);
        try (var versions = Files.newDirectoryStream(folder)) {
            for (Path version : versions) {
                Path file = version.resolve("release.json");
                if (Files.exists(file)) {
                    byte[] envelope =
                            RecordFile.read(Files.readAllBytes(file)).value().orElseThrow();
                    io.ggen.records.Records.openRelease(envelope, NOW)
                            .value()
                            .filter(release -> release.publisher().equals(publisher.id()))
                            .ifPresent(releases::add);
                }
            }
        }
        var head = HeadDraft.of(releases, List.of(yanked), "").next(-1, NOW);
        Files.write(
                folder.resolve("head-" + publisher.id() + ".json"),
                RecordFile.write(Signed.seal(head, publisher, NOW).envelope()));
    }

    /** A tar.gz with one file. */
    public static byte[] archive(String path, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, String.format("%011o\0" + "00000000000\0", bytes.length));
        header[156] = '0';
        put(header, 257, "ustar\00000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(header);
            gzip.write(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
            gzip.write(new byte[1024]);
        }
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** Somebody whose key everybody knows: the one whose seed is 32 equal bytes. */
    public static final class Someone implements Signer {
        private final KeyPair pair;
        private final PublicKey key;

        /** The key of the seed of 32 times {@code every}. */
        public Someone(int every) {
            byte[] seed = new byte[32];
            Arrays.fill(seed, (byte) every);
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
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

        /** Who that is. */
        public PublisherId id() {
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
    }

    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
