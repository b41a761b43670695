package io.ggen.installer;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.identity.Identity;
import io.ggen.api.marketplace.Collected;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.marketplace.Verification;
import io.ggen.api.trust.Trust;
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.work.Checkpoints;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Installs into generations that share one store of trees. Keeps nothing open between operations. */
@Component(service = Marketplace.class)
public final class GenerationMarketplace implements Marketplace {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Services services = new Services();
    private final Parts parts;
    private final Installer installer;
    private final Inspection inspection;

    /** For one home, on this machine's clock. */
    @Activate
    public GenerationMarketplace(@Reference Home home, @Reference Roles roles) {
        this(home, roles, Clock.systemUTC(), PATIENCE, Parts.bootId(), Checkpoints.NONE, null);
    }

    /**
     * For one home, whose user pins nothing and has no key.
     *
     * @param patience how long registries may take to answer
     * @param boot names this start of the machine; if empty, every file is synced
     * @param checkpoints hears of every step
     */
    public GenerationMarketplace(
            Home home, Roles roles, Clock clock, Duration patience, Optional<String> boot, Checkpoints checkpoints) {
        this(home, roles, clock, patience, boot, checkpoints, Neighbours.NONE);
    }

    /** The same with {@code neighbours}; null for the services of the framework, as they come and go. */
    GenerationMarketplace(
            Home home,
            Roles roles,
            Clock clock,
            Duration patience,
            Optional<String> boot,
            Checkpoints checkpoints,
            @Nullable Neighbours neighbours) {
        this.parts =
                Parts.of(home, roles, clock, patience, boot, checkpoints, neighbours == null ? services : neighbours);
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
        return new Verifying(inspection.installed(target), parts.clock(), progress).run();
    }

    @Override
    public Provenance provenance(Release release) {
        return new Provenances(parts).of(release);
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTrust(ComponentServiceObjects<Trust> trust) {
        services.trust = trust;
    }

    void unbindTrust(ComponentServiceObjects<Trust> trust) {
        if (services.trust == trust) {
            services.trust = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindIdentity(ComponentServiceObjects<Identity> identity) {
        services.identity = identity;
    }

    void unbindIdentity(ComponentServiceObjects<Identity> identity) {
        if (services.identity == identity) {
            services.identity = null;
        }
    }

    /** Brought to life when something is asked of them: most runs ask nothing. */
    private static final class Services implements Neighbours {
        private volatile @Nullable ComponentServiceObjects<Trust> trust;
        private volatile @Nullable ComponentServiceObjects<Identity> identity;

        @Override
        public Optional<Trust> trust() {
            ComponentServiceObjects<Trust> now = trust;
            return now == null ? Optional.empty() : Optional.ofNullable(now.getService());
        }

        @Override
        public Optional<Identity> identity() {
            ComponentServiceObjects<Identity> now = identity;
            return now == null ? Optional.empty() : Optional.ofNullable(now.getService());
        }
    }
}
