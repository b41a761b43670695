package io.ggen.installer;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.marketplace.Collected;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Verification;
import io.ggen.installer.work.Checkpoints;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Installs into generations that share one store of trees. Keeps nothing open between operations. */
@Component(service = Marketplace.class)
public final class GenerationMarketplace implements Marketplace {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Parts parts;
    private final Installer installer;
    private final Inspection inspection;

    /** For one home, on this machine's clock. */
    @Activate
    public GenerationMarketplace(@Reference Home home, @Reference Roles roles) {
        this(home, roles, Clock.systemUTC(), PATIENCE, Parts.bootId(), Checkpoints.NONE);
    }

    /**
     * For one home.
     *
     * @param patience how long registries may take to answer
     * @param boot names this start of the machine; if empty, every file is synced
     * @param checkpoints hears of every step
     */
    public GenerationMarketplace(
            Home home, Roles roles, Clock clock, Duration patience, Optional<String> boot, Checkpoints checkpoints) {
        this.parts = Parts.of(home, roles, clock, patience, boot, checkpoints);
        this.installer = new Installer(parts);
        this.inspection = new Inspection(parts);
    }

    @Override
    public Outcome install(InstallRequest request, Progress progress) {
        Run run = Run.of(request.options(), "nothing was installed", progress);
        return installer.run(run, new Changes(parts, run).install(request.specs()), true);
    }

    @Override
    public Outcome uninstall(Set<PackageName> names, InstallOptions options, Progress progress) {
        Run run = Run.of(options, "nothing was removed", progress);
        return installer.run(run, new Changes(parts, run).uninstall(names), true);
    }

    @Override
    public Outcome update(Set<PackageName> names, InstallOptions options, Progress progress) {
        Run run = Run.of(options, "nothing was updated", progress);
        return installer.run(run, new Changes(parts, run).update(names), true);
    }

    @Override
    public Installed installed(Path target) {
        return inspection.installed(target);
    }

    @Override
    public List<Outdated> outdated(Path target) {
        return inspection.outdated(target);
    }

    @Override
    public List<List<PackageName>> why(PackageName name, Path target) {
        return inspection.why(name, target);
    }

    @Override
    public Verification verify(Path target, Progress progress) {
        return new Verifying(inspection.installed(target), progress).run();
    }

    @Override
    public List<Generation> history(Path target) {
        return inspection.history(target);
    }

    @Override
    public Outcome rollback(int generation, Path target, Progress progress) {
        Run run = Run.of(InstallOptions.into(target), "nothing was rolled back", progress);
        return installer.run(run, new Changes(parts, run).rollback(generation), false);
    }

    @Override
    public Collected gc(int keep, Progress progress) {
        return new Collecting(parts, keep, progress).run();
    }
}
