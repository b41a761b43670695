package io.ggen.benchmarks;

import io.ggen.benchmarks.RegistryFolder.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Packages like real ones: about 23 files and 130 kB each, up to four dependencies on packages of lower layers, and one
 * package, {@link #ROOT}, that needs all. The same seed makes the same set.
 */
final class PackageSet {
    /** The package that needs all others. */
    static final String ROOT = "everything";

    private static final int FILES = 23;
    private static final int AVERAGE = 130_000 / FILES;
    private static final int LAYERS = 6;
    private static final int GROUP = 50;
    private static final String[] CATEGORIES = {"web", "data", "docs", "tools", "science"};

    private final long seed;
    private final int count;

    PackageSet(long seed, int count) {
        this.seed = seed;
        this.count = count;
    }

    static String name(int number) {
        return "package-" + number;
    }

    /** What package {@code number} says of itself. */
    About about(int number) {
        Random random = new Random(seed + 31L * number);
        Text text = new Text(random);
        int layer = number % LAYERS;
        TreeSet<String> needs = new TreeSet<>();
        for (int i = random.nextInt(5); i > 0 && layer > 0 && number >= LAYERS; i--) {
            int lower = random.nextInt(number / LAYERS) * LAYERS + random.nextInt(layer);
            needs.add(name(lower));
        }
        return new About(
                name(number),
                text.sentence(3),
                text.sentence(12),
                CATEGORIES[number % CATEGORIES.length],
                List.of(text.word(), text.word()),
                new ArrayList<>(needs));
    }

    /** What the package that needs all says of itself. */
    About everything() {
        List<String> needs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            needs.add(name(i));
        }
        return new About(ROOT, "Everything", "needs every other package", "tools", List.of("all"), needs);
    }

    /** Writes the set as a file registry and, beside it, one tar file of all packages. Returns the bytes unpacked. */
    long write(Path registry, CombinedTar combined) throws IOException {
        RegistryFolder folder = new RegistryFolder(registry);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            TarFile tar = new TarFile();
            for (Map.Entry<String, byte[]> file : files(i).entrySet()) {
                tar.add(file.getKey(), file.getValue());
                combined.add(name(i) + "/" + file.getKey(), file.getValue());
                bytes += file.getValue().length;
            }
            folder.add(about(i), tar.gzip());
        }
        TarFile readme = new TarFile();
        readme.add("README.md", "needs all\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        folder.add(everything(), readme.gzip());
        return bytes;
    }

    /**
     * Writes the set as folders, each with a manifest, to be packed and published. Between {@link #ROOT} and the packages stand
     * groups of {@value #GROUP}, for a signed release has no room for the publishers of hundreds of dependencies.
     */
    void writeFolders(Path parent) throws IOException {
        for (int i = 0; i < count; i++) {
            Path folder = writeManifest(parent, about(i));
            for (Map.Entry<String, byte[]> file : files(i).entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < count; from += GROUP) {
            List<String> needs = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + GROUP); i++) {
                needs.add(name(i));
            }
            groups.add("group-" + groups.size());
            writeSmall(
                    parent, new About(groups.get(groups.size() - 1), "Group", "needs some", "tools", List.of(), needs));
        }
        writeSmall(parent, new About(ROOT, "Everything", "needs every other package", "tools", List.of("all"), groups));
    }

    private static void writeSmall(Path parent, About about) throws IOException {
        Files.writeString(writeManifest(parent, about).resolve("README.md"), about.description() + "\n");
    }

    private static Path writeManifest(Path parent, About about) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(about.name()));
        Files.writeString(folder.resolve("package.json"), about.manifest());
        return folder;
    }

    private Map<String, byte[]> files(int number) {
        Random random = new Random(seed * 7 + number);
        Text text = new Text(random);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int file = 0; file < FILES; file++) {
            double share = 0.2 + random.nextDouble() * random.nextDouble() * 3.2;
            byte[] content = text.file((int) (AVERAGE * share));
            files.put((file % 3 == 0 ? "" : "part-" + file % 3 + "/") + text.word() + "-" + file + ".md", content);
        }
        return files;
    }
}
