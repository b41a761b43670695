package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells why a package that was to be updated is still below its newest stable version. */
public final class HeldBack {
    private static final int LONGEST = 300;

    private final Asker asker;
    private final Question question;
    private final Map<PackageName, Refused> refused = new HashMap<>();

    /** For an update that began with {@code question}. */
    public HeldBack(Asker asker, Question question) {
        this.asker = asker;
        this.question = question;
    }

    /** The resolver would not have {@code version}; of several, the first that was tried counts. */
    void refused(PackageName name, Version version, String message) {
        refused.putIfAbsent(name, new Refused(version, message));
    }

    /** A sentence about {@code name} in {@code plan}; null if it is at its newest version, or nothing speaks against it. */
    public @Nullable String sentence(PackageName name, Plan plan) throws InterruptedException {
        Version reached = null;
        for (Plan.Step step : plan.steps()) {
            reached = step.release().name().equals(name) ? step.release().version() : reached;
        }
        Release newest = reached == null ? null : newest(name, reached);
        if (reached == null || newest == null) {
            return null;
        }
        String begin = name + " is at " + reached + " and not at " + newest.version();
        String reason = reason(newest, plan);
        Refused why = refused.get(name);
        if (reason != null) {
            return begin + ", because " + reason + ".";
        }
        return why == null || !why.version.equals(newest.version())
                ? null
                : begin + ": " + Texts.behindColon(withoutState(why.message)) + ".";
    }

    /** The newest stable release above {@code reached}. */
    private @Nullable Release newest(PackageName name, Version reached) throws InterruptedException {
        Release newest = null;
        if (asker.known(Set.of(name)).get(name) instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                boolean counts = !release.yanked()
                        && !release.version().isPrerelease()
                        && release.version().compareTo(newest == null ? reached : newest.version()) > 0;
                newest = counts ? release : newest;
            }
        }
        return newest;
    }

    /** Whose range does not allow {@code newest}. */
    private @Nullable String reason(Release newest, Plan plan) {
        Range override = question.overrides().get(newest.name());
        if (override != null) {
            return override.allows(newest.version()) ? null : Overrides.words(newest.name(), override);
        }
        for (Dependency root : question.roots()) {
            if (forbids(root, newest)) {
                return "you asked for " + shown(root);
            }
        }
        for (Plan.Step step : plan.steps()) {
            for (Dependency dependency : step.release().dependencies()) {
                if (step.dependencies().containsKey(newest.name()) && forbids(dependency, newest)) {
                    return step.release().name() + " " + step.release().version() + " depends on " + shown(dependency);
                }
            }
        }
        return null;
    }

    private static boolean forbids(Dependency dependency, Release newest) {
        return dependency.name().equals(newest.name()) && !dependency.range().allows(newest.version());
    }

    private static String shown(Dependency dependency) {
        return Texts.shown(dependency.toString(), LONGEST);
    }

    private static String withoutState(String message) {
        int state = message.lastIndexOf("; nothing was ");
        return state < 0 ? message : message.substring(0, state);
    }

    /** Why the resolver would not have {@code version}. */
    private record Refused(Version version, String message) {}
}
