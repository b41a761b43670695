package io.ggen.record.store;

import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Publishers that are trusted or pinned, and this user's own key; looked up at most once in a while. */
final class Favoured implements Predicate<PublisherId> {
    private static final long STALE_NANOS = 5_000_000_000L;

    private final Trust trust;
    private final Identity identity;
    private final LongSupplier nanos;
    private Set<PublisherId> known = Set.of();
    private long since;
    private boolean isKnown;

    Favoured(Trust trust, Identity identity, LongSupplier nanos) {
        this.trust = trust;
        this.identity = identity;
        this.nanos = nanos;
    }

    @Override
    public synchronized boolean test(PublisherId publisher) {
        long now = nanos.getAsLong();
        if (!isKnown || now - since >= STALE_NANOS) {
            isKnown = true;
            since = now;
            known = look();
        }
        return known.contains(publisher);
    }

    private Set<PublisherId> look() {
        Set<PublisherId> found = new HashSet<>();
        try {
            for (Pin pin : trust.pins().values()) {
                found.add(pin.publisher());
            }
            identity.publisherIfMade().ifPresent(key -> found.add(key.id()));
            return found;
        } catch (ProblemException e) {
            // whoever needs trust says so; here what was known goes on
            found.addAll(known);
            return found;
        }
    }
}
