package io.ggen.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PathLockTest {
    @TempDir
    Path folder;

    private final ExecutorService others = Executors.newCachedThreadPool();
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("not/there/yet.lock");
    }

    @AfterEach
    void stopThreads() {
        others.shutdownNow();
    }

    @Test
    void onlyOneThreadHoldsTheLockAtATime() throws Exception {
        int[] counter = {0};
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            work.add(others.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    try (PathLock lock = PathLock.take(file)) {
                        assertThat(lock).isNotNull();
                        counter[0]++;
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : work) {
            one.get();
        }

        assertThat(counter[0]).isEqualTo(800);
        assertThat(file).isEmptyFile();
    }

    @Test
    void manyThreadsShareButNoneTakesMeanwhile() throws Exception {
        CountDownLatch bothShare = new CountDownLatch(2);
        CountDownLatch letGo = new CountDownLatch(1);
        List<Future<?>> sharing = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            sharing.add(others.submit(() -> {
                try (PathLock lock = PathLock.share(file)) {
                    assertThat(lock).isNotNull();
                    bothShare.countDown();
                    return letGo.await(30, TimeUnit.SECONDS);
                }
            }));
        }
        assertThat(bothShare.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(PathLock.tryTake(file)).isEmpty();
        letGo.countDown();
        for (Future<?> one : sharing) {
            one.get();
        }
        assertFree(file);
    }

    @Test
    void closingTwiceLetsGoOnce() throws Exception {
        PathLock lock = PathLock.take(file);
        lock.close();
        PathLock next = PathLock.take(file);
        lock.close();

        assertThat(others.submit(() -> PathLock.tryTake(file)).get()).isEmpty();
        next.close();
        assertFree(file);
    }

    @Test
    void interruptionEndsTheWaitAndLeavesTheLockUsable() throws Exception {
        PathLock lock = PathLock.take(file);
        Thread waiting = new Thread(
                () -> assertThatThrownBy(() -> PathLock.take(file)).isInstanceOf(InterruptedException.class));
        List<Throwable> failures = new ArrayList<>();
        waiting.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        waiting.start();
        waiting.interrupt();
        waiting.join();

        assertThat(failures).isEmpty();
        lock.close();
        assertFree(file);
    }

    @Test
    void anotherProcessIsKeptOutAndComesInAfterwards() throws Exception {
        try (OtherProcess other = OtherProcess.start()) {
            PathLock lock = PathLock.take(file);
            assertThat(other.tell("try " + file)).isEqualTo("refused");
            other.begin("take " + file);
            assertThat(other.hasAnswered()).isFalse();
            lock.close();

            assertThat(other.answer()).isEqualTo("done");
            assertThat(PathLock.tryTake(file)).isEmpty();
            assertThat(other.tell("close")).isEqualTo("done");
            assertFree(file);
        }
    }

    @Test
    void processesShareButNoneTakesMeanwhile() throws Exception {
        try (OtherProcess other = OtherProcess.start()) {
            assertThat(other.tell("share " + file)).isEqualTo("done");
            PathLock share = PathLock.share(file);
            assertThat(other.tell("try " + file)).isEqualTo("refused");
            share.close();

            assertThat(PathLock.tryTake(file)).isEmpty();
            assertThat(other.tell("close")).isEqualTo("done");
            assertFree(file);
        }
    }

    @Test
    void theLastOfTwoSharesLetsGo() throws Exception {
        try (OtherProcess other = OtherProcess.start()) {
            PathLock one = PathLock.share(file);
            PathLock two = PathLock.share(file);
            one.close();
            assertThat(other.tell("try " + file)).isEqualTo("refused");
            two.close();
            assertThat(other.tell("try " + file)).isEqualTo("taken");
        }
    }

    @Test
    void aProcessThatIsKilledLetsGo() throws Exception {
        try (OtherProcess other = OtherProcess.start()) {
            assertThat(other.tell("take " + file)).isEqualTo("done");
            assertThat(PathLock.tryTake(file)).isEmpty();
            other.kill();

            PathLock.take(file).close();
        }
    }

    @Test
    void anotherPathToTheSameFileIsTheSameLock() throws Exception {
        Path alias =
                Files.createSymbolicLink(folder.resolve("alias"), Files.createDirectories(folder.resolve("not/there")));
        try (OtherProcess other = OtherProcess.start()) {
            PathLock lock = PathLock.take(file);

            assertThat(others.submit(() -> PathLock.tryTake(alias.resolve("yet.lock")))
                            .get())
                    .isEmpty();
            assertThat(other.tell("try " + file)).isEqualTo("refused");
            lock.close();
            assertThat(other.tell("try " + file)).isEqualTo("taken");
        }
    }

    @Test
    void aSecondCopyOfTheClassInOneJvmIsKeptOutAndDoesNotBreakTheLock() throws Exception {
        URL classes = PathLock.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
                OtherProcess other = OtherProcess.start()) {
            var tryTake = loader.loadClass(PathLock.class.getName()).getMethod("tryTake", Path.class);
            PathLock lock = PathLock.take(file);

            assertThat((Optional<?>) tryTake.invoke(null, file)).isEmpty();
            assertThat(other.tell("try " + file)).isEqualTo("refused");
            lock.close();
            assertThat((Optional<?>) tryTake.invoke(null, file)).isPresent();
        }
    }

    @Test
    void aPlaceWhereNoFileCanBeIsRefused() throws IOException {
        Files.writeString(folder.resolve("occupied"), "x");

        assertThatThrownBy(() -> PathLock.take(folder.resolve("occupied/lock"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PathLock.take(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PathLock.take(Path.of("/"))).isInstanceOf(IOException.class);
    }

    private void assertFree(Path path) throws Exception {
        assertThat(others.submit(() -> {
                            Optional<PathLock> lock = PathLock.tryTake(path);
                            if (lock.isPresent()) {
                                lock.get().close();
                            }
                            return lock.isPresent();
                        })
                        .get())
                .isTrue();
    }
}
