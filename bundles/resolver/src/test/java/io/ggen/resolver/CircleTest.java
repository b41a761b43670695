package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import org.junit.jupiter.api.Test;

class CircleTest {
    private static final Options CYCLES = Options.DEFAULT.withCycles(true);

    @Test
    void aCircleIsRefusedWithItsPath() {
        var refusal = ask("top 1.0.0")
                .unsatisfiable(universe(
                        "top 1.0.0 -> c",
                        "c 1.0.0 -> a",
                        "a 1.0.0 -> b",
                        "b 1.0.0 -> c, z",
                        "b 0.1.0",
                        "z 1.0.0 -> c"));

        assertThat(refusal.message())
                .isEqualTo("Packages depend on each other in a circle: a 1.0.0 -> b 1.0.0 -> c 1.0.0 -> a 1.0.0;"
                        + " nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen install top@1.0.0 --allow-cycles");
    }

    @Test
    void aReleaseThatDependsOnItselfIsACircleOfOne() {
        var refusal = ask("a").unsatisfiable(universe("a 1.0.0 -> a ^1.0.0"));

        assertThat(refusal.message()).isEqualTo("a 1.0.0 depends on itself (a 1.0.0 -> a 1.0.0); nothing was changed.");
        assertThat(ask("a").with(CYCLES).planOf(universe("a 1.0.0 -> a ^1.0.0")))
                .containsExactly("a 1.0.0*");
    }

    @Test
    void aLongCircleIsShortInTheMessageAndWholeInTheExplanation() {
        var universe = universe();
        for (int i = 0; i < 500; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0 -> p" + (i + 1) % 500));
        }
        Resolution.Unsatisfiable refusal = ask("p0").unsatisfiable(universe);

        assertThat(refusal.message())
                .startsWith("Packages depend on each other in a circle: p0 1.0.0 -> p1 1.0.0 -> ")
                .contains("p19 1.0.0 -> (461 more) -> p481 1.0.0 -> ")
                .endsWith(" -> p499 1.0.0 -> p0 1.0.0; nothing was changed.");
        assertThat(refusal.explanation().get(0)).contains("p249 1.0.0 -> p250 1.0.0");
    }

    @Test
    void aCircleOfTenThousandIsOrderedWithoutRecursion() {
        var universe = universe();
        for (int i = 0; i < 10_000; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0 -> p" + (i + 1) % 10_000));
        }

        assertThat(ask("p0").with(CYCLES).planOf(universe)).hasSize(10_000);
        assertThat(ask("p0").refusalOf(universe)).hasSizeLessThan(1_000);
    }

    @Test
    void withoutDependenciesThereAreNoCircles() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0 -> a");

        assertThat(ask("a", "b").with(Options.DEFAULT.withDependencies(false)).planOf(universe))
                .containsExactly("a 1.0.0*", "b 1.0.0*");
    }

    @Test
    void aCircleThatIsLockedIsNoReasonToRefuse() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0 -> a", "c 1.0.0", "d 1.0.0 -> d");

        assertThat(ask("a", "c").locked("a 1.0.0", "b 1.0.0").planOf(universe))
                .containsExactly("a 1.0.0*", "b 1.0.0", "c 1.0.0*");
        assertThat(ask("a", "d").locked("a 1.0.0", "b 1.0.0").refusalOf(universe))
                .isEqualTo("d 1.0.0 depends on itself (d 1.0.0 -> d 1.0.0); nothing was changed.");
    }

    @Test
    void aCircleWithAnyPackageThatIsNotAsLockedIsRefused() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0 -> a", "b 1.1.0 -> a");

        assertThat(ask("a", "b ^1.1.0").locked("a 1.0.0", "b 1.0.0").refusalOf(universe))
                .isEqualTo(
                        "Packages depend on each other in a circle: b 1.1.0 -> a 1.0.0 -> b 1.1.0; nothing was changed.");
        assertThat(ask("a").locked("a 1.0.0").refusalOf(universe))
                .isEqualTo(
                        "Packages depend on each other in a circle: b 1.1.0 -> a 1.0.0 -> b 1.1.0; nothing was changed.");
    }
}
