package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a command that would work: without an option that forbids too much, with prereleases, another version of one
 * thing asked for, or one thing less. Each is tried by resolving again, within a small budget; one that was not found to work is not suggested.
 */
final class Suggestions {
    private static final int MOST_TRIES = 12;

    private final Question question;
    private final Proof proof;
    private final Retry retry;
    private int triesLeft = MOST_TRIES;

    /** Resolves a question again, without suggestions and with few steps. */
    interface Retry {
        Resolution resolve(Question question) throws InterruptedException;
    }

    Suggestions(Question question, Proof proof, Retry retry) {
        this.question = question;
        this.proof = proof;
        this.retry = retry;
    }

    /** The one command to suggest, or nothing. */
    List<String> next() throws InterruptedException {
        String found = new Loosening(question, proof, this::works).command();
        found = found != null ? found : withPrereleases();
        found = found != null ? found : withOtherVersion();
        found = found != null ? found : withoutOne();
        return found != null ? List.of(found) : lookUp();
    }

    private @Nullable String withPrereleases() throws InterruptedException {
        Options options = question.options();
        if (options.prereleases() || !prereleasesMatter()) {
            return null;
        }
        Options pre = options.withPrereleases(true);
        String command = Commands.install(Commands.typed(question), pre);
        return works(command, question.with(pre)) != null ? command : null;
    }

    private boolean prereleasesMatter() {
        for (Wanted wanted : proof.asked()) {
            if (wanted.isHopeless() && new Shortage(wanted).isOfStableVersions()) {
                return true;
            }
        }
        for (Reason.Needs needs : proof.needs()) {
            Wanted wanted = needs.wanted;
            if (wanted.isHopeless() && new Shortage(wanted).isOfStableVersions()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String withOtherVersion() throws InterruptedException {
        for (boolean fresh : new boolean[] {true, false}) {
            for (Dependency root : askedRoots(fresh)) {
                if (root.range().equals(Range.LATEST)) {
                    continue;
                }
                Dependency open = new Dependency(root.name(), root.publisher(), Range.LATEST);
                Plan plan = works("", question.withRoots(replaced(root, open)));
                if (plan == null) {
                    continue;
                }
                Dependency exact = new Dependency(
                        root.name(),
                        root.publisher(),
                        Range.exactly(chosen(plan, root).version()));
                List<Dependency> typed = new ArrayList<>();
                for (Dependency other : Commands.fresh(question)) {
                    if (!other.name().equals(root.name())) {
                        typed.add(other);
                    }
                }
                typed.add(fresh ? Math.min(place(root), typed.size()) : typed.size(), exact);
                String command = Commands.install(typed, question.options());
                if (works(command, question.withRoots(replaced(root, exact))) != null) {
                    return command;
                }
            }
        }
        return null;
    }

    private int place(Dependency root) {
        List<Dependency> fresh = Commands.fresh(question);
        for (int i = 0; i < fresh.size(); i++) {
            if (fresh.get(i) == root) {
                return i;
            }
        }
        return fresh.size();
    }

    private @Nullable String withoutOne() throws InterruptedException {
        for (boolean fresh : new boolean[] {false, true}) {
            for (Dependency root : askedRoots(fresh)) {
                List<Dependency> rest = new ArrayList<>(Commands.fresh(question));
                rest.remove(root);
                String command = fresh ? Commands.install(rest, question.options()) : "ggen uninstall " + root.name();
                if ((!fresh || !rest.isEmpty()) && works(command, question.withRoots(replaced(root, null))) != null) {
                    return command;
                }
            }
        }
        return null;
    }

    /** Where to look when nothing was found that works. */
    private List<String> lookUp() {
        Candidates blamed = null;
        for (Reason.Needs needs : proof.needs()) {
            blamed = blamed == null || needs.wanted.isHopeless() ? needs.wanted.target : blamed;
        }
        if (blamed == null) {
            blamed = proof.asked().get(0).target;
        }
        String verb = blamed.known().isEmpty() ? "search" : "info";
        return List.of("ggen " + verb + " " + blamed.name());
    }

    /** The roots in the proof, in the order of the question: those asked for now, or those there before. */
    private List<Dependency> askedRoots(boolean fresh) {
        List<Dependency> roots = new ArrayList<>();
        for (Dependency root : question.roots()) {
            if (Commands.fresh(question).contains(root) != fresh) {
                continue;
            }
            for (Wanted wanted : proof.asked()) {
                if (wanted.target.name().equals(root.name())) {
                    roots.add(root);
                    break;
                }
            }
        }
        return roots;
    }

    private List<Dependency> replaced(Dependency root, @Nullable Dependency by) {
        List<Dependency> roots = new ArrayList<>();
        for (Dependency other : question.roots()) {
            if (other != root) {
                roots.add(other);
            } else if (by != null) {
                roots.add(by);
            }
        }
        return roots;
    }

    private static Release chosen(Plan plan, Dependency root) {
        for (Plan.Step step : plan.steps()) {
            if (step.release().name().equals(root.name())) {
                return step.release();
            }
        }
        throw new IllegalStateException(root + " is not in the plan");
    }

    private @Nullable Plan works(String command, Question other) throws InterruptedException {
        return Commands.isShort(command) ? works(other) : null;
    }

    private @Nullable Plan works(Question other) throws InterruptedException {
        if (triesLeft-- <= 0) {
            return null;
        }
        return retry.resolve(other) instanceof Resolution.Solved solved ? solved.plan() : null;
    }
}
