package io.ggen.trust;

import static io.ggen.trust.Someone.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several who change one home at once, and one who dies at it. */
class SharedHomeTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostBetweenTwoProcessesAndManyThreads() throws Exception {
        Fixture fixture = new Fixture(folder);
        Process other = OtherProcess.start(fixture.home.root(), "theirs", 50);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            HomeTrust shared = fixture.trust();
            for (int t = 0; t < 4; t++) {
                String prefix = "ours-" + t + "-";
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        PackageName name = new PackageName(prefix + i);
                        shared.add(name, ANN.id(), false);
                        assertThat(shared.pinned(name)).isPresent();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
        } finally {
            threads.shutdownNow();
            other.destroyForcibly();
        }
        assertThat(fixture.trust().pins()).hasSize(150);
    }

    @Test
    void whoeverIsKilledLeavesAWholeFileWithAllThatWasDone() throws Exception {
        Fixture fixture = new Fixture(folder);
        for (int round = 0; round < 3; round++) {
            Process other = OtherProcess.start(fixture.home.root(), "r" + round + "-", 1_000_000);
            int done = -1;
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
                while (done < 5 + 7 * round) {
                    done = Integer.parseInt(out.readLine());
                }
                other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
            for (int i = 0; i <= done; i++) {
                assertThat(fixture.trust().pinned(new PackageName("r" + round + "-" + i)))
                        .isPresent();
            }
        }
        Path left = fixture.home.root().resolve(".trust.json-1-1.tmp");
        Files.writeString(left, "{");
        fixture.trust().add(Fixture.HELLO, PublisherId.LOCAL, false);
        try (Stream<Path> all = Files.list(fixture.home.root())) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("trust.json", ".trust.lock");
        }
    }
}
