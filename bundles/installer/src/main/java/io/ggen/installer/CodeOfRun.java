package io.ggen.installer;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import io.ggen.installer.code.BundlePaths;
import io.ggen.installer.code.CodeList;
import io.ggen.installer.code.Limits;
import io.ggen.installer.plan.LockGraph;
import io.ggen.installer.plan.Proposal;
import io.ggen.installer.supply.Need;
import io.ggen.installer.supply.Supplied;
import io.ggen.installer.vouch.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt of one run has to do with packages of kind {@code bundle}. Only those in the home's default target are ever
 * run; elsewhere they are files, and nobody is asked.
 */
final class CodeOfRun {
    private final Parts parts;
    private final Run run;
    private final Base base;
    private final Agreement agreement;
    private final Limits limits = Limits.USUAL;
    private final Standing standing;
    private final boolean isDefault;
    private @Nullable CodeList current;
    private CodeList list = CodeList.NONE;
    private List<Plugin> plugins = List.of();

    CodeOfRun(Parts parts, Run run, Base base, Agreement agreement) {
        this.parts = parts;
        this.run = run;
        this.base = base;
        this.agreement = agreement;
        this.standing = new Standing(parts.neighbours());
        this.isDefault = isSame(run.target().folder(), parts.home().packages());
    }

    private static boolean isSame(Path folder, Path other) {
        try {
            return folder.equals(other) || (Files.exists(folder) && Files.isSameFile(folder, other));
        } catch (IOException e) {
            return false;
        }
    }

    /** What the current generation holds. One that cannot be read counts as none: then everything is asked anew. */
    private CodeList current() {
        CodeList known = current;
        if (known == null) {
            known = CodeList.NONE;
            if (isDefault && base.generation() > 0) {
                try {
                    known = CodeList.read(run.target().generation(base.generation()), limits);
                } catch (IOException e) {
                    known = CodeList.NONE;
                }
            }
            current = known;
        }
        return known;
    }

    /** What is to be asked about {@code proposal}, as far as registries were asked what its packages are. */
    List<Consent.Code> questions(Proposal proposal) {
        List<Consent.Code> questions = new ArrayList<>();
        if (isDefault && proposal.resolved() != null) {
            for (Need need : proposal.resolved()) {
                Release release = need.release();
                if (release != null && release.kind() == Release.Kind.BUNDLE) {
                    add(questions, proposal.lock(), need.name(), need.version(), need.publisher());
                }
            }
        }
        return questions;
    }

    /** What is to be asked about the packages found. */
    List<Consent.Code> questions(Lock lock) {
        List<Consent.Code> questions = new ArrayList<>();
        for (CodeList.Entry entry : list.entries()) {
            add(questions, lock, entry.name(), entry.version(), entry.publisher());
        }
        return questions;
    }

    private void add(
            List<Consent.Code> questions, Lock lock, PackageName name, Version version, PublisherId publisher) {
        CodeList.Entry now = current().of(name);
        if (now != null && now.version().equals(version) && now.publisher().equals(publisher)) {
            return;
        }
        boolean heldFiles = now == null && base.current().packages().containsKey(name);
        Pin pin = standing.pin(name);
        boolean agreed = pin != null && pin.code() && pin.publisher().equals(publisher);
        if (!agreed || (heldFiles && !run.back())) {
            String reason = heldFiles ? Consent.Code.WAS_FILES : lock.isDirect(name) ? "" : neededBy(lock, name);
            questions.add(new Consent.Code(name, version, publisher, Standing.fingerprint(publisher), reason));
        }
    }

    private static String neededBy(Lock lock, PackageName name) {
        List<PackageName> dependents = new LockGraph(lock).dependents().getOrDefault(name, List.of());
        return dependents.isEmpty() ? "" : "needed by " + dependents.get(0);
    }

