package io.ggen.trust;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Trust as a {@link TrustFile} keeps it: what may be changed in it, and what not. */
final class KeptTrust implements Trust {
    private static final String UNCHANGED = "; nothing was changed.";
    private static final String LIST = "ggen trust list";

    private final TrustFile file;
    private final RevocationOpener opener;
    private final Clock clock;

    /** Touches nothing yet. */
    KeptTrust(TrustFile file, RevocationOpener opener, Clock clock) {
        this.file = file;
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public SortedMap<PackageName, Pin> pins() {
        return file.read().pins();
    }

    @Override
    public Optional<Pin> pinned(PackageName name) {
        return Optional.ofNullable(file.read().pins().get(name));
    }

    @Override
    public Added add(PackageName name, PublisherId publisher, boolean code) {
        Publishers.require(publisher);
        Added[] added = new Added[1];
        file.change(content -> {
            requireAlive(content, name, publisher);
            Pin before = content.pins().get(name);
            if (before != null && !before.publisher().equals(publisher)) {
                throw Problem.of(
                                name + " is pinned to " + before.publisher()
                                        + ", and a pin never moves by itself; to pin" + " it to " + publisher
                                        + ", remove that pin first" + UNCHANGED,
                                "ggen trust remove " + name)
                        .asException();
            }
            if (before != null && (before.code() || !code)) {
                added[0] = new Added(before, false);
                return content;
            }
            if (before == null && content.pins().size() >= Content.MOST_PINS) {
                throw Problem.of(
                                name + " was not pinned: there are " + Content.MOST_PINS
                                        + " pins already, and no more are kept" + UNCHANGED,
                                "ggen trust remove NAME")
                        .asException();
            }
            Pin pin = new Pin(name, publisher, code, before == null ? clock.instant() : before.since());
            added[0] = new Added(pin, true);
            return content.with(pin);
        });
        return added[0];
    }

    private void requireAlive(Content content, PackageName name, PublisherId publisher) {
        Optional<Revocation> end = revoked(content, publisher);
        if (end.isPresent()) {
            PublisherId successor = end.get().successor();
            throw Problem.of(
                            name + " cannot be pinned to " + publisher + ", whose key was revoked on "
                                    + end.get().revokedAt()
                                    + (successor == null ? "" : " and who named " + successor + " as successor")
                                    + UNCHANGED,
                            LIST)
                    .asException();
        }
    }

    @Override
    public Pin remove(PackageName name) {
        Pin[] removed = new Pin[1];
        file.change(content -> {
            Pin pin = content.pins().get(name);
            if (pin == null) {
                throw Problem.of(name + " is not pinned" + UNCHANGED, LIST).asException();
            }
            removed[0] = pin;
            return content.without(name);
        });
        return removed[0];
    }

    @Override
    public Optional<Revocation> revoked(PublisherId publisher) {
        return revoked(file.read(), publisher);
    }

    private Optional<Revocation> revoked(Content content, PublisherId publisher) {
        KeptRevocation kept = content.revoked().get(publisher);
        return kept == null ? Optional.empty() : Optional.of(verified(publisher, kept));
    }

    @Override
    public List<Revocation> revocations() {
        List<Revocation> all = new ArrayList<>();
        for (Map.Entry<PublisherId, KeptRevocation> one : file.read().revoked().entrySet()) {
            all.add(verified(one.getKey(), one.getValue()));
        }
        return List.copyOf(all);
    }

    private Revocation verified(PublisherId publisher, KeptRevocation kept) {
        try {
            Revocation revocation = kept.open(opener);
            if (revocation.publisher().equals(publisher)) {
                return revocation;
            }
            throw file.disbelieved("its revocation of " + publisher + " is one of " + revocation.publisher());
        } catch (NotARevocation e) {
            throw file.disbelieved("its revocation of " + publisher + " is not valid: " + e.why());
        }
    }

    @Override
    public Revocation readRevocation(byte[] envelope) {
        try {
            return opener.open(envelope);
        } catch (NotARevocation e) {
            throw Problem.of("The revocation record is refused: " + e.why() + UNCHANGED)
                    .asException(e);
        }
    }

    @Override
    public Revocation revoke(byte[] envelope) {
        Revocation revocation = readRevocation(envelope);
        PublisherId publisher = revocation.publisher();
        Revocation[] kept = {revocation};
        file.change(content -> {
            Optional<Revocation> before = revoked(content, publisher);
            if (before.isPresent()) {
                kept[0] = before.get();
                return content;
            }
            if (content.revoked().size() >= Content.MOST_REVOKED) {
                throw Problem.of("The revocation of " + publisher + " was not taken: there are " + Content.MOST_REVOKED
                                + " already, and no more are kept" + UNCHANGED)
                        .asException();
            }
            return content.with(publisher, new KeptRevocation(envelope));
        });
        return kept[0];
    }
}
