package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.resolver.Resolution;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = SECONDS)
class HardTest {
    @Test
    void aChainOfTenThousandIsWalkedWithoutRecursion() {
        Families chain = Families.chain(10_000, "");

        assertThat(chain.asking().planOf(chain.universe()))
                .hasSize(10_000)
                .startsWith("p9999 1.0.0")
                .endsWith("p0 1.0.0*");
    }

    @Test
    void aHardSudokuIsSolved() {
        String givens = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..";
        String solution = "812753649943682175675491283154237896369845721287169534521974368438526917796318452";
        Families sudoku = Families.sudoku(givens);
        List<String> plan = sudoku.asking().planOf(sudoku.universe());

        for (int cell = 0; cell < 81; cell++) {
            assertThat(plan).contains("cell" + cell + " " + solution.charAt(cell) + ".0.0*");
        }
    }

    @Test
    void aSudokuWithoutSolutionIsRefused() {
        Families sudoku =
                Families.sudoku("89.........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..");

        assertThat(sudoku.asking().refusalOf(sudoku.universe())).contains("cannot be installed together");
    }

    @Test
    void ninePigeonsDoNotFitInEightHoles() {
        Families pigeons = Families.pigeons(9, 8);

        assertThat(pigeons.asking().of(pigeons.universe())).isInstanceOf(Resolution.Unsatisfiable.class);
    }

    @Test
    void aHundredPigeonsFitInAHundredHoles() {
        Families pigeons = Families.pigeons(100, 100);

        assertThat(pigeons.asking().planOf(pigeons.universe())).hasSize(200);
    }

    @Test
    void aWideConflictIsFoundOut() {
        Families wide = Families.wide(100, 100, false);

        assertThat(wide.asking().of(wide.universe())).isInstanceOf(Resolution.Unsatisfiable.class);
    }

    @Test
    void theOnlyWayThroughAWideConflictIsFound() {
        Families wide = Families.wide(100, 100, true);

        assertThat(wide.asking().planOf(wide.universe())).hasSize(101).startsWith("middle 1.0.0");
    }

