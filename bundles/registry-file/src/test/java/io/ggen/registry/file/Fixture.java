package io.ggen.registry.file;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.WritableRegistry.Draft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/** A registry in a temporary folder, with words to fill it and to look at it. */
final class Fixture {
    static final long PUBLISHED = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    final Path root;
    final Path outside;
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    final FileRegistry registry;

    Fixture(Path folder) {
        root = folder.resolve("registry");
        outside = folder.resolve("outside");
        registry = open();
    }

    /** The same registry as another process would see it. */
    FileRegistry open() {
        return new FileRegistry(
                "home",
                root,
                true,
                warnings::add,
                ForkJoinPool.commonPool(),
                Clock.fixed(SignedWorld.NOW, ZoneOffset.UTC));
    }

    static PackageName name(String text) {
        return new PackageName(text);
    }

    static String manifest(String name, String version, String... more) {
        return "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"" + String.join("", more) + "}";
    }

    /** A draft whose archive holds {@code content}, which is as good as a tar file here. */
    Draft draft(String json, String content) {
        try {
            Manifest manifest =
                    ManifestReader.read(json.getBytes(StandardCharsets.UTF_8)).manifest();
            Files.createDirectories(outside);
            Path archive = Files.createTempFile(outside, "archive", ".tar.gz");
            Files.writeString(archive, content);
            return new Draft(manifest, archive, PUBLISHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Damaged e) {
            throw new IllegalArgumentException(e);
        }
    }

    Release publish(String name, String version, String... more) {
        return registry.publish(draft(manifest(name, version, more), "content of " + name + " " + version));
    }

    /** Like {@link #publish}, signed by Alice. */
    Release publishSigned(String name, String version) throws IOException {
        String content = "content of " + name + " " + version;
        byte[] archive = content.getBytes(StandardCharsets.UTF_8);
        Release release = SignedWorld.release(SignedWorld.ALICE, name, version, archive);
        Draft draft = draft(new String(SignedWorld.manifest(release), StandardCharsets.UTF_8), content);
        return registry.publish(new Draft(
                draft.manifest(),
                draft.archive(),
                PUBLISHED,
                SignedWorld.record(SignedWorld.ALICE, release, archive).toBytes()));
    }

    static Answer ask(FileRegistry registry, String name) {
        return Objects.requireNonNull(askAll(registry, Set.of(name(name))).get(name(name)));
    }

    Answer ask(String name) {
        return ask(registry, name);
    }

    static Map<PackageName, Answer> askAll(FileRegistry registry, Set<PackageName> names) {
        return registry.releases(names, Deadline.in(Duration.ofSeconds(20)))
                .toCompletableFuture()
                .join();
    }

    /** The versions that {@code registry} answers for {@code name}; empty if there are none. */
    static List<String> versions(FileRegistry registry, String name) {
        return ask(registry, name) instanceof Answer.Found found
                ? found.releases().stream().map(r -> r.version().toString()).toList()
                : List.of();
    }

    List<String> versions(String name) {
        return versions(open(), name);
    }

    Release release(String name, String version) {
        return ((Answer.Found) ask(open(), name))
                .releases().stream()
                        .filter(r -> r.version().equals(Version.parse(version)))
                        .findFirst()
                        .orElseThrow();
    }

    /** Writes a release by hand, as someone copying folders would. */
    void copyIn(String name, String version, String manifest) throws IOException {
        Path folder = root.resolve(name).resolve(version);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), manifest);
        Files.writeString(folder.resolve(name.replace('/', '-') + "-" + version + ".tar.gz"), "by hand " + version);
    }

    void copyIn(String name, String version) throws IOException {
        copyIn(name, version, manifest(name, version));
    }

    /** Makes an index look older than its folder. */
    void age(String name) throws IOException {
        Files.setLastModifiedTime(index(name), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    Path index(String name) {
        return root.resolve(name).resolve("index.json");
    }

    static String sha256(String content) {
        return Digest.sha256Of(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Every file of the registry that users see, with its content; the registry's own dot files apart. */
    Map<String, String> files() throws IOException {
        return files(root);
    }

    static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String shown = root.relativize(path).toString();
                if (!path.equals(root) && !shown.startsWith(".")) {
                    files.put(
                            shown,
                            Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "folder" : Files.readString(path));
                }
            }
        }
        return files;
    }

    /** What writers have left unfinished. */
    List<Path> leftovers() throws IOException {
        return Workspace.children(root.resolve(".tmp"));
    }
}
