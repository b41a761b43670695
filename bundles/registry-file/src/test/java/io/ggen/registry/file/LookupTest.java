package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    @Test
    void aReleaseIsAnsweredWithAllThatResolvingNeeds() {
        fixture.publish("b", "1.0.0");
        fixture.publish(
                "a",
                "1.0.0",
                ",\"kind\":\"bundle\",\"description\":\"text\",\"dependencies\":{\"z\":\"^1.0.0\",\"@12D3KooW/b\":\"1.x\"}");

        assertThat(fixture.ask(fixture.open(), "a"))
                .isEqualTo(new Answer.Found(java.util.List.of(new Release(
                        Fixture.name("a"),
                        io.ggen.api.Version.parse("1.0.0"),
                        PublisherId.LOCAL,
                        Release.Kind.BUNDLE,
                        java.util.List.of(
                                new Dependency(Fixture.name("b"), new PublisherId("12D3KooW"), Range.parse("1.x")),
                                new Dependency(Fixture.name("z"), Range.parse("^1.0.0"))),
                        new Archive(Digest.parse(Fixture.sha256("content of a 1.0.0")), 18),
                        false,
                        null))));
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void releasesComeNewestFirst() {
        for (String version : new String[] {"1.9.0", "1.10.0", "2.0.0-rc.1", "26.7.10", "26.7.9", "0.1.0+build.5"}) {
            fixture.publish("a", version);
        }

        assertThat(fixture.versions("a"))
                .containsExactly("26.7.10", "26.7.9", "2.0.0-rc.1", "1.10.0", "1.9.0", "0.1.0+build.5");
    }

    @Test
    void aNameThatIsNotThereIsAbsent() {
        fixture.publish("a", "1.0.0");

        assertThat(fixture.ask("b")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.ask("b/a")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.ask("a/a")).isEqualTo(Answer.ABSENT);
    }

    @Test
    void aRegistryWithoutAFolderIsEmptyAndStaysSo() {
        assertThat(fixture.ask("a")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.root).doesNotExist();
    }

    @Test
    void anAdditionalRegistryWhoseFolderIsGoneIsUnavailable() {
        FileRegistry registry = new FileRegistry("usb", folder.resolve("usb"), false, w -> {}, Runnable::run);

        assertThat(Fixture.ask(registry, "a"))
                .isEqualTo(new Answer.Unavailable("its folder " + folder.resolve("usb") + " is not there"));
        assertThat(registry.changesSince("whatever").everything()).isFalse();
    }

    @Test
    void nothingIsAnsweredAfterTheDeadline() {
        fixture.publish("a", "1.0.0");

        Map<PackageName, Answer> answers = fixture.registry
                .releases(Set.of(Fixture.name("a")), Deadline.in(Duration.ZERO))
                .toCompletableFuture()
                .join();

        assertThat(answers.get(Fixture.name("a"))).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void everyNameIsAnsweredWhenTheDeadlinePassesOnTheWay() throws IOException {
        Set<PackageName> names = garbageIndexes(200);
        AtomicInteger now = new AtomicInteger();

        Map<PackageName, Answer> answers = fixture.registry
                .releases(names, new Deadline(100, now::incrementAndGet))
                .toCompletableFuture()
                .join();

        assertThat(answers.keySet()).isEqualTo(names);
        assertThat(answers.values()).anyMatch(a -> a instanceof Answer.Unavailable);
    }

    @Test
    void onlyTheIndexesOfTheNamesAskedAreOpened() throws IOException {
        garbageIndexes(2_000);
        fixture.publish("wanted", "1.0.0", ",\"dependencies\":{\"needed\":\"^1.0.0\"}");
        fixture.publish("needed", "1.0.0");
        Map<String, String> before = fixture.files();

        Map<PackageName, Answer> answers =
                Fixture.askAll(fixture.open(), Set.of(Fixture.name("wanted"), Fixture.name("needed")));

        assertThat(answers.values()).allMatch(a -> a instanceof Answer.Found);
        assertThat(fixture.warnings).isEmpty();
        assertThat(fixture.files()).isEqualTo(before);
    }

    /** Indexes that nobody can open without a warning. */
    private Set<PackageName> garbageIndexes(int count) throws IOException {
        Set<PackageName> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(Fixture.name("garbage-" + i));
            Files.createDirectories(fixture.root.resolve("garbage-" + i));
            Files.writeString(fixture.index("garbage-" + i), "garbage");
        }
        return names;
    }

    @Test
    void manyNamesAreAnsweredWhetherTheHelperHelpsOrNot() {
        Set<PackageName> names = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            fixture.publish("p" + i, "1.0.0");
            names.add(Fixture.name("p" + i));
        }
        names.add(Fixture.name("missing"));
        FileRegistry alone = new FileRegistry("home", fixture.root, true, fixture.warnings::add, task -> {
            throw new RejectedExecutionException();
        });
        FileRegistry idle = new FileRegistry("home", fixture.root, true, fixture.warnings::add, task -> {});

        Map<PackageName, Answer> answers = Fixture.askAll(fixture.open(), names);

        assertThat(answers).hasSize(151);
        assertThat(answers.values()).filteredOn(a -> a instanceof Answer.Found).hasSize(150);
        assertThat(Fixture.askAll(alone, names)).isEqualTo(answers);
        assertThat(Fixture.askAll(idle, names)).isEqualTo(answers);
    }

    @Test
    void anIndexThatAnotherProcessHasReplacedIsReadAgain() {
        fixture.publish("a", "1.0.0");
        FileRegistry reader = fixture.open();
        assertThat(Fixture.versions(reader, "a")).containsExactly("1.0.0");

        fixture.publish("a", "1.1.0");

        assertThat(Fixture.versions(reader, "a")).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void anAnswerIsKeptInMemoryAsLongAsItsIndexIsTheSame() {
        fixture.publish("a", "1.0.0");
        FileRegistry reader = fixture.open();

        Answer.Found first = (Answer.Found) Fixture.ask(reader, "a");

        assertThat(Fixture.ask(reader, "a")).isSameAs(first);
    }

    @Test
    void theCacheForgetsWhatWasUsedLeastRecently() {
        IndexCache cache = new IndexCache(3);
        IndexCache.State state = new IndexCache.State(null, 1, null);
        cache.put(Fixture.name("a"), state, Answer.ABSENT);
        cache.put(Fixture.name("b"), state, Answer.ABSENT);
        cache.put(Fixture.name("c"), state, Answer.ABSENT);
        cache.get(Fixture.name("a"), state);

        cache.put(Fixture.name("d"), state, Answer.ABSENT);

        assertThat(cache.get(Fixture.name("b"), state)).isNull();
        assertThat(cache.get(Fixture.name("a"), state)).isEqualTo(Answer.ABSENT);
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void anIndexWithoutAnyFolderOfAVersionIsTakenAsItIs() throws IOException {
        fixture.publish("a", "1.0.0");
        Workspace.delete(fixture.root.resolve("a/1.0.0"));

        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        assertThat(fixture.registry.sources(fixture.release("a", "1.0.0"))).isEmpty();
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void membersThatAreUnknownOrLeftOutDoNoHarm() throws IOException {
        Files.createDirectories(fixture.root.resolve("a"));
        Files.writeString(
                fixture.index("a"),
                "{\"name\":\"a\",\"future\":{\"x\":[1,{}]},\"releases\":[{\"version\":\"1.0.0\",\"integrity\":\""
                        + Fixture.sha256("x") + "\",\"size\":1,\"title\":null,\"new\":[[]],\"publisher\":null}]}",
                StandardCharsets.UTF_8);

        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        assertThat(fixture.release("a", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
        assertThat(fixture.warnings).isEmpty();
    }
}
