package io.ggen.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A {@link RegistryGraph} as a file registry. Only packages below a number have archives and manifests. */
final class LargeRegistry {
    private static final FileTime LONG_AGO =
            FileTime.from(Instant.now().minus(Duration.ofDays(30)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));

    private final Path folder;
    private final RegistryGraph graph;
    private final byte[] archive;
    private final String digest;
    private long versions;
    private long edges;

    LargeRegistry(Path folder, RegistryGraph graph) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.graph = graph;
        TarFile tar = new TarFile();
        tar.add("README.md", "small\n".getBytes(UTF_8));
        archive = tar.gzip();
        digest = RegistryFolder.sha256(archive);
    }

    /** Writes all packages; those below {@code installable} can be installed. */
    void write(int installable) throws IOException {
        for (int i = 0; i < graph.size(); i++) {
            write(i, i < installable);
        }
    }

    /** "so many packages, versions and dependencies", once written. */
    String size() {
        return "%,d packages, %,d versions, %,d dependencies".formatted(graph.size(), versions, edges);
    }

    private void write(int number, boolean installable) throws IOException {
        String name = RegistryGraph.name(number);
        Path own = Files.createDirectory(folder.resolve(name));
        StringBuilder index = new StringBuilder(2_000);
        index.append("{\"version\":\"1.0\",\"name\":\"").append(name).append("\",\"releases\":[");
        for (int v = graph.versions(number) - 1; v >= 0; v--) {
            String version = "1." + v + ".0";
            Map<String, String> needs = graph.needs(number, v);
            versions++;
            edges += needs.size();
            String about = about(number, needs);
            index.append("{\"version\":\"").append(version).append("\",").append(about);
            index.append(",\"tarball\":\"")
                    .append(name)
                    .append('/')
                    .append(version)
                    .append('/');
            index.append(name).append('-').append(version).append(".tar.gz\",\"integrity\":\"sha256-");
            index.append(digest).append("\",\"size\":").append(archive.length);
            index.append(",\"published_at\":\"2026-11-22T10:00:00Z\",\"publisher\":\"local\",\"yanked\":false}");
            index.append(v == 0 ? "]}\n" : ",");
            Path versionFolder = Files.createDirectory(own.resolve(version));
            if (installable) {
                Files.write(versionFolder.resolve(name + "-" + version + ".tar.gz"), archive);
                String manifest = "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"," + about + "}\n";
                Files.write(versionFolder.resolve("package.json"), manifest.getBytes(UTF_8));
            }
        }
        Files.write(own.resolve("index.json"), index.toString().getBytes(UTF_8));
    }

    private static String about(int number, Map<String, String> needs) {
        StringBuilder about = new StringBuilder("\"title\":\"Package ").append(number);
        about.append("\",\"description\":\"one of very many\",\"categories\":[\"data\"],\"dependencies\":{");
        String comma = "";
        for (Map.Entry<String, String> need : needs.entrySet()) {
            about.append(comma).append('"').append(need.getKey()).append("\":\"");
            about.append(need.getValue()).append('"');
            comma = ",";
        }
        return about.append('}').toString();
    }

    /** Makes every index look as if last read long ago, so that {@link #read} can tell who is read from now on. */
    void forgetReads() throws IOException {
        for (int i = 0; i < graph.size(); i++) {
            Files.getFileAttributeView(index(i), BasicFileAttributeView.class).setTimes(null, LONG_AGO, null);
        }
    }

    /** How many indexes were read since; -1 if the disk takes no note of that. */
    int read() throws IOException {
        Path probe = Files.write(folder.resolveSibling("probe"), new byte[] {1});
        Files.getFileAttributeView(probe, BasicFileAttributeView.class).setTimes(null, LONG_AGO, null);
        Files.readAllBytes(probe);
        if (lastRead(probe).equals(LONG_AGO)) {
            return -1;
        }
        int count = 0;
        for (int i = 0; i < graph.size(); i++) {
            count += lastRead(index(i)).equals(LONG_AGO) ? 0 : 1;
        }
        return count;
    }

    private Path index(int number) {
        return folder.resolve(RegistryGraph.name(number)).resolve("index.json");
    }

    private static FileTime lastRead(Path file) throws IOException {
        return Files.getFileAttributeView(file, BasicFileAttributeView.class)
                .readAttributes()
                .lastAccessTime();
    }
}
