package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Home;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.catalog.Catalog.Found;
import io.ggen.api.catalog.Catalog.Hit;
import io.ggen.api.catalog.Catalog.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    @TempDir
    Path folder;

    private final FakeRegistry registry = new FakeRegistry("home");
    private LuceneCatalog catalog;

    @BeforeEach
    void open() {
        catalog = new LuceneCatalog(new Home(folder), new FakeRoles(registry));
    }

    @AfterEach
    void close() throws IOException {
        catalog.close();
    }

    private List<String> names(String text) {
        return names(Query.of(text, 20));
    }

    private List<String> names(Query query) {
        return catalog.search(query).hits().stream().map(Hit::name).toList();
    }

    @Test
    void theExactNameComesFirstThenNamesThatBeginSoThenText() {
        registry.has("rust-cli", "1.0.0");
        registry.has("rust", "1.0.0");
        registry.has("cli-for-rust", "1.0.0")
                .title("Rust rust rust")
                .tags("rust", "rust-lang")
                .keywords("rust")
                .description("rust ".repeat(100));
        registry.has("other", "1.0.0").description("Works with Rust.");
        registry.has("unrelated", "1.0.0").description("Nothing.");
        assertThat(names("rust")).containsExactly("rust", "rust-cli", "cli-for-rust", "other");
        assertThat(names("RUST")).startsWith("rust");
    }

    @Test
    void nameTitleTagsKeywordsAndDescriptionCountInThisOrder() {
        registry.has("e", "1.0.0").description("about parser");
        registry.has("d", "1.0.0").keywords("parser");
        registry.has("c", "1.0.0").tags("parser");
        registry.has("b", "1.0.0").title("parser");
        registry.has("a-parser", "1.0.0");
        assertThat(names("parser")).containsExactly("a-parser", "b", "c", "d", "e");
    }

    @Test
    void separatorsInNamesDoNotMatter() {
        registry.has("hello-world", "1.0.0");
        registry.has("hello-there", "1.0.0").description("world");
        for (String text :
                List.of("hello-world", "hello world", "helloworld", "HelloWorld", "hello_world", "hello.w")) {
            assertThat(names(text)).as(text).startsWith("hello-world");
        }
    }

    @Test
    void packagesInAScopeAreFoundByTheirOwnNameAfterThoseWithoutScope() {
        registry.has("acme/router", "1.0.0");
        registry.has("router", "1.0.0");
        registry.has("router-x", "1.0.0");
        assertThat(names("router")).containsExactly("router", "acme/router", "router-x");
        assertThat(names("acme/router")).startsWith("acme/router");
        assertThat(names("acme router")).startsWith("acme/router");
        assertThat(names("acme")).containsExactly("acme/router");
    }

    @Test
    void typosAreForgivenByTheLengthOfTheWord() {
        registry.has("kubernetes-operator", "1.0.0");
        registry.has("yaml-tool", "1.0.0");
        registry.has("cat", "1.0.0");
        assertThat(names("kubernetse-operator")).containsExactly("kubernetes-operator");
        assertThat(names("kubermetis")).containsExactly("kubernetes-operator");
        assertThat(names("ymal")).containsExactly("yaml-tool");
        assertThat(names("zaml")).containsExactly("yaml-tool");
        assertThat(names("yamll")).containsExactly("yaml-tool");
        assertThat(names("zzml")).isEmpty();
        assertThat(names("cot")).isEmpty();
    }

    @Test
    void wordsThatExistAreNotTakenForTyposUnlessNothingElseIsFound() {
        registry.has("rust-kit", "1.0.0");
        registry.has("trust-kit", "1.0.0");
        registry.has("from-scratch", "1.0.0").description("a form");
        registry.has("x-form-kit", "1.0.0");
        assertThat(names("rust kit")).containsExactly("rust-kit");
        assertThat(names("form scratch")).containsExactly("from-scratch");
        assertThat(names("form rust")).isNotEmpty();
    }

    @Test
    void wordsThatNoPackageHasTogetherStillFindWhatHasMostOfThem() {
        registry.has("web-server", "1.0.0").description("fast and small");
        registry.has("web-client", "1.0.0").description("slow");
        assertThat(names("a fast web server with blockchain")).startsWith("web-server");
    }

    @Test
    void accentsAndCaseDoNotMatter() {
        registry.has("coffee", "1.0.0").title("Café crème");
        registry.has("road", "1.0.0").title("Straße");
        assertThat(names("cafe creme")).containsExactly("coffee");
        assertThat(names("CAFÉ")).containsExactly("coffee");
        assertThat(names("cafe\u0301")).containsExactly("coffee");
        assertThat(names("strasse")).containsExactly("road");
        assertThat(names("STRASSE")).containsExactly("road");
        assertThat(names("straße")).containsExactly("road");
    }

    @Test
    void pluralsFindSingularsAndBeginningsFindWords() {
        registry.has("one", "1.0.0").tags("template");
        registry.has("two", "1.0.0").tags("databases");
        assertThat(names("templates")).containsExactly("one");
        assertThat(names("database")).containsExactly("two");
        assertThat(names("templ")).containsExactly("one");
    }

    @Test
    void filtersAreExactButForCaseAndAllHold() {
        registry.has("a", "1.0.0")
                .category("Web")
                .tags("Rust", "http")
                .author("Ann B")
                .by("PubOne");
        registry.has("b", "1.0.0").category("web").tags("rust").author("Ann").by("PubTwo");
        registry.has("c", "1.0.0").category("webs").tags("http");
        assertThat(names(new Query("", "WEB", List.of(), "", "", 9))).containsExactly("a", "b");
        assertThat(names(new Query("", "", List.of("RUST", "HTTP"), "", "", 9))).containsExactly("a");
        assertThat(names(new Query("", "", List.of(), "ann", "", 9))).containsExactly("b");
        assertThat(names(new Query("", "", List.of(), "", "pubone", 9))).containsExactly("a");
        assertThat(names(new Query("", "web", List.of("http"), "ann b", "PubOne", 9)))
                .containsExactly("a");
        assertThat(names(new Query("b", "web", List.of("http"), "", "", 9))).isEmpty();
        assertThat(names("@PubTwo/b")).containsExactly("b");
        assertThat(names("b@1.0.0")).containsExactly("b");
    }

    @Test
    void filtersThatLeaveNothingDoNotMakeTheTextVague() {
        registry.has("rust", "1.0.0").category("lang");
        registry.has("trust", "1.0.0").category("bank");
        assertThat(names(new Query("rust", "bank", List.of(), "", "", 9))).isEmpty();
    }

    @Test
    void theLimitCutsHitsButNotTheTotal() {
        for (int i = 0; i < 50; i++) {
            registry.has("tool-" + i, "1.0.0").description(i % 2 == 0 ? "even" : "odd");
        }
        Found found = catalog.search(Query.of("even", 7));
        assertThat(found.hits()).hasSize(7);
        assertThat(found.total()).isEqualTo(25);
        assertThat(catalog.search(Query.of("tool", 3)).total()).isEqualTo(50);
        assertThat(catalog.search(Query.of("", Integer.MAX_VALUE)).hits()).hasSize(50);
        assertThat(catalog.search(Query.of("", 0)).hits()).hasSize(1);
    }

    @Test
    void emptyTextListsEverythingByName() {
        for (String name : List.of("c", "a", "b/z", "b-y", "b")) {
            registry.has(name, "1.0.0");
        }
        assertThat(names("  ")).containsExactly("a", "b", "b-y", "b/z", "c");
    }

    @Test
    void equalFitsAreOrderedByNameAndThenByPublisher() {
        for (String name : List.of("x-c", "x-a", "x-b")) {
            registry.has(name, "1.0.0").tags("same");
        }
        registry.has("x-a", "1.0.1").tags("same").by("Other");
        assertThat(catalog.search(Query.of("same", 9)).hits())
                .extracting(hit -> hit.name() + " " + hit.publisher())
                .containsExactly("x-a Other", "x-a local", "x-b local", "x-c local");
    }

    @Test
    void aHitShowsTheHighestStableReleaseThatIsNotYanked() {
        registry.has("p", "1.9.0").title("right").category("k").tags("t");
        registry.has("p", "2.0.0-rc.1");
        registry.has("p", "1.10.0").yanked();
        registry.has("q", "1.0.0-beta");
        registry.has("q", "0.9.0").yanked();
        Hit hit = catalog.search(Query.of("p", 1)).hits().get(0);
        assertThat(hit.version()).isEqualTo("1.9.0");
        assertThat(hit.title()).isEqualTo("right");
        assertThat(hit.categories()).containsExactly("k");
        assertThat(hit.tags()).containsExactly("t");
        assertThat(hit.sources()).containsExactly("home");
        assertThat(catalog.search(Query.of("q", 1)).hits().get(0).version()).isEqualTo("1.0.0-beta");
    }

    @Test
    void whatIsYankedWhollyIsFoundByItsExactNameOnly() {
        registry.has("gone-tool", "1.0.0").title("Gone").yanked();
        registry.has("here-tool", "1.0.0");
        assertThat(names("gone-tool")).containsExactly("gone-tool");
        assertThat(names("tool")).containsExactly("here-tool");
        assertThat(names("")).containsExactly("here-tool");
    }

    @Test
    void scoresFallAlongTheHits() {
        registry.has("rust", "1.0.0");
        registry.has("rust-cli", "1.0.0");
        registry.has("x", "1.0.0").description("rust");
        List<Double> scores = catalog.search(Query.of("rust", 9)).hits().stream()
                .map(Hit::score)
                .toList();
        assertThat(scores)
                .hasSize(3)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    @Test
    void anyTextCanBeAsked() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            registry.has("pack-" + i, "1.0.0").title("Title " + i).description(weird(random));
        }
        List<String> texts = new ArrayList<>(List.of(
                "*",
                "?",
                "a*",
                "name:pack",
                "\"pack",
                "AND OR NOT",
                "(((",
                "pack~2",
                "[a TO z]",
                "^5",
                "\\",
                "/",
                "@",
                "@/",
                "@x/",
                "x@",
                "pack-1@^1",
                "-pack",
                "+pack",
                "\u0000",
                "\ud800",
                "🎉",
                "a".repeat(100_000),
                "é".repeat(50_000),
                "a b ".repeat(50_000),
                "\n\t",
                "%s %n",
                "ʼn ǰ ΐ",
                "の".repeat(10_000)));
        while (texts.size() < 130) {
            texts.add(weird(random));
        }
        for (String text : texts) {
            Found found =
                    catalog.search(new Query(text, weird(random).substring(0, 1).strip(), List.of(), "", "", 5));
            assertThat(found.total())
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(found.hits().size());
            assertThat(catalog.search(Query.of(text, 5)).hits())
                    .as("seed " + seed)
                    .hasSizeLessThanOrEqualTo(5);
            assertThat(catalog.namesStartingWith(text, 5)).as("seed " + seed).hasSizeLessThanOrEqualTo(5);
            assertThat(catalog.namesLike(text, 5)).as("seed " + seed).hasSizeLessThanOrEqualTo(5);
        }
    }

    private static String weird(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
        }
        return text.toString();
    }

    @Test
    void completionGivesNamesInOrder() {
        for (String name : List.of("ab", "aa", "ac/x", "ac", "b")) {
            registry.has(name, "1.0.0");
        }
        catalog.search(Query.of("", 1));
        assertThat(catalog.namesStartingWith("a", 3)).containsExactly("aa", "ab", "ac");
        assertThat(catalog.namesStartingWith("ac", 9)).containsExactly("ac", "ac/x");
        assertThat(catalog.namesStartingWith("", 9)).hasSize(5);
        assertThat(catalog.namesStartingWith("AC", 9)).containsExactly("ac", "ac/x");
        assertThat(catalog.namesStartingWith("zz", 9)).isEmpty();
        assertThat(catalog.namesStartingWith("a", 0)).isEmpty();
    }

    @Test
    void namesThatLookLikeAnotherComeMostAlikeFirst() {
        for (String name :
                List.of("hello-world", "hello-word", "hallo-world", "acme/hello-world", "goodbye", "world")) {
            registry.has(name, "1.0.0");
        }
        assertThat(catalog.namesLike("helo-world", 9))
                .containsExactly("hello-world", "acme/hello-world", "hallo-world", "hello-word", "world");
        assertThat(catalog.namesLike("hello", 9)).contains("hello-world").doesNotContain("goodbye");
        assertThat(catalog.namesLike("hello-world", 9)).doesNotContain("hello-world");
        assertThat(catalog.namesLike("qqqqqq", 9)).isEmpty();
        assertThat(catalog.namesLike("", 9)).isEmpty();
    }

    @Test
    void moreTagsThanAPackageCanHaveMatchNothing() {
        registry.has("a", "1.0.0").tags("t");
        assertThat(names(new Query("", "", java.util.Collections.nCopies(5_000, "t"), "", "", 9)))
                .isEmpty();
        assertThat(names(new Query("a", "", java.util.Collections.nCopies(50, "T"), "", "", 9)))
                .containsExactly("a");
    }

    @Test
    void textsWithoutAnyWordFindNothing() {
        registry.has("a", "1.0.0");
        Catalog.Found found = catalog.search(Query.of("???", 9));
        assertThat(found.hits()).isEmpty();
        assertThat(found.total()).isZero();
    }
}
