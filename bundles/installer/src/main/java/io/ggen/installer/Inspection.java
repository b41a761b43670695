package io.ggen.installer;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.installer.plan.Planner;
import io.ggen.installer.plan.Ways;
import io.ggen.installer.target.Note;
import io.ggen.installer.target.Target;
import io.ggen.installer.work.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions about a target. Changes nothing, takes no lock. */
final class Inspection {
    static final String STATE = "nothing was changed";
    private static final int MOST_WAYS = 20;

    private final Parts parts;

    Inspection(Parts parts) {
        this.parts = parts;
    }

    static ProblemException notInstalled(PackageName name, Path target, String state) {
        return Problem.of(
                        "'" + name + "' is not installed in " + Texts.shown(target.toString(), 400) + "; " + state
                                + ".",
                        "ggen list")
                .asException();
    }

    Installed installed(Path folder) {
        Target target = new Target(folder);
        try {
            target.refuseForeign(STATE);
            return Base.installed(parts, target, true);
        } catch (IOException e) {
            throw Failures.problem(e, target.folder(), STATE);
        }
    }

    List<Path> targets() {
        List<Path> targets = new ArrayList<>();
        try {
            for (Path folder : parts.roots().all().values()) {
                if (Files.isDirectory(folder.resolve(".ggen"))) {
                    targets.add(folder);
                }
            }
        } catch (IOException e) {
            throw Failures.problem(e, parts.home().roots(), STATE);
        }
        targets.sort(null);
        return targets;
    }

    List<Outdated> outdated(Path folder) {
        Installed installed = installed(folder);
        Lock lock = installed.lock();
        if (lock.packages().isEmpty()) {
            return List.of();
        }
        Run run = Run.of(InstallOptions.into(folder), STATE, Progress.NONE);
        Base base = new Base(installed.generation(), lock, lock, java.util.Optional.empty());
        Planner planner = parts.planner(base, lock.requests().values(), run, parts.overrides(run));
        try {
            Map<PackageName, Version> wanted = wanted(planner, lock);
            Map<PackageName, Answer> answers = planner.known(lock.packages().keySet());
            List<Outdated> outdated = new ArrayList<>();
            for (Lock.Entry entry : lock.packages().values()) {
                Version best = wanted.getOrDefault(entry.name(), entry.version());
                Version latest = latest(answers.get(entry.name()), entry.version());
                if (best.compareTo(entry.version()) > 0 || latest.compareTo(entry.version()) > 0) {
                    outdated.add(
                            new Outdated(entry.name(), entry.version(), best, latest, lock.isDirect(entry.name())));
                }
            }
            return outdated;
        } catch (InterruptedException e) {
            throw Failures.cancelled(STATE).asException(e);
        }
    }

    private static Map<PackageName, Version> wanted(Planner planner, Lock lock) throws InterruptedException {
        Map<PackageName, Version> wanted = new HashMap<>();
        try {
            Question question = planner.question(lock.requests().values(), Question.Options.DEFAULT)
                    .withUnlocked(lock.packages().keySet());
            if (planner.ask(question) instanceof Resolution.Solved solved) {
                for (Plan.Step step : solved.plan().steps()) {
                    wanted.put(step.release().name(), step.release().version());
                }
            }
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.CANCELLED) {
                throw e;
            }
            return Map.of(); // Nothing can be updated; what is newer is still worth telling.
        }
        return wanted;
    }

    private static Version latest(@Nullable Answer answer, Version current) {
        Version latest = null;
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                boolean counts = !release.yanked() && !release.version().isPrerelease();
                if (counts && (latest == null || release.version().compareTo(latest) > 0)) {
                    latest = release.version();
                }
            }
        }
        return latest == null ? current : latest;
    }

    List<List<PackageName>> why(PackageName name, Path folder) {
        Installed installed = installed(folder);
        if (!installed.lock().packages().containsKey(name)) {
            throw notInstalled(name, installed.target(), STATE);
        }
        return new Ways(installed.lock(), name).shortest(MOST_WAYS);
    }

    List<Generation> history(Path folder) {
        Target target = new Target(folder);
        try {
            target.refuseForeign(STATE);
            int current = target.number();
            List<Integer> numbers = target.numbers();
            List<Generation> history = new ArrayList<>();
            Lock lock = numbers.isEmpty() ? Lock.EMPTY : lockOf(target, numbers.get(0));
            for (int i = 0; i < numbers.size(); i++) {
                int number = numbers.get(i);
                Lock before = i + 1 < numbers.size() ? lockOf(target, numbers.get(i + 1)) : Lock.EMPTY;
                boolean isOldestKept = i + 1 == numbers.size() && number > 1;
                Note note = Note.read(target.generation(number));
                history.add(new Generation(
                        number,
                        number == current,
                        note.made(),
                        note.reason(),
                        lock.packages().size(),
                        isOldestKept ? List.of() : Outcomes.changes(before, lock)));
                lock = before;
            }
            return history;
        } catch (IOException e) {
            throw Failures.problem(e, target.folder(), STATE);
        }
    }

    /** A generation whose lock is lost or damaged is shown as empty, so that the others can be seen. */
    private Lock lockOf(Target target, int number) throws IOException {
        try {
            return Base.lockOf(parts, target, number);
        } catch (ProblemException e) {
            return Lock.EMPTY;
        }
    }
}
