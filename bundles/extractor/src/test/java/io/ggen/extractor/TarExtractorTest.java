package io.ggen.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarExtractorTest {
    @TempDir
    private Path temp;

    private final TarExtractor extractor = new TarExtractor();

    private Tree extract(byte[] archive, Path folder) throws IOException {
        return extractor.extract(new ByteArrayInputStream(archive), archive.length, "a@1.0.0", folder, Limits.DEFAULT);
    }

    private static byte[] archive(int seed) {
        RawTar tar = new RawTar();
        for (int i = 0; i < 20; i++) {
            tar.file("d" + i % 3 + "/f" + i, ("content " + seed + " of " + i + "\n").repeat(i * 50));
        }
        return tar.end().gzip();
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> extract(archive(1), temp));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.problem().kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(thrown).hasMessage("Unpacking a@1.0.0 was cancelled; nothing was installed from it.");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void anInterruptInTheMiddleOfAFileStops() {
        byte[] noise = new byte[5_000_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] archive = new RawTar().file("big", noise).end().gzip();
        InputStream interrupting = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (pos > 1_000_000) {
                    Thread.currentThread().interrupt();
                }
                return super.read(target, offset, length);
            }
        };
        ProblemException thrown = catchThrowableOfType(
                ProblemException.class,
                () -> extractor.extract(interrupting, archive.length, "a@1.0.0", temp, Limits.DEFAULT));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.problem().kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(temp.resolve("big").toFile().length()).isLessThan(2_000_000);
    }

    @Test
    void whatIsOnDiskAlreadyIsNeverOverwritten() throws Exception {
        Files.writeString(temp.resolve("d0"), "mine");
        assertThatThrownBy(() -> extract(archive(1), temp)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(temp.resolve("d0")).hasContent("mine");
    }

    @Test
    void anArchiveThatCannotBeReadIsNotBlamed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        assertThatThrownBy(() -> extractor.extract(broken, 9, "a@1.0.0", temp, Limits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    @Test
    void aRefusalLeavesTheExtractorUsable() throws Exception {
        Path first = Files.createDirectory(temp.resolve("1"));
        byte[] damaged = archive(1);
        damaged[damaged.length / 2] ^= 0x55;
        assertThatThrownBy(() -> extract(damaged, first)).isInstanceOf(ProblemException.class);
        Path second = Files.createDirectory(temp.resolve("2"));
        assertThat(extract(archive(1), second))
                .isEqualTo(extract(archive(1), Files.createDirectory(temp.resolve("3"))));
    }

    @Test
    void manyThreadsUnpackAtOnceAndAfterItWasClosed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<Tree>> trees = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int number = i;
                trees.add(threads.submit(
                        () -> extract(archive(number % 5), Files.createDirectory(temp.resolve("p" + number)))));
                if (i == 30) {
                    extractor.close();
                }
            }
            for (int i = 0; i < 60; i++) {
                assertThat(trees.get(i).get()).isEqualTo(trees.get(i % 5).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(trees(temp)).isEqualTo(60);
    }

    private static long trees(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.count();
        }
    }

    @Test
    void theTreeIsSortedByPath() throws Exception {
        byte[] archive = new RawTar()
                .file("b", "")
                .file("a-b", "")
                .file("a/z", "")
                .file("a/B", "")
                .file("A2", "")
                .end()
                .gzip();
        assertThat(extract(archive, temp).entries())
                .extracting(Tree.Entry::path)
                .containsExactly("A2", "a", "a-b", "a/B", "a/z", "b");
        assertThat(extractor.format()).isEqualTo(1);
    }
}
