package io.ggen.installer;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.files.PathLock;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.plugins.CodeHost;
import io.ggen.installer.code.CodeList;
import io.ggen.installer.plan.Proposal;
import io.ggen.installer.supply.Supplied;
import io.ggen.installer.supply.Terms;
import io.ggen.installer.target.Commit;
import io.ggen.installer.target.Note;
import io.ggen.installer.target.TargetState;
import io.ggen.installer.work.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes a change from plan to commit. Planning and extracting hold no lock on the target; if somebody else has changed it
 * meanwhile, or gc has been through the store, everything is planned again.
 */
final class Installer {
    private static final int MOST_ATTEMPTS = 50;

    private final Parts parts;
    private final MarketplaceListener listener;

    /** {@code listener} hears of each commit, outside of all locks. */
    Installer(Parts parts, MarketplaceListener listener) {
        this.parts = parts;
        this.listener = listener;
    }

    /** Does {@code change}. {@code currentMatters}: whether a damaged current lock ends the operation. */
    Outcome run(Run run, Change change, boolean currentMatters) {
        try {
            return attempts(run, change, currentMatters);
        } catch (InterruptedException e) {
            throw Failures.cancelled(run.state()).asException(e);
        } catch (IOException e) {
            throw Failures.problem(e, run.target().folder(), run.state());
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.CANCELLED) {
                throw Failures.cancelled(run.state()).asException(e);
            }
            throw e;
        }
    }

    private Outcome attempts(Run run, Change change, boolean currentMatters) throws IOException, InterruptedException {
        refuseHome(run);
        sweep();
        Set<String> told = new HashSet<>();
        Set<Consent.Newcomer> agreed = new HashSet<>();
        Set<String> agreedCode = new HashSet<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Base base = Base.read(parts, run.target(), run.options().lock(), currentMatters, run.state());
            Change.Planned planned = change.plan(base);
            for (String warning : planned.warnings()) {
                if (told.add(warning)) {
                    run.progress().warning(warning);
                }
            }
            Agreement agreement = new Agreement(run, told, agreed, agreedCode);
            Optional<Outcome> outcome = attempt(run, base, planned, agreement, attempt > 0);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw Problem.of("Others kept changing the target; " + run.state() + ".")
                .asException();
    }

    private void refuseHome(Run run) {
        Path folder = run.target().folder();
        Home home = parts.home();
        boolean isInside = folder.startsWith(home.store())
                || folder.startsWith(home.registry())
                || folder.startsWith(home.roots());
        if (isInside || home.root().startsWith(folder)) {
            throw Problem.of(
                            Texts.shown(folder.toString(), 400) + " cannot be a target: ggen keeps its own files "
                                    + (isInside ? "there" : "in it") + "; " + run.state() + ".",
                            "ggen install --target NEW_FOLDER")
                    .asException();
        }
    }

    private void sweep() {
        try {
            parts.store().sweep();
        } catch (IOException e) {
            // Leftovers in a store that cannot be written harm nobody.
        }
    }

    /** Empty if the target or the store has moved meanwhile. */
    private Optional<Outcome> attempt(Run run, Base base, Change.Planned planned, Agreement agreement, boolean claim)
            throws IOException, InterruptedException {
        Proposal proposal = planned.proposal();
        Commit.clash(proposal.lock().packages().keySet()).ifPresent(problem -> {
            throw problem.asException();
        });
        boolean relink = run.options().force();
        if (run.options().choice().frozen() && !proposal.lock().equals(base.wanted())) {
            throw Problem.of("The lock would have to change and --frozen forbids that; " + run.state() + ".")
                    .asException();
        }
        CodeOfRun code = new CodeOfRun(parts, run, base, agreement);
        if (run.options().dryRun()) {
            agreement.tell(proposal.newcomers());
            agreement.tellOfCode(code.questions(proposal));
            return Optional.of(outcome(run, base, proposal.lock(), planned.reasons()));
        }
        if (!relink && isThere(run, base, proposal.lock())) {
            return unchanged(run, base, proposal.lock(), planned.reasons());
        }
        agreement.warn(planned.planner().endedKeys(proposal.lock()));
        agreement.ask(proposal.newcomers());
        Optional<Outcome> outcome;
        Lock lock;
        try (Supplied supplied = supply(run, base, planned, claim)) {
            lock = upgraded(proposal.lock(), supplied.digests());
            if (!relink && isThere(run, base, lock)) {
                return unchanged(run, base, lock, planned.reasons());
            }
            outcome = commit(run, base, lock, planned, supplied, code);
        }
        outcome.ifPresent(done -> listener.committed(
                new MarketplaceListener.Committed(run.target().folder(), done.generation(), base.current(), lock)));
        return outcome;
    }

    private boolean isThere(Run run, Base base, Lock lock) {
        return base.generation() > 0
                && (lock == base.current() || lock.equals(base.current()))
                && TargetState.leadsToTrees(
                        run.target(), base.generation(), lock.packages().keySet());
    }

    private static Outcome outcome(Run run, Base base, Lock lock, Map<PackageName, String> reasons) {
        return Outcomes.between(base.current(), lock, run.target().folder(), base.generation(), reasons);
    }

    private Optional<Outcome> unchanged(Run run, Base base, Lock lock, Map<PackageName, String> reasons)
            throws IOException, InterruptedException {
        Commit commit = parts.commit(run.target());
        if (commit.isUntidy(lock.packages().keySet())) {
            try (PathLock mine = run.target().take()) {
                if (!base.isStill(run.target())) {
                    return Optional.empty();
                }
                try (PathLock share = parts.store().share()) {
                    commit.tidy(lock.packages().keySet(), base.usersLock());
                }
            }
        }
        return Optional.of(outcome(run, base, lock, reasons));
    }

    private Supplied supply(Run run, Base base, Change.Planned planned, boolean claim) throws InterruptedException {
        Terms terms = new Terms(
                run.options().force(),
                run.options().choice().offline(),
                run.options().fetch(),
                claim,
                base.current(),
                run.state(),
                run.progress());
        try {
            return parts.supply().provide(planned.proposal().needs(), planned.planner(), terms);
        } catch (IOException e) {
            throw Failures.problem(e, parts.store().root(), run.state());
        }
    }

    /** The same lock with the digest of every archive in today's form. */
    private static Lock upgraded(Lock lock, Map<PackageName, Digest> digests) {
        boolean isUpToDate = true;
        for (Lock.Entry entry : lock.packages().values()) {
            isUpToDate &= entry.integrity().equals(digests.getOrDefault(entry.name(), entry.integrity()));
        }
        if (isUpToDate) {
            return lock;
        }
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        for (Lock.Entry entry : lock.packages().values()) {
            Digest digest = digests.getOrDefault(entry.name(), entry.integrity());
            packages.put(
                    entry.name(),
                    new Lock.Entry(entry.name(), entry.version(), entry.publisher(), digest, entry.dependencies()));
        }
        return new Lock(lock.requests(), packages);
    }

    /** Commits with what code there is tried before, and running behind it. */
    private Optional<Outcome> commit(
            Run run, Base base, Lock lock, Change.Planned planned, Supplied supplied, CodeOfRun code)
            throws IOException, InterruptedException {
        code.find(lock, supplied);
        code.ask(code.questions(lock));
        try (CodeHost.Trial trial = code.trial()) {
            Optional<Outcome> outcome = commit(run, base, lock, planned, supplied, code.list());
            if (outcome.isPresent()) {
                code.committed(trial != null);
            }
            return outcome;
        }
    }

    private Optional<Outcome> commit(
            Run run, Base base, Lock lock, Change.Planned planned, Supplied supplied, CodeList code)
            throws IOException, InterruptedException {
        byte[] text = parts.locks().write(lock, run.state());
        Path folder = run.target().folder();
        run.progress().at("linking", 0, lock.packages().size());
        try (PathLock mine = run.target().take()) {
            if (!base.isStill(run.target())) {
                return Optional.empty();
            }
            try (PathLock share = parts.store().share()) {
                if (!supplied.claimed() && !parts.store().epoch().equals(supplied.epoch())) {
                    return Optional.empty();
                }
                Note note = new Note(
                        planned.proposal().reason(), parts.clock().instant().truncatedTo(ChronoUnit.SECONDS));
                boolean trust = !run.options().force();
                Commit.Content content = new Commit.Content(
                        supplied.trees(),
                        text,
                        code,
                        note,
                        trust ? base.current().packages().keySet() : Set.of(),
                        base.usersLock());
                int number = parts.commit(run.target()).commit(content, run.progress());
                run.progress()
                        .at("linking", lock.packages().size(), lock.packages().size());
                return Optional.of(Outcomes.between(base.current(), lock, folder, number, planned.reasons()));
            }
        }
    }
}
