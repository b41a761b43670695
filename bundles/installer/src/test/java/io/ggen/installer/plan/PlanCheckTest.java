package io.ggen.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private static final String STATE = "nothing was installed";

    private final Question asksForA = Question.of(List.of(needs("a", "^1.0.0")), Question.Options.DEFAULT);

    private static Dependency needs(String name, String range) {
        return new Dependency(new PackageName(name), Range.parse(range));
    }

    private static Plan.Step step(String name, String version, Dependency... needed) {
        Release release = new Release(
                new PackageName(name),
                Version.parse(version),
                PublisherId.LOCAL,
                Release.Kind.FILES,
                List.of(needed),
                new Archive(Digest.sha256Of(new byte[0]), 0),
                false,
                null);
        return new Plan.Step(release, true, Map.of());
    }

    private static Resolution plan(Plan.Step... steps) {
        return new Resolution.Solved(new Plan(Arrays.asList(steps)));
    }

    private static void refused(Question question, Resolution answer, String why) {
        assertThatThrownBy(() -> PlanCheck.answer(question, answer, STATE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("the resolver does not work: " + why + "; nothing was installed.");
    }

    @Test
    void anAnswerIsBelieved() {
        Resolution good = plan(step("b", "2.1.0"), step("a", "1.2.0", needs("b", "^2.0.0")));
        assertThat(PlanCheck.answer(asksForA, good, STATE)).isSameAs(good);
        Resolution no = new Resolution.Undecided("too much.");
        assertThat(PlanCheck.answer(asksForA, no, STATE)).isSameAs(no);
        Resolution prerelease = plan(step("a", "1.2.0-rc.1"));
        assertThat(PlanCheck.answer(asksForA, prerelease, STATE)).isSameAs(prerelease);
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        refused(asksForA, plan(), "a ^1.0.0 was asked, and its plan has no a");
        refused(asksForA, plan(step("a", "2.0.0")), "a ^1.0.0 was asked, and its plan has a 2.0.0");
        refused(asksForA, plan(step("a", "1.0.0"), step("a", "1.1.0")), "it chose two versions of a");
        refused(
                asksForA,
                plan(step("a", "1.2.0", needs("b", "^2.0.0"))),
                "b ^2.0.0 is what a@1.2.0 needs, and its plan has no b");
        refused(
                asksForA,
                plan(step("b", "1.0.0"), step("a", "1.2.0", needs("b", "^2.0.0"))),
                "b ^2.0.0 is what a@1.2.0 needs, and its plan has b 1.0.0");
        assertThatThrownBy(() -> PlanCheck.answer(asksForA, null, STATE)).hasMessageContaining("it answered nothing");
    }

    @Test
    void overridesStandInPlaceOfRangesAndDependenciesNeedNotBeFollowed() {
        Question overridden = asksForA.withOverrides(Map.of(new PackageName("b"), Range.parse("1.0.0")));
        Resolution old = plan(step("b", "1.0.0"), step("a", "1.2.0", needs("b", "^2.0.0")));
        assertThat(PlanCheck.answer(overridden, old, STATE)).isSameAs(old);
        Question alone = asksForA.with(Question.Options.DEFAULT.withDependencies(false));
        Resolution one = plan(step("a", "1.2.0", needs("b", "^2.0.0")));
        assertThat(PlanCheck.answer(alone, one, STATE)).isSameAs(one);
    }
}
