package io.ggen.resolver.backtracking;

import static io.ggen.resolver.backtracking.Universe.ask;
import static io.ggen.resolver.backtracking.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SizeTest {
    private static final int LAYERS = 30;
    private static final int WIDTH = 100;

    @Test
    void aChainOfTenThousandIsWalkedWithoutRecursion() {
        var universe = universe();
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0" + (i == 9_999 ? "" : " -> p" + (i + 1) + " ^1.0.0")));
        }

        assertThat(ask("p0").planOf(universe))
                .hasSize(10_000)
                .startsWith("p9999 1.0.0")
                .endsWith("p0 1.0.0*");
    }

    @Test
    void aCircleOfTenThousandIsOrderedWithoutRecursion() {
        var universe = universe();
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0 -> p" + (i + 1) % 10_000));
        }

        assertThat(ask("p0").with(Options.DEFAULT.withCycles(true)).planOf(universe))
                .hasSize(10_000);
    }

    @Test
    void aBrokenEndOfALongChainIsTold() {
        var universe = universe();
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0 -> p" + (i + 1) + " ^1.0.0"));
        }

        assertThat(ask("p0").refusalOf(universe))
                .isEqualTo("p9999 1.0.0 depends on p10000 ^1.0.0, but no package named 'p10000' is known; nothing was"
                        + " changed.");
    }

    @Test
    void threeThousandPackagesInLayersTakeWellUnderASecond() {
        Universe universe = layered(new Random(1));
        String[] roots = new String[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            roots[i] = "l0-" + i;
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            universe.asked.clear();
            long start = System.nanoTime();
            Resolution resolution = ask(roots).of(universe);
            best = Math.min(best, System.nanoTime() - start);
            assertThat(resolution)
                    .isInstanceOfSatisfying(
                            Resolution.Solved.class,
                            solved -> assertThat(solved.plan().steps()).hasSize(LAYERS * WIDTH));
            assertThat(universe.asked).hasSize(LAYERS);
        }
        assertThat(best).isLessThan(1_000_000_000L);
    }

    @Test
    void manyChoicesThatFailLateAreEachFoundOutOnce() {
        var universe = universe("base 1.0.0", "base 2.0.0");
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            universe.add(Universe.release("r" + i + " 2.0.0 -> m" + i + " ^2.0.0"));
            universe.add(Universe.release("r" + i + " 1.0.0 -> m" + i + " ^1.0.0"));
            universe.add(Universe.release("m" + i + " 2.0.0 -> n" + i));
            universe.add(Universe.release("m" + i + " 1.0.0"));
            universe.add(Universe.release("n" + i + " 1.0.0 -> gone"));
            roots.add("r" + i);
        }
        Resolution resolution = ask(roots.toArray(String[]::new)).of(universe, new BacktrackingResolver(20_000));

        assertThat(resolution).isInstanceOf(Resolution.Solved.class);
    }

    @Test
    void aSearchThatIsGivenUpIsUndecided() {
        assertThat(ask("a").of(universe("a 1.0.0 -> b", "b 1.0.0"), new BacktrackingResolver(1)))
                .isEqualTo(new Resolution.Undecided("No answer was found in 1 steps; nothing was changed; narrow the"
                        + " ranges asked for, or raise 'steps' in etc/io.ggen.resolver.backtracking.json."));
        assertThat(ask("a").of(universe("a 1.0.0 -> b", "b 1.0.0"), new BacktrackingResolver(2)))
                .isInstanceOf(Resolution.Solved.class);
    }

    @Test
    void anInterruptEndsTheSearch() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new BacktrackingResolver(10).resolve(ask("a").question(), universe("a 1.0.0")))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
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

    private static Universe layered(Random random) {
        Universe universe = new Universe();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int i = 0; i < WIDTH; i++) {
                for (int minor = 0; minor < 5; minor++) {
                    StringBuilder line = new StringBuilder("l" + layer + "-" + i + " 1." + minor + ".0");
                    String arrow = " -> ";
                    for (int d = 0; d < 4 && layer + 1 < LAYERS; d++) {
                        int target = d == 0 ? i : random.nextInt(WIDTH);
                        line.append(arrow)
                                .append('l')
                                .append(layer + 1)
                                .append('-')
                                .append(target);
                        line.append(" ^1.").append(random.nextInt(minor + 1)).append(".0");
                        arrow = ", ";
                    }
                    universe.add(Universe.release(line.toString()));
                }
            }
        }
        return universe;
    }
}
