package io.ggen.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ggen.api.ProblemException;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Unpacks archives into fresh folders below one folder, and watches that nothing appears beside them. */
final class Unpacking {
    static final String LABEL = "hello@1.0.0";

    private final TarExtractor extractor = new TarExtractor();
    private final Path base;
    private int count;
    private Path folder;

    Unpacking(Path base) {
        this.base = base;
        this.folder = base;
    }

    /** The folder of the last archive. */
    Path folder() {
        return folder;
    }

    Tree unpack(byte[] archive) throws IOException {
        return unpack(archive, Limits.DEFAULT);
    }

    Tree unpack(byte[] archive, Limits limits) throws IOException {
        count++;
        Path outer = Files.createDirectories(base.resolve("case" + count + "/outer"));
        folder = Files.createDirectory(outer.resolve("package"));
        try {
            return extractor.extract(new ByteArrayInputStream(archive), archive.length, LABEL, folder, limits);
        } finally {
            assertThat(outer).as("the folder around the package").isDirectoryContaining("glob:**package");
            assertThat(list(outer)).containsExactly("package");
            assertThat(list(base.resolve("case" + count))).containsExactly("outer");
        }
    }

    /** The clause of the refusal of an archive that must be refused. */
    String refusal(byte[] archive) {
        return refusal(archive, Limits.DEFAULT);
    }

    String refusal(RawTar tar) {
        return refusal(tar.end().gzip());
    }

    String refusal(RawTar tar, Limits limits) {
        return refusal(tar.end().gzip(), limits);
    }

    String refusal(byte[] archive, Limits limits) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> unpack(archive, limits));
        assertThat(thrown).as("a refusal").isNotNull();
        String start = "The archive of " + LABEL + " is refused: ";
        String end = "; nothing was unpacked from it.";
        assertThat(thrown.getMessage()).startsWith(start).endsWith(end).doesNotContain("\n");
        String clause = thrown.problem().message();
        return clause.substring(start.length(), clause.length() - end.length());
    }

    /** Everything on disk below the last archive's folder: folders with a '/' at the end, links with their target. */
    List<String> onDisk() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder))
                    .map(path -> {
                        String name = folder.relativize(path).toString();
                        if (Files.isSymbolicLink(path)) {
                            return name + " -> " + target(path);
                        }
                        return Files.isDirectory(path) ? name + "/" : name;
                    })
                    .sorted()
                    .toList();
        }
    }

    static Limits limits(long expanded, int entries) {
        Limits d = Limits.DEFAULT;
        return new Limits(
                expanded, entries, d.depth(), d.path(), d.component(), d.metadata(), d.ratio(), d.ratioFrom());
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }
}
