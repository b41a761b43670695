package io.ggen.publishing;

import io.ggen.api.Notices;
import io.ggen.api.Problem;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.trust.Trust;
import io.ggen.records.store.RecordStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The services of an OSGi host. That they are there makes no key and reads no file. */
@Component(service = HostNeighbours.class)
public final class HostNeighbours implements Neighbours {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Identity identity;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Trust trust;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable RecordStore catalogue;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SignatureMemo memo;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Notices> listeners = List.of();

    @Override
    public Identity identity() {
        Identity service = identity;
        if (service == null) {
            throw Problem.of("Nothing can be signed because the bundle io.ggen.identity is not installed; nothing was"
                            + " changed.")
                    .asException();
        }
        return service;
    }

    @Override
    public Optional<Trust> trust() {
        return Optional.ofNullable(trust);
    }

    @Override
    public RecordStore catalogue() {
        RecordStore service = catalogue;
        if (service == null) {
            throw Problem.of("Nothing can be published for the network alone because the bundle io.ggen.record.store is"
                            + " not installed; nothing was changed.")
                    .asException();
        }
        return service;
    }

    @Override
    public SignatureMemo memo() {
        SignatureMemo service = memo;
        return service == null ? SignatureMemo.NONE : service;
    }

    @Override
    public void warn(String sentence) {
        List<Notices> now = listeners;
        for (Notices listener : now) {
            listener.warning(sentence);
        }
        if (now.isEmpty()) {
            System.getLogger(HostNeighbours.class.getName()).log(System.Logger.Level.WARNING, sentence);
        }
    }
}