    /** Asks for consent to {@code questions}, and keeps it where pins are kept. */
    void ask(List<Consent.Code> questions) {
        List<Consent.Code> agreed = agreement.askForCode(questions);
        Optional<Trust> trust =
                agreed.isEmpty() ? Optional.empty() : parts.neighbours().trust();
        if (trust.isPresent()) {
            for (Consent.Code each : agreed) {
                trust.get().add(each.name(), each.publisher(), true);
            }
        }
    }

    /** Finds the code in what the store has for {@code lock}. Fails if a package of code has no bundle. */
    void find(Lock lock, Supplied supplied) throws IOException {
        if (supplied.code().isEmpty()) {
            return;
        }
        if (!isDefault) {
            tellOfFiles(lock, supplied);
            return;
        }
        List<CodeList.Entry> entries = new ArrayList<>();
        List<Plugin> found = new ArrayList<>();
        for (Lock.Entry entry : new TreeMap<>(lock.packages()).values()) {
            if (supplied.code().contains(entry.name())) {
                Path tree = parts.store()
                        .tree(Objects.requireNonNull(supplied.trees().get(entry.name())));
                List<String> bundles = BundlePaths.of(tree, entry.id(), run.state(), limits);
                entries.add(new CodeList.Entry(entry.name(), entry.version(), entry.publisher(), bundles));
                found.add(new Plugin(
                        entry.name(),
                        entry.version(),
                        entry.publisher(),
                        bundles.stream().map(tree::resolve).toList()));
            }
        }
        if (entries.size() > limits.packages()) {
            throw Problem.of("There would be " + entries.size() + " packages of code, and a host takes "
                            + limits.packages() + "; " + run.state() + ".")
                    .asException();
        }
        list = new CodeList(entries);
        plugins = found;
    }

    private void tellOfFiles(Lock lock, Supplied supplied) {
        for (PackageName name : supplied.code()) {
            Lock.Entry entry = lock.packages().get(name);
            Lock.Entry before = base.current().packages().get(name);
            if (entry != null && !entry.equals(before)) {
                run.progress()
                        .note(entry.id()
                                + " holds code, which only runs from the home's own packages; here it is files.");
            }
        }
    }

    /** What the generation is to say of its code. */
    CodeList list() {
        return list;
    }

    private boolean isUnchanged() {
        return list.equals(current())
                && (list.entries().isEmpty() || !run.options().force());
    }

    /** Has the new code tried, if there is any change; null if there is nothing to try, or nobody who could. */
    CodeHost.@Nullable Trial trial() throws InterruptedException {
        if (isUnchanged()) {
            return null;
        }
        Optional<CodeHost> host = parts.neighbours().codeHost();
        return host.isEmpty() ? null : host.get().trial(plugins, run.state());
    }

    /** The generation is current now: has its code run. Nothing in here fails the operation. */
    void committed(boolean tried) {
        if (isUnchanged()) {
            return;
        }
        String fresh = fresh();
        Optional<CodeHost> host = tried ? parts.neighbours().codeHost() : Optional.empty();
        if (host.isEmpty()) {
            if (!fresh.isEmpty()) {
                run.progress().warning(fresh + " was not started, because this process runs no code of packages.");
            }
        } else if (host.get().starts()) {
            reconcile(host.get());
        } else if (!fresh.isEmpty()) {
            run.progress().note(fresh + " starts with the next shell or ggen serve.");
        }
    }

    private void reconcile(CodeHost host) {
        try {
            for (String sentence : host.reconcile()) {
                run.progress().warning(sentence);
            }
        } catch (RuntimeException | LinkageError e) {
            run.progress()
                    .warning("The code of packages could not be started (" + Texts.shown(String.valueOf(e), 300)
                            + "); the next start of the host tries again.");
        }
    }

    /** The packages whose code is new, as the subject of a sentence; empty text if there are none. */
    private String fresh() {
        List<String> ids = new ArrayList<>();
        for (CodeList.Entry entry : list.entries()) {
            if (!entry.equals(current().of(entry.name()))) {
                ids.add(entry.name() + " " + entry.version());
            }
        }
        return ids.isEmpty() ? "" : "The code of " + Texts.shown(String.join(", ", ids), 300);
    }
}
