package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Believes no resolver: a plan has to be an answer to what was asked, or nothing is done with it. */
final class PlanCheck {
    private final Question question;
    private final Map<PackageName, Version> chosen = new HashMap<>();

    private PlanCheck(Question question) {
        this.question = question;
    }

    /** {@code resolution}, unless it is no answer to {@code question}: then fails, and {@code state} is how things are. */
    static Resolution answer(Question question, @Nullable Resolution resolution, String state) {
        String wrong = resolution == null
                ? "it answered nothing"
                : resolution instanceof Resolution.Solved solved
                        ? new PlanCheck(question).wrongIn(solved.plan().steps())
                        : null;
        if (resolution == null || wrong != null) {
            throw Problem.of("the resolver does not work: " + wrong + "; " + state + ".", "host:services")
                    .asException();
        }
        return resolution;
    }

    private @Nullable String wrongIn(List<Plan.Step> steps) {
        for (Plan.Step step : steps) {
            if (chosen.put(step.release().name(), step.release().version()) != null) {
                return "it chose two versions of " + step.release().name();
            }
        }
        for (Dependency root : question.roots()) {
            String wrong = wrongWith("was asked", root);
            if (wrong != null) {
                return wrong;
            }
        }
        if (question.options().dependencies()) {
            for (Plan.Step step : steps) {
                for (Dependency needed : step.release().dependencies()) {
                    String wrong = wrongWith("is what " + step.release().id() + " needs", needed);
                    if (wrong != null) {
                        return wrong;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String wrongWith(String why, Dependency wanted) {
        Range range = question.overrides().getOrDefault(wanted.name(), wanted.range());
        Version version = chosen.get(wanted.name());
        if (version == null) {
            return wanted + " " + why + ", and its plan has no " + wanted.name();
        }
        return range.allows(version, true)
                ? null
                : wanted.name() + " " + range + " " + why + ", and its plan has " + wanted.name() + " " + version;
    }
}
