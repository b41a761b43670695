package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Home;
import io.ggen.api.catalog.Catalog.Hit;
import io.ggen.api.catalog.Catalog.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
    @TempDir
    Path folder;

    private final FakeRegistry home = new FakeRegistry("home");
    private final FakeRegistry extra = new FakeRegistry("extra");
    private final FakeRoles roles = new FakeRoles(home);
    private final List<LuceneCatalog> opened = new ArrayList<>();

    private LuceneCatalog open() {
        LuceneCatalog catalog = new LuceneCatalog(new Home(folder), roles);
        opened.add(catalog);
        return catalog;
    }

    @AfterEach
    void close() throws IOException {
        for (LuceneCatalog catalog : opened) {
            catalog.close();
        }
    }

    private static List<String> all(LuceneCatalog catalog) {
        return catalog.search(Query.of("", 99)).hits().stream()
                .map(hit -> hit.name() + " " + hit.version())
                .toList();
    }

    @Test
    void whatIsPublishedYankedAndRemovedIsSeenByTheNextSearch() {
        LuceneCatalog catalog = open();
        assertThat(all(catalog)).isEmpty();
        home.has("a", "1.0.0");
        assertThat(all(catalog)).containsExactly("a 1.0.0");
        home.has("a", "1.1.0");
        home.has("b", "1.0.0");
        assertThat(all(catalog)).containsExactly("a 1.1.0", "b 1.0.0");
        home.has("a", "1.1.0").yanked();
        assertThat(all(catalog)).containsExactly("a 1.0.0", "b 1.0.0");
        home.lacks("a");
        assertThat(all(catalog)).containsExactly("b 1.0.0");
        assertThat(catalog.namesStartingWith("", 9)).containsExactly("b");
        assertThat(catalog.namesLike("a", 9)).doesNotContain("a");
    }

    @Test
    void onlyWhatHasChangedIsReadAgain() {
        for (int i = 0; i < 100; i++) {
            home.has("p" + i, "1.0.0");
        }
        all(open());
        int before = home.described.get();
        home.has("p5", "1.1.0");
        LuceneCatalog later = open();
        all(later);
        all(later);
        assertThat(home.described.get() - before).isEqualTo(1);
    }

    @Test
    void manyNamesAreIndexedByTwoThreadsAndAllAreThere() {
        for (int i = 0; i < 5_000; i++) {
            home.has("p" + i, "1.0.0");
        }
        LuceneCatalog catalog = open();
        assertThat(catalog.search(Query.of("", 1)).total()).isEqualTo(5_000);
        assertThat(catalog.search(Query.of("p4999", 1)).hits())
                .extracting(Hit::name)
                .containsExactly("p4999");
        roles.registries.clear();
        assertThat(catalog.search(Query.of("", 1)).total()).isZero();
    }

    private static long found(CatalogIndex index) {
        return index.ask(view -> Search.find(view, Query.of("", 1)).total()).orElse(0L);
    }

    @Test
    void aFloodFromOtherMachinesIsFollowedBehindTheSearches() throws Exception {
        extra.remote = true;
        roles.registries.add(extra);
        home.has("first", "1.0.0");
        CatalogIndex index = new CatalogIndex(folder, new Registries(roles));
        assertThat(found(index)).isEqualTo(1);
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            extra.has("p" + i, "1.0.0");
        }
        extra.onDescribe = () -> await(gate);

        assertThat(found(index)).isEqualTo(1);
        assertThat(found(index)).isEqualTo(1);
        CompletableFuture<Void> following = index.followBehind();
        gate.countDown();
        following.get(1, TimeUnit.MINUTES);
        assertThat(found(index)).isEqualTo(1_001);
        extra.has("late", "1.0.0");
        assertThat(found(index)).as("few are there at once").isEqualTo(1_002);
        index.close();
    }

    @Test
    void aFloodIsFollowedAtOnceByTheFirstSearchOfAProcessAndWhereItIsOfThisMachine() throws Exception {
        extra.remote = true;
        roles.registries.add(extra);
        home.has("first", "1.0.0");
        try (CatalogIndex index = new CatalogIndex(folder, new Registries(roles))) {
            found(index);
        }
        for (int i = 0; i < 1_000; i++) {
            extra.has("p" + i, "1.0.0");
        }
        try (CatalogIndex index = new CatalogIndex(folder, new Registries(roles))) {
            assertThat(found(index)).isEqualTo(1_001);
            for (int i = 0; i < 1_000; i++) {
                home.has("q" + i, "1.0.0");
            }
            assertThat(found(index)).isEqualTo(2_001);
        }
    }

    @Test
    void whoFollowsBehindStopsWithTheCatalogue() throws Exception {
        extra.remote = true;
        roles.registries.add(extra);
        home.has("first", "1.0.0");
        CatalogIndex index = new CatalogIndex(folder, new Registries(roles));
        found(index);
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            extra.has("p" + i, "1.0.0");
        }
        extra.onDescribe = () -> await(gate);
        found(index);
        CompletableFuture<Void> following = index.followBehind();

        index.close();
        gate.countDown();

        following.get(1, TimeUnit.MINUTES);
        extra.onDescribe = () -> {};
        try (CatalogIndex again = new CatalogIndex(folder, new Registries(roles))) {
            assertThat(found(again)).isEqualTo(1_001);
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPackageInTwoRegistriesIsOneHitWithBothSourcesAndTheBestRelease() {
        home.has("a", "1.0.0").title("old");
        extra.has("a", "1.2.0").title("new");
        roles.registries.add(extra);
        Hit hit = open().search(Query.of("a", 9)).hits().get(0);
        assertThat(hit.version()).isEqualTo("1.2.0");
        assertThat(hit.title()).isEqualTo("new");
        assertThat(hit.sources()).containsExactly("home", "extra");
    }

    @Test
    void aRegistryThatGoesTakesItsPackagesAlong() {
        home.has("a", "1.0.0");
        extra.has("a", "1.2.0");
        extra.has("b", "1.0.0");
        roles.registries.add(extra);
        LuceneCatalog catalog = open();
        assertThat(all(catalog)).containsExactly("a 1.2.0", "b 1.0.0");
        roles.registries.remove(extra);
        assertThat(all(catalog)).containsExactly("a 1.0.0");
        roles.registries.add(extra);
        assertThat(all(catalog)).containsExactly("a 1.2.0", "b 1.0.0");
        roles.registries.clear();
        assertThat(all(catalog)).isEmpty();
    }

    @Test
    void aRegistryThatFailsKeepsWhatIsKnownOfItAndHarmsNobody() {
        home.has("a", "1.0.0");
        extra.has("b", "1.0.0");
        roles.registries.add(extra);
        LuceneCatalog catalog = open();
        all(catalog);
        extra.failing = true;
        extra.has("b", "2.0.0");
        home.has("c", "1.0.0");
        assertThat(all(catalog)).containsExactly("a 1.0.0", "b 1.0.0", "c 1.0.0");
        extra.failing = false;
        assertThat(all(catalog)).containsExactly("a 1.0.0", "b 2.0.0", "c 1.0.0");
    }

    @Test
    void aPackageThatCannotBeReadStaysAsItWasAndIsTriedAgain() {
        home.has("a", "1.0.0");
        home.has("b", "1.0.0");
        LuceneCatalog catalog = open();
        all(catalog);
        home.unreadable = "a"::equals;
        home.has("a", "2.0.0");
        home.has("b", "2.0.0");
        assertThat(all(catalog)).containsExactly("a 1.0.0", "b 2.0.0");
        assertThat(new CatalogCheckup(new Home(folder)).examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .isEqualTo("1 package could not be read for the search index, such as a."));
        home.unreadable = name -> false;
        assertThat(all(open())).containsExactly("a 2.0.0", "b 2.0.0");
    }

    @Test
    void aRegistryThatCannotReadAnythingIsAskedForEverythingLater() {
        for (int i = 0; i < 1_500; i++) {
            home.has("p" + i, "1.0.0");
        }
        extra.has("q", "1.0.0");
        roles.registries.add(extra);
        home.unreadable = name -> name.startsWith("p");
        LuceneCatalog catalog = open();
        assertThat(all(catalog)).containsExactly("q 1.0.0");
        home.unreadable = name -> false;
        assertThat(catalog.search(Query.of("", 1)).total()).isEqualTo(1_501);
        int before = home.described.get();
        assertThat(catalog.search(Query.of("", 1)).total()).isEqualTo(1_501);
        assertThat(home.described.get()).isEqualTo(before);
    }

    @Test
    void twoCatalogsOnOneFolderSeeEachOthersWork() {
        LuceneCatalog one = open();
        LuceneCatalog two = open();
        home.has("a", "1.0.0");
        assertThat(all(one)).containsExactly("a 1.0.0");
        int before = home.described.get();
        assertThat(all(two)).containsExactly("a 1.0.0");
        assertThat(home.described.get()).isEqualTo(before);
        home.has("b", "1.0.0");
        assertThat(all(two)).hasSize(2);
        assertThat(all(one)).hasSize(2);
        assertThat(home.described.get()).isEqualTo(before + 1);
    }

    @Test
    void completionNeverIndexesMuchButKnowsAllNames() {
        for (int i = 0; i < 1_000; i++) {
            home.has("p" + i, "1.0.0");
        }
        LuceneCatalog catalog = open();
        assertThat(catalog.namesStartingWith("p99", 3)).containsExactly("p99", "p990", "p991");
        assertThat(catalog.namesLike("p77x", 9)).contains("p77", "p770");
        assertThat(home.described.get()).isZero();
        all(catalog);
        int before = home.described.get();
        home.has("q", "1.0.0");
        assertThat(catalog.namesStartingWith("q", 3)).containsExactly("q");
        assertThat(home.described.get()).isEqualTo(before + 1);
        for (int i = 0; i < 1_000; i++) {
            home.has("r" + i, "1.0.0");
        }
        assertThat(catalog.namesStartingWith("r1", 2)).containsExactly("r1", "r10");
        assertThat(home.described.get()).isEqualTo(before + 1);
    }

    @Test
    void rebuildReadsEverythingAgain() {
        home.has("a", "1.0.0");
        LuceneCatalog catalog = open();
        all(catalog);
        int before = home.described.get();
        catalog.rebuild();
        assertThat(home.described.get()).isEqualTo(before + 1);
        assertThat(all(catalog)).containsExactly("a 1.0.0");
    }
}
