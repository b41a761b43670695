package io.ggen.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsWrittenWithTheFoldersAboveIt() throws IOException {
        Path file = folder.resolve("a/b/c.txt");

        DurableFiles.write(file, bytes("one"));
        DurableFiles.write(file, bytes("two"));
        DurableFiles.write(folder.resolve("empty"), new byte[0]);

        assertThat(file).hasContent("two");
        assertThat(folder.resolve("empty")).isEmptyFile();
        assertThat(names(folder.resolve("a/b"))).containsExactly("c.txt");
    }

    @Test
    void aSymbolicLinkIsReplacedAndItsTargetIsNotTouched() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        DurableFiles.write(link, bytes("new"));

        assertThat(target).hasContent("old");
        assertThat(link).hasContent("new").isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void whatCannotBeReplacedLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("occupied"));
        Files.writeString(occupied.resolve("inside"), "x");

        assertThatThrownBy(() -> DurableFiles.write(occupied, bytes("new"))).isInstanceOf(IOException.class);
        assertThat(names(folder)).containsExactly("occupied");
        assertThat(occupied.resolve("inside")).hasContent("x");
    }

    @Test
    void aFileInTheWayOfAFolderIsRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> DurableFiles.write(folder.resolve("file/below"), bytes("new")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> DurableFiles.write(Path.of("/"), bytes("new"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("file")).hasContent("x");
    }

    @Test
    void anInterruptedThreadKeepsTheOldContent() throws IOException {
        Path file = folder.resolve("file");
        DurableFiles.write(file, bytes("old"));
        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> DurableFiles.write(file, bytes("new"))).isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void readersSeeTheOldContentOrTheNewWhileManyWrite() throws Exception {
        Path file = folder.resolve("file");
        DurableFiles.write(file, bytes("0".repeat(100_000)));
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String digit = String.valueOf(writer);
            writing.add(writers.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    DurableFiles.write(file, bytes(digit.repeat(100_000)));
                }
                return null;
            }));
        }
        int reads = 0;
        while (reads < 20 || !writing.stream().allMatch(Future::isDone)) {
            String content = Files.readString(file);
            assertThat(content).hasSize(100_000);
            assertThat(content.chars().distinct().count()).isEqualTo(1);
            reads++;
        }
        for (Future<?> one : writing) {
            one.get();
        }
        writers.shutdown();
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void temporaryNamesAreHiddenAndNeverTwiceTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String name = DurableFiles.temporaryName(folder.resolve("file"));
            assertThat(name).startsWith(".file-").endsWith(".tmp");
            assertThat(seen.add(name)).isTrue();
        }
    }

    @Test
    void filesAndFoldersCanBeSynced() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        DurableFiles.sync(file);
        DurableFiles.sync(folder);

        assertThatThrownBy(() -> DurableFiles.sync(folder.resolve("gone"))).isInstanceOf(IOException.class);
    }

    @Test
    void replaceMovesOverWhatIsThere() throws IOException {
        Path from = Files.writeString(folder.resolve("from"), "new");
        Path to = Files.writeString(folder.resolve("to"), "old");

        DurableFiles.replace(from, to);

        assertThat(to).hasContent("new");
        assertThat(from).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
