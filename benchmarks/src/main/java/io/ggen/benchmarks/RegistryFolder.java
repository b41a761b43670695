package io.ggen.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Writes generated packages as a file registry keeps them. */
final class RegistryFolder {
    static final String VERSION = "1.0.0";

    private final Path folder;

    RegistryFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** What a generated package says of itself. */
    record About(
            String name, String title, String description, String category, List<String> tags, List<String> needs) {
        private String fields() {
            StringBuilder dependencies = new StringBuilder();
            for (String need : needs) {
                dependencies
                        .append(dependencies.isEmpty() ? "" : ",")
                        .append(quoted(need))
                        .append(":\"^1.0.0\"");
            }
            StringBuilder all = new StringBuilder();
            for (String tag : tags) {
                all.append(all.isEmpty() ? "" : ",").append(quoted(tag));
            }
            return "\"title\":" + quoted(title) + ",\"description\":" + quoted(description)
                    + ",\"kind\":\"files\",\"categories\":[" + quoted(category) + "],\"tags\":[" + all
                    + "],\"author\":\"bench\",\"license\":\"MIT\",\"dependencies\":{" + dependencies + "}";
        }

        /** The manifest of this package. */
        String manifest() {
            return "{\"name\":" + quoted(name) + ",\"version\":" + quoted(VERSION) + "," + fields() + "}\n";
        }

        private static String quoted(String text) {
            return '"' + text + '"';
        }
    }

    /** Where the archive of {@code name} is. */
    Path archive(String name) {
        return folder.resolve(name).resolve(VERSION).resolve(name + "-" + VERSION + ".tar.gz");
    }

    /** Writes one package: archive, manifest and, last because it must not be older than its folder, the index. */
    void add(About about, byte[] archive) throws IOException {
        add(about, archive, null);
    }

    /** Like {@link #add(About, byte[])}; the archive becomes a hard link to {@code same} if that is not null. */
    void add(About about, byte[] archive, @org.jspecify.annotations.Nullable Path same) throws IOException {
        Path versionFolder = Files.createDirectories(folder.resolve(about.name).resolve(VERSION));
        if (same == null) {
            Files.write(archive(about.name), archive);
        } else {
            Files.createLink(archive(about.name), same);
        }
        Files.write(versionFolder.resolve("package.json"), about.manifest().getBytes(UTF_8));
        String index = "{\"version\":\"1.0\",\"name\":\"" + about.name + "\",\"releases\":[" + release(about, archive)
                + "]}\n";
        Files.write(folder.resolve(about.name).resolve("index.json"), index.getBytes(UTF_8));
    }

    /** Writes the index of a whole registry in the original's form, without any package beside it. */
    void writeWhole(Iterable<About> packages, byte[] archive) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve("index.json"))) {
            out.write("{\"version\":\"1.0\",\"packages\":{");
            String comma = "";
            for (About about : packages) {
                out.write(comma + "\n\"" + about.name + "\":[" + release(about, archive) + "]");
                comma = ",";
            }
            out.write("}}\n");
        }
    }

    private static String release(About about, byte[] archive) {
        return "{\"version\":\"" + VERSION + "\"," + about.fields() + ",\"tarball\":\"" + about.name + "/" + VERSION
                + "/" + about.name + "-" + VERSION + ".tar.gz\",\"integrity\":\"sha256-" + sha256(archive)
                + "\",\"size\":" + archive.length
                + ",\"published_at\":\"2026-11-22T10:00:00Z\",\"publisher\":\"local\",\"yanked\":false}";
    }

    /** The digest as indexes write it, without the name of the algorithm. */
    static String sha256(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
