package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.ProblemException;
import io.ggen.api.registry.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrencyTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    /** Publishes versions of {@code shared}, every third signed, from another process: {@code MAIN registry archive first last}. */
    public static final class Publisher {
        public static void main(String[] args) throws IOException {
            Fixture fixture = new Fixture(Path.of(args[0]));
            for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
                if (i % 3 == 0) {
                    fixture.publishSigned("shared", "1." + i + ".0");
                } else {
                    fixture.publish("shared", "1." + i + ".0");
                }
                fixture.registry.yank(Fixture.name("shared"), io.ggen.api.Version.parse("1." + i + ".0"), i % 2 == 0);
                System.out.println(i);
            }
        }
    }

    private Process publisher(int first, int last) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Publisher.class.getName(),
                        folder.toString(),
                        Integer.toString(first),
                        Integer.toString(last))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void runAll(List<Callable<Void>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyThreadsPublishAndReadAtOnce() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int thread = t;
            FileRegistry registry = t % 2 == 0 ? fixture.registry : fixture.open();
            tasks.add(() -> {
                for (int i = 0; i < 15; i++) {
                    registry.publish(fixture.draft(
                            Fixture.manifest("shared", "1." + i + "." + thread), "content " + i + " " + thread));
                    registry.publish(fixture.draft(Fixture.manifest("own-" + thread + "-" + i, "1.0.0"), "own"));
                    assertThat(Fixture.versions(fixture.open(), "shared")).contains("1." + i + "." + thread);
                }
                return null;
            });
        }
        String cursor = fixture.registry.changesSince("").cursor();

        runAll(tasks);

        assertThat(fixture.versions("shared")).hasSize(120);
        assertThat(fixture.open().changesSince(cursor).names()).hasSize(121);
        assertThat(fixture.warnings).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.registry.reindex().problems()).isEmpty();
    }

    @Test
    void ofTwoContentsForOneVersionExactlyOneIsTaken() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        List<String> refused = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 8; t++) {
            String content = "content " + t;
            tasks.add(() -> {
                try {
                    fixture.open().publish(fixture.draft(Fixture.manifest("a", "1.0.0"), content));
                } catch (ProblemException e) {
                    refused.add(e.getMessage());
                }
                return null;
            });
        }

        runAll(tasks);

        assertThat(refused).hasSize(7).allMatch(m -> m.contains("with another content"));
        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        String archive = Files.readString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"));
        assertThat(fixture.release("a", "1.0.0").archive().digest().toString()).isEqualTo(Fixture.sha256(archive));
    }

    @Test
    void twoProcessesPublishAtOnce() throws Exception {
        Process first = publisher(0, 25);
        Process second = publisher(25, 50);

        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(first.exitValue()).isZero();
        assertThat(second.exitValue()).isZero();
        assertThat(fixture.versions("shared")).hasSize(50);
        assertThat(fixture.registry.reindex().problems()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void aProcessKilledAtAnyMomentLeavesTheOldStateOrTheNewOne() throws Exception {
        int published = 0;
        for (int round = 0; round < 6; round++) {
            Process process = publisher(published, 10_000);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i <= round; i++) {
                published = Integer.parseInt(lines.readLine()) + 1;
            }
            process.destroyForcibly().waitFor();

            FileRegistry after = fixture.open();
            Answer.Found found = (Answer.Found) Fixture.ask(after, "shared");
            int told = published;
            assertThat(found.releases()).hasSizeGreaterThanOrEqualTo(told);
            assertThat(found.releases())
                    .extracting(r -> r.version().toString())
                    .containsAll(IntStream.range(0, told)
                            .mapToObj(i -> "1." + i + ".0")
                            .toList());
            assertThat(found.releases())
                    .filteredOn(r -> r.version().minor() < told)
                    .allMatch(r -> r.yanked() == (r.version().minor() % 2 == 0));
            assertThat(found.releases())
                    .allMatch(r -> r.publisher().isLocal() == (r.version().minor() % 3 != 0));
            assertThat(fixture.leftovers()).isEmpty();
            assertThat(fixture.open().changesSince("").names()).containsExactly(Fixture.name("shared"));
            published = found.releases().size();
        }
        assertThat(fixture.registry.reindex().problems()).isEmpty();
    }
}
