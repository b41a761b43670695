package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
    private static final Limits SMALL = new Limits(100, 3, 3, 60, 4, 10, 200, 3, 2);
    private static final String LINE = "0123456789012345678901234567890123456789\n";

    @TempDir
    Path home;

    @Test
    void nothingIsMadeBeforeTheFirstLineAndThenForThisUserAlone() throws IOException {
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL);
        assertThat(home.resolve("log")).doesNotExist();
        folder.append("one\n");
        folder.append("two\n");
        assertThat(folder.current()).hasContent("one\ntwo\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("log"))))
                .isEqualTo("rwx------");
    }

    @Test
    void filesArePutAsideWhenTheyAreLongAndTheOldestGoes() throws IOException {
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL);
        for (int i = 0; i < 50; i++) {
            folder.append(i + " " + LINE);
        }
        try (var files = Files.list(home.resolve("log"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".log")))
                    .isSubsetOf("ggen.log", "ggen-1.log", "ggen-2.log")
                    .contains("ggen-1.log", "ggen-2.log");
        }
        List<String> latest = Files.readAllLines(home.resolve("log").resolve("ggen-1.log"));
        List<String> older = Files.readAllLines(home.resolve("log").resolve("ggen-2.log"));
        assertThat(number(latest.get(0))).isEqualTo(number(older.get(older.size() - 1)) + 1);
        assertThat(Files.size(home.resolve("log").resolve("ggen-1.log"))).isLessThan(200);
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    @Test
    void oneFileAloneBeginsAnew() throws IOException {
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL.withFiles(100, 1));
        folder.append(LINE.repeat(2000));
        assertThat(folder.current()).doesNotExist();
        folder.append("next\n");
        assertThat(folder.current()).hasContent("next\n");
    }

    @Test
    void twoProcessesWriteToOneFileAndOneOfThemPutsItAside() throws Exception {
        LogFolder one = new LogFolder(home.resolve("log"), SMALL);
        LogFolder other = new LogFolder(home.resolve("log"), SMALL);
        for (int i = 0; i < 3; i++) {
            one.append("one " + i + "\n");
            other.append("other " + i + "\n");
        }
        assertThat(one.current()).hasContent("one 0\nother 0\none 1\nother 1\none 2\nother 2\n");
        one.append(LINE.repeat(3));
        assertThat(one.current()).doesNotExist();
        other.append("after\n");
        assertThat(one.current()).hasContent("after\n");
        assertThat(home.resolve("log").resolve("ggen-2.log")).doesNotExist();
    }

    @Test
    void whileAnotherPutsTheFileAsideItIsOnlyWrittenTo() throws Exception {
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL);
        folder.append("first\n");
        // another process, by another channel
        Path lock = home.resolve("log").resolve(".lock");
        Thread holder;
        var held = new java.util.concurrent.CountDownLatch(1);
        var done = new java.util.concurrent.CountDownLatch(1);
        holder = new Thread(() -> {
            try (PathLock taken = PathLock.tryTake(lock).orElseThrow()) {
                assertThat(taken).isNotNull();
                held.countDown();
                done.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        holder.start();
        held.await();
        folder.append(LINE.repeat(5));
        assertThat(folder.current()).exists();
        done.countDown();
        holder.join();
        folder.append("more\n");
        assertThat(folder.current()).doesNotExist();
    }

    @Test
    void aFolderDeletedMeanwhileIsMadeAgain() throws IOException {
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL);
        folder.append("one\n");
        Files.delete(folder.current());
        Files.delete(home.resolve("log"));
        folder.append("two\n");
        assertThat(folder.current()).hasContent("two\n");
    }

    @Test
    void aSymbolicLinkInPlaceOfTheFileIsNotFollowed() throws IOException {
        Path victim = Files.writeString(home.resolve("victim"), "precious");
        Files.createDirectories(home.resolve("log"));
        Files.createSymbolicLink(home.resolve("log").resolve("ggen.log"), victim);
        LogFolder folder = new LogFolder(home.resolve("log"), SMALL);
        assertThatThrownBy(() -> folder.append("line\n")).isInstanceOf(IOException.class);
        assertThat(victim).hasContent("precious");
    }

    @Test
    void afterATornWriteTheNextLineBeginsOnALineOfItsOwn() throws IOException {
        Path log = home.resolve("log");
        LogFolder folder = new LogFolder(log, SMALL);
        folder.append("one\n");
        Files.move(log, home.resolve("away"));
        Files.writeString(log, "a file in its place");
        assertThatThrownBy(() -> folder.append("lost\n")).isInstanceOf(IOException.class);
        Files.delete(log);
        Files.move(home.resolve("away"), log);
        folder.append("two\n");
        assertThat(folder.current()).hasContent("one\n\ntwo\n");
    }

    @Test
    void settingsThatMakeNoSenseAreBroughtIntoRange() {
        assertThat(Limits.USUAL.withFiles(1, 0).fileBytes()).isEqualTo(64L << 10);
        assertThat(Limits.USUAL.withFiles(1, 0).files()).isEqualTo(1);
        assertThat(Limits.USUAL.withFiles(Long.MAX_VALUE, 5000).fileBytes()).isEqualTo(1L << 30);
        assertThat(Limits.USUAL.withFiles(Long.MAX_VALUE, 5000).files()).isEqualTo(100);
    }
}
