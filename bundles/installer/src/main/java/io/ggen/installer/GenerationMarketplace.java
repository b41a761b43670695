package io.ggen.installer;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.marketplace.Collected;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.marketplace.Verification;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.PluginSource;
import io.ggen.api.registry.HeldContent;
import io.ggen.api.trust.Trust;
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.work.Checkpoints;
import io.ggen.roles.Roles;
import java.nio.file.Files;
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
@Component(service = {Marketplace.class, HeldContent.class, PluginSource.class})
public final class GenerationMarketplace implements Marketplace, HeldContent, PluginSource {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Services services = new Services();
    private final Listeners listeners = new Listeners();
    private final Telling telling = new Telling(listeners);
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
        this.installer = new Installer(parts, listeners);
        this.inspection = new Inspection(parts);
    }

    @Override
    public Outcome install(InstallRequest request, Progress progress) {
        return telling.run("install", request.options().target(), progress, heard -> {
            Run run = Run.of(request.options(), "nothing was installed", heard);
            return installer.run(run, new Changes(parts, run).install(request.specs()), true);
        });
    }

    @Override
    public Outcome uninstall(Set<PackageName> names, InstallOptions options, Progress progress) {
        return telling.run("uninstall", options.target(), progress, heard -> {
            Run run = Run.of(options, "nothing was removed", heard);
            return installer.run(run, new Changes(parts, run).uninstall(names), true);
        });
    }

    @Override
    public Outcome update(Set<PackageName> names, InstallOptions options, Progress progress) {
        return telling.run("update", options.target(), progress, heard -> {
            Run run = Run.of(options, "nothing was updated", heard);
            return installer.run(run, new Changes(parts, run).update(names), true);
        });
    }

    @Override
    public Installed installed(Path target) {
        return inspection.installed(target);
    }

    @Override
    public List<Path> targets() {
        return inspection.targets();
    }

    /** Archives that are in the store; what a registry on this machine has stays there. */
    @Override
    public Optional<Path> file(Digest sha256) {
        if (sha256.algorithm() != Digest.Algorithm.SHA256) {
            return Optional.empty();
        }
        Path archive = parts.store().archive(sha256);
        return Files.isRegularFile(archive) ? Optional.of(archive) : Optional.empty();
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
        return telling.run("rollback", target, progress, heard -> {
            Run run = Run.back(
                    InstallOptions.into(target).with(Agreement.ON_THE_WAY_BACK), "nothing was rolled back", heard);
            return installer.run(run, new Changes(parts, run).rollback(generation), false);
        });
    }

    @Override
    public Wanted wanted() {
        return new InstalledPlugins(parts).wanted();
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMemo(ComponentServiceObjects<SignatureMemo> memo) {
        services.memo = memo;
    }

    void unbindMemo(ComponentServiceObjects<SignatureMemo> memo) {
        if (services.memo == memo) {
            services.memo = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCodeHost(ComponentServiceObjects<CodeHost> host) {
        services.codeHost = host;
    }

    void unbindCodeHost(ComponentServiceObjects<CodeHost> host) {
        if (services.codeHost == host) {
            services.codeHost = null;
        }
    }

    /** The launcher's: starts the bundles that run the code of packages, in a process that has begun without them. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(ggen.starts=plugins)")
    void bindStarter(ComponentServiceObjects<Runnable> starter) {
        services.starter = starter;
    }

    void unbindStarter(ComponentServiceObjects<Runnable> starter) {
        if (services.starter == starter) {
            services.starter = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(ComponentServiceObjects<MarketplaceListener> listener) {
        listeners.add(listener, listener::getService);
    }

    void unbindListener(ComponentServiceObjects<MarketplaceListener> listener) {
        listeners.remove(listener);
    }

    /** Tells {@code listener} from now on. */
    void listen(MarketplaceListener listener) {
        listeners.add(listener, () -> listener);
    }

    /** Brought to life when something is asked of them: most runs ask nothing. */
    private static final class Services implements Neighbours {
        private volatile @Nullable ComponentServiceObjects<Trust> trust;
        private volatile @Nullable ComponentServiceObjects<Identity> identity;
        private volatile @Nullable ComponentServiceObjects<SignatureMemo> memo;
        private volatile @Nullable ComponentServiceObjects<CodeHost> codeHost;
        private volatile @Nullable ComponentServiceObjects<Runnable> starter;

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

        @Override
        public SignatureMemo memo() {
            ComponentServiceObjects<SignatureMemo> now = memo;
            SignatureMemo service = now == null ? null : now.getService();
            return service == null ? SignatureMemo.NONE : service;
        }

        @Override
        public Optional<CodeHost> codeHost() {
            ComponentServiceObjects<Runnable> begin = starter;
            if (codeHost == null && begin != null) {
                Runnable service = begin.getService();
                if (service != null) {
                    service.run();
                }
            }
            ComponentServiceObjects<CodeHost> now = codeHost;
            return now == null ? Optional.empty() : Optional.ofNullable(now.getService());
        }
    }
}
