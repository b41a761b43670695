package io.ggen.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.ProblemException;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives with random damage are refused cleanly or become exactly the tree that is reported; nothing else happens. */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("ggen.fuzz.rounds", 3_000);
    private static final long SEED = Long.getLong("ggen.fuzz.seed", 20_261_122L);
    private static final Limits LIMITS = new Limits(1 << 20, 60, 8, 200, 100, 4096, 200, 1 << 18);
    private static final String[] NAMES = {
        "a", "b/c", "b/d/e", "A", "../x", "/x", "con", "b", "./", "b/", "\u00e9", "e\u0301", "l/x", "l", "x ", "a\\b",
        ".", ".."
    };

    @TempDir
    private Path temp;

    private final TarExtractor extractor = new TarExtractor();
    private int refused;
    private int unpacked;

    @Test
    void damagedBytesOfTheTar() throws IOException {
        rounds(random -> {
            byte[] tar = random(random).tar();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damage(random, tar);
            }
            if (random.nextBoolean()) {
                repairChecksums(tar);
            }
            return RawTar.gzip(tar);
        });
        assertThat(refused).isPositive();
        assertThat(unpacked).isPositive();
    }

    @Test
    void damagedBytesOfTheGzip() throws IOException {
        rounds(random -> {
            byte[] archive = random(random).gzip();
            archive[random.nextInt(archive.length)] ^= (byte) (1 + random.nextInt(255));
            return archive;
        });
        assertThat(refused).isPositive();
    }

    @Test
    void randomEntriesInRandomOrder() throws IOException {
        rounds(random -> random(random).gzip());
        assertThat(refused).isPositive();
        assertThat(unpacked).isPositive();
    }

    private void rounds(java.util.function.Function<Random, byte[]> make) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] archive = make.apply(new Random(SEED + round));
            try {
                check(archive);
            } catch (Throwable e) {
                throw new AssertionError("round " + round + " of seed " + SEED, e);
            }
        }
    }

    private void check(byte[] archive) throws IOException {
        Path outer = Files.createDirectory(temp.resolve("outer"));
        Path folder = Files.createDirectory(outer.resolve("package"));
        try {
            Tree tree =
                    extractor.extract(new ByteArrayInputStream(archive), archive.length, "fuzz@1.0.0", folder, LIMITS);
            unpacked++;
            assertThat(onDisk(folder)).isEqualTo(told(tree));
            assertThat(tree.expanded()).isLessThanOrEqualTo(LIMITS.expanded());
            assertThat(tree.entries()).hasSizeLessThanOrEqualTo(LIMITS.entries());
        } catch (ProblemException e) {
            refused++;
            assertThat(e.getMessage()).startsWith("The archive of fuzz@1.0.0 is refused: ");
        }
        try (Stream<Path> list = Files.list(outer)) {
            assertThat(list).containsExactly(folder);
        }
        delete(outer);
        try (Stream<Path> list = Files.list(temp)) {
            assertThat(list).isEmpty();
        }
    }

    private static RawTar random(Random random) {
        RawTar tar = new RawTar();
        for (int left = random.nextInt(8); left > 0; left--) {
            String name = random.nextInt(6) == 0 ? NAMES[random.nextInt(NAMES.length)] : "f" + random.nextInt(99);
            String target = NAMES[random.nextInt(NAMES.length)];
            switch (random.nextInt(12)) {
                case 0 -> tar.symlink(name, target);
                case 1 -> tar.hardLink(name, target);
                case 2 -> tar.folder(name);
                case 3 -> tar.pax("path=" + name, "mtime=1").file("x", "pax");
                case 4 -> tar.gnuLongName(name).file("x", "gnu");
                case 5 -> tar.globalPax("comment=x");
                case 6 -> tar.pax("linkpath=" + target).symlink(name, "x");
                case 7 -> tar.file(name, new byte[random.nextInt(2_000)]);
                default -> tar.file("d" + random.nextInt(3) + "/" + name, "text ".repeat(random.nextInt(300)));
            }
        }
        return tar.end();
    }

    private static void damage(Random random, byte[] tar) {
        int block = random.nextInt(tar.length / 512) * 512;
        int at = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(tar.length);
            case 1 -> block + 156;
            case 2 -> block + 124 + random.nextInt(12);
            default -> block + random.nextInt(512);
        };
        tar[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(8) : random.nextInt(256));
    }

    private static void repairChecksums(byte[] tar) {
        for (int at = 0; at < tar.length; at += 512) {
            if (tar[at + 257] == 'u' && tar[at + 258] == 's') {
                int sum = 8 * ' ';
                for (int i = 0; i < 512; i++) {
                    sum += i >= 148 && i < 156 ? 0 : tar[at + i] & 0xff;
                }
                RawTar.put(tar, at + 148, RawTar.octal(sum, 6));
            }
        }
    }

    private static List<String> told(Tree tree) {
        List<String> lines = new ArrayList<>();
        for (Tree.Entry entry : tree.entries()) {
            lines.add(
                    entry.path() + " " + entry.kind() + " " + entry.size() + " " + entry.digest() + " " + entry.link());
        }
        return lines;
    }

    private static List<String> onDisk(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            TreeSet<String> paths = new TreeSet<>(walk.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .toList());
            return paths.stream().map(path -> described(folder, path)).toList();
        }
    }

    private static String described(Path folder, String path) {
        Path file = folder.resolve(path);
        try {
            if (Files.isSymbolicLink(file)) {
                Path target = Files.readSymbolicLink(file);
                Path parent = file.getParent();
                assertThat(parent == null ? target : parent.resolve(target).normalize())
                        .satisfies(end -> assertThat(end.startsWith(folder)).isTrue());
                return path + " LINK 0 null " + target;
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return path + " FOLDER 0 null null";
            }
            byte[] content = Files.readAllBytes(file);
            return path + " FILE " + content.length + " " + Digest.sha256Of(content) + " null";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path done, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
