package io.ggen.trust;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a trust file says. Immutable.
 *
 * @param pins by name
 * @param revoked revocation records by the publisher they are kept for; who asks for one has it verified
 */
record Content(SortedMap<PackageName, Pin> pins, SortedMap<PublisherId, KeptRevocation> revoked) {
    static final int MOST_PINS = 50_000;
    static final int MOST_REVOKED = 4_000;

    /** Nobody is trusted beyond the rules, and no key has ended. */
    static final Content NONE = new Content(new TreeMap<>(), new TreeMap<>());

    Content {
        pins = Collections.unmodifiableSortedMap(pins);
        revoked = Collections.unmodifiableSortedMap(revoked);
    }

    Content with(Pin pin) {
        SortedMap<PackageName, Pin> more = new TreeMap<>(pins);
        more.put(pin.name(), pin);
        return new Content(more, revoked);
    }

    Content without(PackageName name) {
        SortedMap<PackageName, Pin> fewer = new TreeMap<>(pins);
        fewer.remove(name);
        return new Content(fewer, revoked);
    }

    Content with(PublisherId publisher, KeptRevocation revocation) {
        SortedMap<PublisherId, KeptRevocation> more = new TreeMap<>(revoked);
        more.put(publisher, revocation);
        return new Content(pins, more);
    }
}
