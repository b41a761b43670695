package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose package a bare name means, where several publishers have one of that name. */
class MeantTest {
    static Stream<Resolver> resolvers() {
        return Stream.of(new PubGrubResolver(PubGrubResolver.DEFAULT_STEPS), new BacktrackingResolver(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void aHigherVersionByAnotherPublisherIsNoCandidate(Resolver resolver) {
        var universe =
                universe("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 1.9.0 by Q").meaning("b", "local");

        assertThat(plan(ask("a").of(universe, resolver))).containsExactly("b 1.0.0 by local", "a 1.0.0 by local");
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void aRootThatNamesNobodyMeansTheSame(Resolver resolver) {
        var universe = universe("b 1.0.0 by P", "b 1.9.0 by Q").meaning("b", "P");

        assertThat(plan(ask("b").of(universe, resolver))).containsExactly("b 1.0.0 by P");
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void whoNamesAPublisherGetsThatOne(Resolver resolver) {
        var universe =
                universe("a 1.0.0 -> @Q/b ^1.0.0", "b 1.0.0", "b 1.9.0 by Q").meaning("b", "local");

        assertThat(plan(ask("a").of(universe, resolver))).containsExactly("b 1.9.0 by Q", "a 1.0.0 by local");
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void oneVersionOfANameIsByOnePublisher(Resolver resolver) {
        var universe = universe("a 1.0.0 -> @Q/b ^1.0.0", "c 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 1.0.0 by Q")
                .meaning("b", "local");

        Resolution resolution = ask("a", "c").of(universe, resolver);

        assertThat(resolution).isInstanceOf(Resolution.Unsatisfiable.class);
        assertThat(((Resolution.Unsatisfiable) resolution).conflict())
                .contains(new PackageName("a"), new PackageName("c"));
        assertThat(((Resolution.Unsatisfiable) resolution).message()).contains("@Q/b ^1.0.0");
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void whereAnybodyIsMeantTheNamedPublisherDecides(Resolver resolver) {
        var universe = universe("a 1.0.0 -> @Q/b ^1.0.0", "c 1.0.0 -> b ^1.0.0", "b 1.0.0 by P", "b 1.0.0 by Q");

        assertThat(plan(ask("a", "c").of(universe, resolver))).contains("b 1.0.0 by Q");
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void versionsOfOthersAreNotNamedAsKnown(Resolver resolver) {
        var universe = universe("b 1.0.0 by P", "b 9.0.0 by Q").meaning("b", "P");

        Resolution resolution = ask("b ^9.0.0").of(universe, resolver);

        assertThat(((Resolution.Unsatisfiable) resolution).message())
                .contains("known: 1.0.0")
                .doesNotContain("known: 9");
    }

    private static List<String> plan(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Resolution.Solved.class);
        List<String> plan = new ArrayList<>();
        for (Plan.Step step : ((Resolution.Solved) resolution).plan().steps()) {
            plan.add(step.release().name() + " " + step.release().version() + " by "
                    + step.release().publisher());
        }
        return plan;
    }
}
