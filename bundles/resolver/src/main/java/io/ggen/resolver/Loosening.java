package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Question.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks for what the user may take back of what forbids too much: an option, a lock on a package, an override. */
final class Loosening {
    private final Question question;
    private final Proof proof;
    private final Trial trial;

    /** Looks for a solution of another question. */
    interface Trial {
        @Nullable
        Plan of(Question other) throws InterruptedException;
    }

    Loosening(Question question, Proof proof, Trial trial) {
        this.question = question;
        this.proof = proof;
        this.trial = trial;
    }

    /** What to type, or to do, so that there is a solution; null if nothing was found. */
    @Nullable
    String command() throws InterruptedException {
        String found = withoutOptions();
        found = found != null ? found : unlocking();
        return found != null ? found : withoutOverride();
    }

    private @Nullable String withoutOptions() throws InterruptedException {
        Options options = question.options();
        boolean frozen = !proof.barred(Bar.FROZEN).isEmpty();
        boolean offline = !proof.barred(Bar.OFFLINE).isEmpty();
        List<Options> looser = new ArrayList<>();
        if (frozen) {
            looser.add(options.withFrozen(false));
        }
        if (offline) {
            looser.add(options.withOffline(false));
        }
        if ((frozen || offline) && options.frozen() && options.offline()) {
            looser.add(options.withFrozen(false).withOffline(false));
        }
        for (Options other : looser) {
            String command = Commands.install(Commands.typed(question), other);
            if (Commands.isShort(command) && trial.of(question.with(other)) != null) {
                return command;
            }
        }
        return null;
    }

    private @Nullable String unlocking() throws InterruptedException {
        SortedSet<PackageName> kept = proof.barred(Bar.KEPT);
        List<Set<PackageName>> choices = new ArrayList<>();
        for (PackageName name : kept) {
            choices.add(Set.of(name));
        }
        if (kept.size() > 1) {
            choices.add(kept);
        }
        for (Set<PackageName> choice : choices) {
            SortedSet<PackageName> unlocked = new TreeSet<>(question.unlocked());
            unlocked.addAll(choice);
            String command = Commands.update(unlocked);
            if (Commands.isShort(command) && unlockingHelps(unlocked)) {
                return command;
            }
        }
        return null;
    }

    /** Whether there is a solution once {@code unlocked} may move; for an install, once they have moved. */
    private boolean unlockingHelps(Set<PackageName> unlocked) throws InterruptedException {
        Set<PackageName> kept = new HashSet<>(question.kept());
        kept.removeAll(unlocked);
        Question update = question.withUnlocked(unlocked).withKept(kept);
        List<Dependency> before = new ArrayList<>();
        for (Dependency root : question.roots()) {
            if (!Commands.isFresh(root, question)) {
                before.add(root);
            }
        }
        if (!question.unlocked().isEmpty() || before.size() == question.roots().size()) {
            return trial.of(update) != null;
        }
        Plan moved = trial.of(update.withRoots(before));
        if (moved == null) {
            return false;
        }
        Map<PackageName, Version> locked = new HashMap<>();
        for (Plan.Step step : moved.steps()) {
            locked.put(step.release().name(), step.release().version());
        }
        Set<PackageName> stillKept = new HashSet<>(question.kept());
        stillKept.retainAll(locked.keySet());
        return trial.of(question.withLocked(locked).withKept(stillKept)) != null;
    }

    private @Nullable String withoutOverride() throws InterruptedException {
        SortedSet<PackageName> overridden = new TreeSet<>();
        for (Wanted wanted : proof.asked()) {
            if (wanted.isOverridden()) {
                overridden.add(wanted.target.name());
            }
        }
        for (Reason.Needs needs : proof.needs()) {
            if (needs.wanted.isOverridden()) {
                overridden.add(needs.wanted.target.name());
            }
        }
        for (PackageName name : overridden) {
            Map<PackageName, Range> rest = new HashMap<>(question.overrides());
            rest.remove(name);
            if (trial.of(question.withOverrides(rest)) != null) {
                return "remove " + name + " from " + Words.OVERRIDES;
            }
        }
        return null;
    }
}
