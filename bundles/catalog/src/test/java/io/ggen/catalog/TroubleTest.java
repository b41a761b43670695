package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.catalog.Catalog.Query;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
    @TempDir
    Path folder;

    private final FakeRegistry registry = new FakeRegistry("home");
    private final FakeRoles roles = new FakeRoles(registry);
    private final List<LuceneCatalog> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private LuceneCatalog open() {
        LuceneCatalog catalog = new LuceneCatalog(new Home(folder), roles);
        opened.add(catalog);
        return catalog;
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        for (LuceneCatalog catalog : opened) {
            catalog.close();
        }
    }

    private static long total(LuceneCatalog catalog) {
        return catalog.search(Query.of("pack", 5)).total();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("catalog/search"))) {
            return files.sorted().toList();
        }
    }

    private void hasPackages(int count) {
        for (int i = 0; i < count; i++) {
            registry.has("pack-" + i, "1.0.0").title("Title").tags("tag" + i);
        }
    }

    @Test
    void anyDamageIsRepairedByTheNextSearch() throws IOException {
        hasPackages(300);
        LuceneCatalog first = open();
        assertThat(total(first)).isEqualTo(300);
        first.close();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            List<Path> files = files();
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            switch (round % 4) {
                case 0 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> random.nextBytes(bytes);
                default -> bytes = new byte[0];
            }
            Files.write(file, bytes);
            LuceneCatalog catalog = open();
            assertThat(total(catalog))
                    .as("seed %d round %d %s", seed, round, file)
                    .isEqualTo(300);
            catalog.close();
        }
    }

    @Test
    void anIndexOfAnotherFormatIsMadeAgain() throws IOException {
        hasPackages(3);
        try (IndexFiles files = IndexFiles.onDisk(folder.resolve("catalog/search"))) {
            try (var writer = files.writer(true)) {
                writer.setLiveCommitData(java.util.Map.of("format", "0").entrySet());
                writer.commit();
            }
        }
        assertThat(new CatalogCheckup(new Home(folder)).examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(total(open())).isEqualTo(3);
    }

    @Test
    void aFolderThatIsRemovedWhileInUseIsMadeAgain() throws IOException {
        hasPackages(3);
        LuceneCatalog catalog = open();
        assertThat(total(catalog)).isEqualTo(3);
        try (Stream<Path> all = Files.walk(folder.resolve("catalog"))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(total(catalog)).isEqualTo(3);
        assertThat(files()).isNotEmpty();
    }

    @Test
    void whereNothingCanBeWrittenTheIndexIsInMemory() throws IOException {
        hasPackages(3);
        Files.writeString(folder.resolve("catalog"), "in the way");
        LuceneCatalog catalog = open();
        assertThat(total(catalog)).isEqualTo(3);
        registry.has("pack-new", "1.0.0");
        assertThat(total(catalog)).isEqualTo(4);
        assertThat(catalog.namesStartingWith("pack-n", 9)).containsExactly("pack-new");
        catalog.rebuild();
        assertThat(total(catalog)).isEqualTo(4);
        assertThat(folder.resolve("catalog")).hasContent("in the way");
    }

    @Test
    void anIndexThatCannotBeUpdatedGoesOnInMemory() throws IOException {
        hasPackages(3);
        LuceneCatalog catalog = open();
        assertThat(total(catalog)).isEqualTo(3);
        Path lock = folder.resolve("catalog/search.lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        int before = registry.described.get();
        registry.has("pack-new", "1.0.0");
        assertThat(total(catalog)).isEqualTo(4);
        assertThat(registry.described.get()).isEqualTo(before + 1);
    }

    @Test
    void whileAnotherWritesTheLastCommitAnswers() throws Exception {
        hasPackages(3);
        LuceneCatalog catalog = open();
        assertThat(total(catalog)).isEqualTo(3);
        registry.has("pack-new", "1.0.0");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Future<?> other = threads.submit(() -> {
            try (PathLock lock = PathLock.take(folder.resolve("catalog/search.lock"))) {
                assertThat(lock).isNotNull();
                held.countDown();
                done.await();
            }
            return null;
        });
        held.await();
        assertThat(total(catalog)).isEqualTo(3);
        done.countDown();
        other.get(10, TimeUnit.SECONDS);
        assertThat(total(catalog)).isEqualTo(4);
    }

    @Test
    void theVeryFirstIndexingWaitsForAnotherOne() throws Exception {
        hasPackages(3);
        CountDownLatch searching = new CountDownLatch(1);
        Future<Long> search;
        try (PathLock lock = PathLock.take(folder.resolve("catalog/search.lock"))) {
            assertThat(lock).isNotNull();
            search = threads.submit(() -> {
                searching.countDown();
                return total(open());
            });
            searching.await();
            assertThat(search.isDone()).isFalse();
        }
        assertThat(search.get(30, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void anInterruptionLeavesTheIndexAsItWas() {
        hasPackages(3);
        LuceneCatalog catalog = open();
        assertThat(total(catalog)).isEqualTo(3);
        registry.has("pack-new", "1.0.0");
        registry.onDescribe = () -> Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> total(catalog))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        registry.onDescribe = () -> {};
        assertThat(total(open())).isEqualTo(4);
        assertThat(total(catalog)).isEqualTo(4);
    }

    @Test
    void anInterruptedFirstIndexingLeavesNothingAndTheNextOneIsWhole() {
        hasPackages(5_000);
        Thread caller = Thread.currentThread();
        registry.onDescribe = caller::interrupt;
        LuceneCatalog catalog = open();
        try {
            assertThatThrownBy(() -> total(catalog)).isInstanceOf(ProblemException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        registry.onDescribe = () -> {};
        assertThat(total(catalog)).isEqualTo(5_000);
    }

    @Test
    void closingStopsAnIndexingUnderWay() throws Exception {
        hasPackages(1_000);
        LuceneCatalog catalog = open();
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        registry.onDescribe = () -> {
            begun.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Future<Long> search = threads.submit(() -> total(catalog));
        begun.await();
        catalog.close();
        closed.countDown();
        assertThatThrownBy(() -> search.get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(RuntimeException.class)
                .hasStackTraceContaining("The catalogue has been stopped");
        assertThatThrownBy(() -> total(catalog)).hasMessageContaining("stopped");
        registry.onDescribe = () -> {};
        assertThat(total(open())).isEqualTo(1_000);
    }

    @Test
    void manyThreadsSearchWhileTheRegistryChanges() throws Exception {
        hasPackages(50);
        LuceneCatalog catalog = open();
        List<Future<?>> searches = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            searches.add(threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    assertThat(total(catalog)).isBetween(50L, 100L);
                }
            }));
        }
        for (int i = 50; i < 100; i++) {
            registry.has("pack-" + i, "1.0.0");
            assertThat(total(catalog)).isGreaterThanOrEqualTo(50);
        }
        for (Future<?> search : searches) {
            search.get(60, TimeUnit.SECONDS);
        }
        assertThat(total(catalog)).isEqualTo(100);
    }

    @Test
    void theCheckupTellsWhatThereIs() throws IOException {
        CatalogCheckup checkup = new CatalogCheckup(new Home(folder));
        assertThat(checkup.examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).startsWith("There is no search index yet"));
        hasPackages(2);
        total(open());
        assertThat(checkup.examine()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.GOOD);
            assertThat(finding.sentence()).isEqualTo("The search index is whole: 2 packages from 1 registry.");
        });
        Files.write(files().get(0), new byte[3]);
        assertThat(checkup.examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }
}
