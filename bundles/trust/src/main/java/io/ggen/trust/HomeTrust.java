package io.ggen.trust;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trust of this home's user, in {@code trust.json}. */
@Component
public final class HomeTrust implements Trust {
    static final String FILE = "trust.json";

    private final Trust kept;

    /** Touches nothing on the disk. */
    @Activate
    public HomeTrust(@Reference Home home) {
        this(home, Clock.systemUTC());
    }

    HomeTrust(Home home, Clock clock) {
        kept = new KeptTrust(
                new TrustFile(home.root().resolve(FILE), Clock.systemUTC()), new SignedRevocations(clock), clock);
    }

    @Override
    public SortedMap<PackageName, Pin> pins() {
        return kept.pins();
    }

    @Override
    public Optional<Pin> pinned(PackageName name) {
        return kept.pinned(name);
    }

    @Override
    public Added add(PackageName name, PublisherId publisher, boolean code) {
        return kept.add(name, publisher, code);
    }

    @Override
    public Pin remove(PackageName name) {
        return kept.remove(name);
    }

    @Override
    public Optional<Revocation> revoked(PublisherId publisher) {
        return kept.revoked(publisher);
    }

    @Override
    public List<Revocation> revocations() {
        return kept.revocations();
    }

    @Override
    public Revocation readRevocation(byte[] envelope) {
        return kept.readRevocation(envelope);
    }

    @Override
    public Revocation revoke(byte[] envelope) {
        return kept.revoke(envelope);
    }
}
