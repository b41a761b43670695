package io.ggen.shell.commands;

import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Collected;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.marketplace.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked and answers what it was given. */
public final class FakeMarketplace implements Marketplace {
    public final List<String> asked = new ArrayList<>();
    public List<Path> targets = List.of();
    public final List<InstallRequest> requests = new ArrayList<>();
    public final List<InstallOptions> options = new ArrayList<>();
    public Outcome outcome = new Outcome(List.of(), List.of(), List.of(), 0);
    public Lock lock = Lock.EMPTY;
    public int generation;
    public List<Outdated> outdated = List.of();
    public List<List<PackageName>> chains = List.of();
    public @Nullable Provenance provenance;
    public Verification verification = new Verification(0, 0, List.of());
    public List<Generation> history = List.of();
    public Consumer<Progress> during = progress -> {};

    /** Whom it asks for consent before it installs. */
    public List<Consent.Newcomer> newcomers = List.of();

    @Override
    public Outcome install(InstallRequest request, Progress progress) {
        asked.add("install " + request.specs());
        requests.add(request);
        during.accept(progress);
        if (!newcomers.isEmpty()) {
            request.options().consent().ask(newcomers, "nothing was installed");
        }
        return outcome;
    }

    @Override
    public Outcome uninstall(Set<PackageName> names, InstallOptions given, Progress progress) {
        asked.add("uninstall " + names);
        options.add(given);
        return outcome;
    }

    @Override
    public Outcome update(Set<PackageName> names, InstallOptions given, Progress progress) {
        asked.add("update " + names);
        options.add(given);
        return outcome;
    }

    @Override
    public List<Path> targets() {
        return targets;
    }

    @Override
    public Installed installed(Path target) {
        asked.add("installed " + target);
        return new Installed(target, generation, lock);
    }

    @Override
    public List<Outdated> outdated(Path target) {
        asked.add("outdated " + target);
        return outdated;
    }

    @Override
    public List<List<PackageName>> why(PackageName name, Path target) {
        asked.add("why " + name + " " + target);
        return chains;
    }

    @Override
    public Verification verify(Path target, Progress progress) {
        asked.add("verify " + target);
        return verification;
    }

    @Override
    public List<Generation> history(Path target) {
        asked.add("history " + target);
        return history;
    }

    @Override
    public Outcome rollback(int number, Path target, Progress progress) {
        asked.add("rollback " + number + " " + target);
        return outcome;
    }

    @Override
    public Collected gc(int keep, Progress progress) {
        asked.add("gc " + keep);
        return new Collected(2, 1, 3, 1_500_000);
    }

    @Override
    public Provenance provenance(Release release) {
        return provenance == null ? Provenance.unsigned(null) : provenance;
    }
}
