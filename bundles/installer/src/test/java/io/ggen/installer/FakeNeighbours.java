package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.identity.Signer;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import io.ggen.installer.vouch.Neighbours;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A user with pins, revocations and perhaps a key; counts how often the pins are read. */
final class FakeNeighbours implements Neighbours, Trust, Identity {
    final SortedMap<PackageName, Pin> pins = new TreeMap<>();
    final List<Revocation> revocations = new ArrayList<>();
    SignatureMemo memo = SignatureMemo.NONE;
    int pinsRead;
    int asked;

    @Nullable
    Someone own;

    @Nullable
    CodeHost codeHost;

    void pin(String name, PublisherId publisher) {
        pins.put(new PackageName(name), new Pin(new PackageName(name), publisher, false, Instant.EPOCH));
    }

    void revoke(Someone one) {
        revocations.add(new Revocation(one.id(), Instant.parse("2026-11-01T00:00:00Z"), null, null));
    }

    @Override
    public Optional<Trust> trust() {
        asked++;
        return Optional.of(this);
    }

    @Override
    public Optional<Identity> identity() {
        asked++;
        return Optional.of(this);
    }

    @Override
    public SignatureMemo memo() {
        return memo;
    }

    @Override
    public SortedMap<PackageName, Pin> pins() {
        pinsRead++;
        return pins;
    }

    @Override
    public List<Revocation> revocations() {
        return revocations;
    }

    @Override
    public Optional<PublicKey> publisherIfMade() {
        return Optional.ofNullable(own).map(Someone::publicKey);
    }

    @Override
    public Optional<Pin> pinned(PackageName name) {
        return Optional.ofNullable(pins.get(name));
    }

    @Override
    public Optional<CodeHost> codeHost() {
        return Optional.ofNullable(codeHost);
    }

    @Override
    public Added add(PackageName name, PublisherId publisher, boolean code) {
        assertThat(code).as("the installer pins nothing but consent to code").isTrue();
        Pin pin = new Pin(name, publisher, true, Instant.EPOCH);
        pins.put(name, pin);
        return new Added(pin, true);
    }

    @Override
    public Pin remove(PackageName name) {
        throw new AssertionError("the installer unpins nothing");
    }

    @Override
    public Optional<Revocation> revoked(PublisherId publisher) {
        throw new AssertionError("asked for one key");
    }

    @Override
    public Revocation readRevocation(byte[] envelope) {
        throw new AssertionError("not the installer's business");
    }

    @Override
    public Revocation revoke(byte[] envelope) {
        throw new AssertionError("not the installer's business");
    }

    @Override
    public Signer host() {
        throw new AssertionError("the host's key has nothing to do with installing");
    }

    @Override
    public Signer publisher() {
        throw new AssertionError("installing makes no key");
    }

    @Override
    public Signer read(Path keyFile) {
        throw new AssertionError("no other key is to be read");
    }
}
