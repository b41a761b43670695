package io.ggen.publishing;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import io.ggen.identity.HomeIdentity;
import io.ggen.records.store.RecordStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The real keys of a home, and a trust that tests write in. */
final class FakeNeighbours implements Neighbours, Trust {
    final HomeIdentity identity;
    final TreeMap<PackageName, Pin> pins = new TreeMap<>();
    final List<Revocation> revocations = new ArrayList<>();
    final Set<Digest> verified = ConcurrentHashMap.newKeySet();

    @Nullable
    RecordStore catalogue;

    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    FakeNeighbours(Home home) {
        identity = new HomeIdentity(home);
    }

    void pin(String name, PublisherId publisher) {
        pins.put(new PackageName(name), new Pin(new PackageName(name), publisher, false, Desk.NOW));
    }

    void revoke(PublisherId publisher) {
        revocations.add(new Revocation(publisher, Desk.NOW, null, null));
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Optional<Trust> trust() {
        return Optional.of(this);
    }

    @Override
    public RecordStore catalogue() {
        if (catalogue == null) {
            throw new IllegalStateException("this test has no catalogue");
        }
        return catalogue;
    }

    @Override
    public SignatureMemo memo() {
        return new SignatureMemo() {
            @Override
            public boolean isKnown(Digest envelope) {
                return verified.contains(envelope);
            }

            @Override
            public void remember(Digest envelope) {
                verified.add(envelope);
            }
        };
    }

    @Override
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public SortedMap<PackageName, Pin> pins() {
        return pins;
    }

    @Override
    public Optional<Pin> pinned(PackageName name) {
        return Optional.ofNullable(pins.get(name));
    }

    @Override
    public Optional<Revocation> revoked(PublisherId publisher) {
        return revocations.stream()
                .filter(each -> each.publisher().equals(publisher))
                .findFirst();
    }

    @Override
    public List<Revocation> revocations() {
        return revocations;
    }

    @Override
    public Added add(PackageName name, PublisherId publisher, boolean code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pin remove(PackageName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revocation readRevocation(byte[] envelope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revocation revoke(byte[] envelope) {
        throw new UnsupportedOperationException();
    }
}