    @Test
    void tenThousandVersionsThatAllFailAreRefused() {
        var universe = universe();
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("a " + i + ".0.0 -> gone " + i + ".0.0"));
        }

        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("Because a 9999.0.0 depends on gone 9999.0.0 and a 9998.0.0 depends on gone 9998.0.0 (no"
                        + " package named 'gone' is known), and no other versions help, a cannot be installed; nothing"
                        + " was changed.");
    }

    @Test
    void ofTenThousandVersionsTheOldestIsFoundIfOnlyThatWillDo() {
        var universe = universe("c 1.0.0", "c 2.0.0");
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("a " + i + ".0.0 -> b ^" + i + ".0.0"));
            universe.add(Universe.release("b " + i + ".0.0 -> c " + (i == 0 ? 1 : 2) + ".0.0"));
        }

        assertThat(ask("a", "c 1.0.0").planOf(universe)).containsExactly("c 1.0.0*", "b 0.0.0", "a 0.0.0*");
    }

    @Test
    void aRangeOfAHundredKilobytesIsAnswered() {
        StringBuilder range = new StringBuilder("0.0.1");
        while (range.length() < 100_000) {
            range.append(" || ").append(range.length()).append(".0.0");
        }
        var universe = universe("a 1.0.0 -> b " + range, "b 1.0.0", "b 0.0.1");

        assertThat(ask("a").planOf(universe)).containsExactly("b 0.0.1", "a 1.0.0*");
        assertThat(ask("a", "b 1.0.0").refusalOf(universe)).hasSizeLessThan(300);
    }

    @Test
    void aRangeThatNothingCanMeetIsAnswered() {
        assertThat(ask("a").refusalOf(universe("a 1.0.0 -> b <0.0.0", "b 1.0.0")))
                .isEqualTo("Because a 1.0.0 depends on b <0.0.0 (no version of b matches; known: 1.0.0), a cannot be"
                        + " installed; nothing was changed.");
    }

    @Test
    void aLongRangeThatNoneOfTenThousandVersionsMeetsIsRefused() {
        var universe = universe("a 1.0.0 -> b " + "20000||".repeat(18_000) + "20000");
        for (int i = 0; i < 10_000; i++) {
            universe.add("b " + i + ".0.0");
        }

        assertThat(ask("a").refusalOf(universe))
                .startsWith("Because a 1.0.0 depends on b 20000||20000||20000||20000||20000||20000||20000||20000||200…"
                        + " (no version of b matches; known: 9999.0.0, 9998.0.0, ")
                .endsWith(" and 9992 more), a cannot be installed; nothing was changed.");
        assertThat(ask("a").of(universe, new BacktrackingResolver(1_000))).isInstanceOf(Resolution.Unsatisfiable.class);
    }

    @Test
    void boundsThatExcludeEachOtherAllowNothing() {
        var universe = universe("a 1.0.0 -> b >2 <1", "b 1.0.0", "b 2.0.0", "b 3.0.0");

        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on b >2 <1 (no version of b matches; known: 3.0.0, 2.0.0 and"
                        + " 1.0.0), a cannot be installed; nothing was changed.");
        assertThat(ask("b >2 <1").refusalOf(universe))
                .isEqualTo("No version of b matches >2 <1; known: 3.0.0, 2.0.0 and 1.0.0; nothing was changed.");
    }

    @Test
    void anEmptyRangeIsAnyVersion() {
        var any = new Dependency(new PackageName("b"), Range.parse(""));
        var universe = universe("b 1.0.0", "b 2.0.0", "b 3.1.0-rc.1");
        universe.add(
                Universe.release(new PackageName("a"), Version.parse("1.0.0"), PublisherId.LOCAL, List.of(any), false));

        assertThat(ask("a").planOf(universe)).containsExactly("b 2.0.0", "a 1.0.0*");
        assertThat(ask("a", "b ^3.0.0").refusalOf(universe))
                .isEqualTo("No stable version of b matches ^3.0.0, only prereleases: 3.1.0-rc.1; nothing was changed.");
        assertThat(ask("a").refusalOf(universe.without(
                        release -> release.name().value().equals("b"))))
                .isEqualTo("Because a 1.0.0 depends on b (no package named 'b' is known), a cannot be installed;"
                        + " nothing was changed.");
    }

    @Test
    void aSearchThatIsGivenUpIsUndecided() {
        Families pigeons = Families.pigeons(8, 7);

        assertThat(pigeons.asking().of(pigeons.universe(), new PubGrubResolver(1_000)))
                .isEqualTo(new Resolution.Undecided("No answer was found in 1000 steps; nothing was changed; narrow the"
                        + " ranges asked for, or raise 'steps' in etc/io.ggen.resolver.json."));
    }

    @Test
    void anInterruptEndsTheSearch() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new PubGrubResolver(10).resolve(ask("a").question(), universe("a 1.0.0")))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptEndsALongSearch() throws InterruptedException {
        Families pigeons = Families.pigeons(14, 13);
        boolean[] ended = new boolean[1];
        Thread searching = new Thread(() -> {
            try {
                new PubGrubResolver(Long.MAX_VALUE).resolve(pigeons.asking().question(), names -> {
                    Thread.currentThread().interrupt();
                    return pigeons.universe().of(names);
                });
            } catch (InterruptedException e) {
                ended[0] = true;
            }
        });
        searching.start();
        searching.join();

        assertThat(ended[0]).isTrue();
    }

    @Test
    void onlyTheNamesThatAreNeededAreAskedFor() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0");
        for (int i = 0; i < 1_000; i++) {
            universe.add(Universe.release("other" + i + " 1.0.0 -> a"));
        }

        ask("a").planOf(universe);

        assertThat(universe.asked).containsExactly(Set.of("a"), Set.of("b"));
    }

    @Test
    void noNameIsAskedForTwice() {
        var universe = universe("a 1.0.0 -> c ^2.0.0", "b 1.2.0 -> c ^1.0.0", "c 1.0.0", "c 2.0.0 -> d", "d 1.0.0");

        assertThat(ask("a", "b").unsatisfiable(universe).next()).isNotEmpty();

        assertThat(universe.asked).containsExactly(Set.of("a", "b"), Set.of("c"), Set.of("d"));
    }
}
