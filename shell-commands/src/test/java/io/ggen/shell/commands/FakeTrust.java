package io.ggen.shell.commands;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.RevocationExport;
import io.ggen.api.trust.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trust in memory. A revocation record is the text of the publisher it ends. */
public final class FakeTrust implements Trust {
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final PublisherId ANN = new PublisherId("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");
    public static final PublisherId BOB = new PublisherId("12D3KooWLbTBv97L6jvaLkdSRpqhCX3w7PyPDWU7kwJsKJyztAUN");

    public final SortedMap<PackageName, Pin> pins = new TreeMap<>();
    public final SortedMap<PublisherId, Revocation> revoked = new TreeMap<>();
    public final List<Path> exported = new ArrayList<>();
    public final RevocationExport export = new RevocationExport() {
        @Override
        public PublisherId export(Path file) {
            exported.add(file);
            return ANN;
        }

        @Override
        public boolean exported() {
            return !exported.isEmpty();
        }
    };

    @Override
    public SortedMap<PackageName, Pin> pins() {
        return pins;
    }

    @Override
    public Optional<Pin> pinned(PackageName name) {
        return Optional.ofNullable(pins.get(name));
    }

    @Override
    public Added add(PackageName name, PublisherId publisher, boolean code) {
        Pin before = pins.get(name);
        if (before != null && !before.publisher().equals(publisher)) {
            throw Problem.of(name + " is pinned to another; nothing was changed.", "ggen trust remove " + name)
                    .asException();
        }
        Pin pin = new Pin(name, publisher, code || (before != null && before.code()), NOW);
        pins.put(name, pin);
        return new Added(pin, !pin.equals(before));
    }

    @Override
    public Pin remove(PackageName name) {
        Pin pin = pins.remove(name);
        if (pin == null) {
            throw Problem.of(name + " is not pinned; nothing was changed.").asException();
        }
        return pin;
    }

    @Override
    public Optional<Revocation> revoked(PublisherId publisher) {
        return Optional.ofNullable(revoked.get(publisher));
    }

    @Override
    public List<Revocation> revocations() {
        return List.copyOf(revoked.values());
    }

    @Override
    public Revocation readRevocation(byte[] envelope) {
        PublisherId publisher = new PublisherId(new String(envelope, StandardCharsets.US_ASCII));
        return new Revocation(publisher, NOW, BOB, "stolen\u001b[2J\nlaptop");
    }

    @Override
    public Revocation revoke(byte[] envelope) {
        Revocation revocation = readRevocation(envelope);
        revoked.putIfAbsent(revocation.publisher(), revocation);
        return revocation;
    }
}
