package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.registry.BrowsableRegistry.Changes;
import io.ggen.api.registry.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    private Changes since(String cursor) {
        return fixture.open().changesSince(cursor);
    }

    private static Set<PackageName> names(String... names) {
        return java.util.Arrays.stream(names).map(PackageName::new).collect(java.util.stream.Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "1 x 2 3", "1 x -5 y -", "1  0 0 -", "1 zz-zz 99999999999 0 -"})
    void aCursorThatSaysNothingGivesEverything(String cursor) {
        fixture.publish("a", "1.0.0");
        fixture.publish("s/b", "1.0.0");

        Changes changes = since(cursor);

        assertThat(changes.everything()).isTrue();
        assertThat(changes.names()).isEqualTo(names("a", "s/b"));
    }

    @Test
    void nothingHasChangedInARegistryThatIsNotThere() {
        Changes first = since("");

        assertThat(first.names()).isEmpty();
        assertThat(since(first.cursor())).isEqualTo(new Changes(false, Set.of(), first.cursor()));
    }

    @Test
    void nothingHasChangedSinceTheCursor() {
        fixture.publish("a", "1.0.0");
        String cursor = since("").cursor();

        assertThat(since(cursor)).isEqualTo(new Changes(false, Set.of(), cursor));
    }

    @Test
    void onlyTheNamesThatWritersHaveChangedAreReadAgain() {
        fixture.publish("a", "1.0.0");
        fixture.publish("b", "1.0.0");
        String cursor = since("").cursor();

        fixture.publish("new", "1.0.0");
        fixture.publish("scope/new", "1.0.0");
        fixture.open().yank(Fixture.name("a"), Version.parse("1.0.0"), true);

        Changes changes = since(cursor);
        assertThat(changes.everything()).isFalse();
        assertThat(changes.names()).isEqualTo(names("new", "scope/new", "a"));
        fixture.registry.deprecate(Fixture.name("b"), "text");
        assertThat(since(changes.cursor()).names()).isEqualTo(names("b"));
    }

    @Test
    void aFolderCopiedInByHandGivesEverything() throws IOException {
        fixture.publish("a", "1.0.0");
        Files.setLastModifiedTime(fixture.root, FileTime.fromMillis(1_000));
        String cursor = since("").cursor();

        fixture.copyIn("byhand", "1.0.0");

        assertThat(since(cursor).everything()).isTrue();
        assertThat(since(cursor).names()).isEqualTo(names("a", "byhand"));
    }

    @Test
    void aFolderCopiedInBetweenTwoPublishesGivesEverything() throws IOException {
        fixture.publish("a", "1.0.0");
        String cursor = since("").cursor();

        fixture.publish("b", "1.0.0");
        fixture.copyIn("byhand", "1.0.0");
        Files.setLastModifiedTime(fixture.root, FileTime.fromMillis(1_000));
        fixture.publish("c", "1.0.0");

        assertThat(since(cursor).everything()).isTrue();
        assertThat(since(cursor).names()).isEqualTo(names("a", "b", "byhand", "c"));
    }

    @Test
    void anIndexThatWasBuiltAgainIsReadAgain() throws IOException {
        fixture.publish("a", "1.0.0");
        fixture.publish("b", "1.0.0");
        String cursor = since("").cursor();
        Files.writeString(fixture.index("a"), "garbage");

        fixture.versions("a");

        assertThat(since(cursor).everything()).isFalse();
        assertThat(since(cursor).names()).isEqualTo(names("a"));
    }

    @Test
    void aJournalThatIsMissingShrunkOrTornGivesEverything() throws IOException {
        fixture.publish("a", "1.0.0");
        fixture.publish("a", "1.1.0");
        String cursor = since("").cursor();
        Path journal = fixture.root.resolve(".changes");
        List<String> lines = Files.readAllLines(journal);

        Files.writeString(journal, lines.get(0) + "\n" + lines.get(1) + "\n");
        assertThat(since(cursor).everything()).isTrue();

        Files.write(journal, lines);
        Files.writeString(journal, "a 12", StandardOpenOption.APPEND);
        assertThat(since(cursor).everything()).isTrue();

        Files.delete(journal);
        assertThat(since(cursor).everything()).isTrue();
    }

    @Test
    void aJournalThatHasGrownTooLongBeginsAnew() throws IOException {
        FileRegistry registry = new FileRegistry(
                "home",
                new Layout(fixture.root),
                true,
                fixture.warnings::add,
                Runnable::run,
                2_000,
                java.time.Clock.systemUTC());
        for (int i = 0; i < 100; i++) {
            registry.publish(fixture.draft(Fixture.manifest("package-" + i, "1.0.0"), "x"));
        }
        String cursor = registry.changesSince("").cursor();
        registry.publish(fixture.draft(Fixture.manifest("last", "1.0.0"), "x"));

        assertThat(Files.size(fixture.root.resolve(".changes"))).isLessThan(2_200);
        assertThat(registry.changesSince("").names()).hasSize(101);
        assertThat(registry.changesSince(cursor).names()).contains(Fixture.name("last"));
    }

    @Test
    void aReindexGivesEverything() {
        fixture.publish("a", "1.0.0");
        String cursor = since("").cursor();

        fixture.registry.reindex();

        assertThat(since(cursor).everything()).isTrue();
        String after = since(cursor).cursor();
        assertThat(since(after).names()).isEmpty();
    }

    @Test
    void aListingHasWhatPeopleSearchFor() {
        fixture.publish(
                "a",
                "1.0.0",
                ",\"title\":\"T\",\"description\":\"D\",\"categories\":[\"c\"],\"tags\":[\"t\"],\"keywords\":[\"k\"],"
                        + "\"author\":\"me\",\"license\":\"MIT\"");

        List<Listing> listings = fixture.open().describe(Fixture.name("a"));

        assertThat(listings)
                .containsExactly(new Listing(
                        fixture.release("a", "1.0.0"),
                        "T",
                        "D",
                        List.of("c"),
                        List.of("t"),
                        List.of("k"),
                        "me",
                        "MIT",
                        Fixture.PUBLISHED));
    }

    @Test
    void aNameThatIsGoneHasNoListings() {
        assertThat(fixture.open().describe(Fixture.name("a"))).isEmpty();
    }
}
