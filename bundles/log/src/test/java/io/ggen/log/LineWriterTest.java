package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineWriterTest {
    private static final Limits SMALL = new Limits(1 << 20, 3, 3, 60, 4, 5, 200, 3, 2);

    @TempDir
    Path home;

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private LineWriter writer(Executor thread) {
        return new LineWriter(new LogFolder(home.resolve("log"), SMALL), SMALL, thread);
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void linesAreWrittenInOrder() {
        LineWriter writer = writer(Runnable::run);
        writer.write("one");
        writer.write("two");
        assertThat(home.resolve("log/ggen.log")).hasContent("one\ntwo\n");
        assertThat(writer.trouble()).isEmpty();
    }

    @Test
    void whileTheDiskIsSlowLinesBeyondTheLimitAreLeftOutAndCounted() {
        LineWriter writer = writer(tasks::add);
        for (int i = 0; i < 8; i++) {
            writer.write("line " + i);
        }
        assertThat(tasks).hasSize(1);
        run();
        writer.write("after");
        run();
        assertThat(home.resolve("log/ggen.log"))
                .hasContent("(3 lines could not be written)\nline 0\nline 1\nline 2\nline 3\nline 4\nafter\n");
    }

    @Test
    void aFolderThatCannotBeWrittenCostsLinesAndNothingElse() throws IOException {
        Files.writeString(home.resolve("log"), "a file in its place");
        LineWriter writer = writer(Runnable::run);
        writer.write("one");
        writer.write("two");
        assertThat(writer.trouble()).isNotEmpty();
        Files.delete(home.resolve("log"));
        writer.write("three");
        assertThat(home.resolve("log/ggen.log")).content().contains("(2 lines could not be written)\nthree\n");
        assertThat(writer.trouble()).isEmpty();
    }

    @Test
    void aFlushThatNobodyAnswersEnds() {
        LineWriter writer = writer(tasks::add);
        writer.write("one");
        writer.flush(Duration.ofMillis(1));
        assertThat(writer.trouble()).isEqualTo("the disk did not answer");
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        LineWriter writer = writer(task -> {
            throw new java.util.concurrent.RejectedExecutionException();
        });
        writer.write("one");
        writer.write("two");
        writer.flush(Duration.ofSeconds(1));
        assertThat(home.resolve("log")).doesNotExist();
    }
}
