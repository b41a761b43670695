package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.registry.HeldContent;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import io.ggen.records.Dependencies;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Roles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Archives that file registries of this machine have, of signed releases that the catalogue knows: for others to get. */
@Component(service = HeldContent.class)
public final class RegistryFiles implements HeldContent {
    private final Roles roles;
    private final PeerRegistry.Catalogue catalogue = new PeerRegistry.Catalogue();
    private final Supplier<@Nullable RecordStore> records;

    /** Knows nothing yet. */
    @Activate
    public RegistryFiles(@Reference Roles roles) {
        this.roles = roles;
        this.records = catalogue;
    }

    /** By the catalogue that {@code records} gives. */
    RegistryFiles(Roles roles, Supplier<@Nullable RecordStore> records) {
        this.roles = roles;
        this.records = records;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(ComponentServiceObjects<RecordStore> store) {
        catalogue.bind(store);
    }

    void unbindStore(ComponentServiceObjects<RecordStore> store) {
        catalogue.unbind(store);
    }

    @Override
    public Optional<Path> file(Digest sha256) {
        RecordStore store = records.get();
        try {
            Optional<Signed<ReleaseRecord>> record = store == null ? Optional.empty() : store.withArchive(sha256);
            return record.flatMap(signed -> file(release(signed.payload())));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Release release(ReleaseRecord record) {
        return record.dependencies() instanceof Dependencies.Listed ? record.toRelease() : record.toRelease(List.of());
    }

    private Optional<Path> file(Release release) {
        Roles.Step<Registry, Optional<Path>, RuntimeException> step = registry -> {
            if (!registry.needsNetwork()) {
                for (Source source : registry.sources(release)) {
                    Optional<Path> file = source.file().filter(Files::isRegularFile);
                    if (file.isPresent()) {
                        return file;
                    }
                }
            }
            return Optional.empty();
        };
        return roles.callAll(Registry.class, step).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
