package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import io.ggen.roles.FixedRoles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** An author at work: folders, a registry, and a publisher on a clock that stands still. */
final class Desk {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final Path root;
    final Home home;
    final MemoryRegistry registry = new MemoryRegistry();
    final FakeNeighbours neighbours;
    final Publisher publisher;

    Desk(Path root) {
        this(root, Limits.DEFAULT);
    }

    Desk(Path root, Limits limits) {
        this.root = root;
        home = new Home(root.resolve("home"));
        neighbours = new FakeNeighbours(home);
        publisher = publisher(registry, limits);
    }

    /** The same author, with another registry. */
    Publisher publisher(Object registry, Limits limits) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Publisher(
                home,
                FixedRoles.of(registry),
                neighbours,
                new FileOutbox(home.outbox(), clock),
                new PublishedContent(home),
                clock,
                limits);
    }

    /** Writes a file below the root and answers the folder of its first part. */
    Path file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return root.resolve(path.substring(0, path.indexOf('/')));
    }

    /** A package folder with a {@code package.json}. */
    Path folder(String name, String version) throws IOException {
        return file(name + "/package.json", "{\"name\": \"" + name + "\", \"version\": \"" + version + "\"}\n");
    }

    /** A package folder with this {@code package.toml}. */
    Path toml(String folder, String text) throws IOException {
        return file(folder + "/package.toml", text);
    }

    /** Publishes {@code folder} and answers the release. */
    Release publish(Path folder, @Nullable Version version) {
        return Objects.requireNonNull(publisher.publish(folder, version, false).release());
    }

    static Problem problem(Runnable action) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, action::run);
        assertThat(thrown).as("a problem").isNotNull();
        assertThat(thrown.problem().message()).doesNotContain("\n");
        return thrown.problem();
    }

    /** The author's id. */
    PublisherId own() {
        return neighbours.identity().publisher().publicKey().id();
    }

    /** What is left of archives on their way. */
    List<Path> leftovers() throws IOException {
        if (!Files.exists(home.run())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(home.run().resolve("tmp"))) {
            return all.filter(path -> !path.equals(home.run().resolve("tmp"))).toList();
        }
    }

    static Map<String, TarArchiveEntry> entries(byte[] archive) throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = tar(archive)) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }

    /** Makes files that Java cannot. */
    static void shell(Path folder, String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-ec", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    static TarArchiveEntry entry(byte[] archive, String path) throws IOException {
        return Objects.requireNonNull(entries(archive).get(path), path);
    }

    static String content(byte[] archive, String path) throws IOException {
        try (TarArchiveInputStream tar = tar(archive)) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                if (entry.getName().equals(path)) {
                    return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no " + path);
    }

    private static TarArchiveInputStream tar(byte[] archive) throws IOException {
        InputStream in = new GzipCompressorInputStream(new ByteArrayInputStream(archive));
        return new TarArchiveInputStream(in, "UTF-8");
    }
}
