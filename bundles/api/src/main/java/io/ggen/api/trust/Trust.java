package io.ggen.api.trust;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whom the user of this home trusts. Kept in one file, so every method may read or write that and block briefly; usable by
 * many threads, and by several processes at once. Answers are as new as the last change that any of them finished.
 *
 * <p>Every failure is a {@link io.ggen.api.ProblemException} that leaves all as it was. A file that is damaged or cannot be
 * read fails every method: it never counts as "nothing is pinned".
 */
@ProviderType
public interface Trust {
    /** All pins, by name, as they are now. Every call looks at the file: who decides many names asks once. */
    SortedMap<PackageName, Pin> pins();

    /** The pin of {@code name}, if it has one. */
    Optional<Pin> pinned(PackageName name);

    /**
     * Pins {@code name}. Refused if it is pinned to another publisher, since a pin never moves by itself; if
     * {@code publisher} is neither {@link PublisherId#LOCAL} nor the id of an Ed25519 key; and if that key was revoked.
     * Where the name is pinned to this publisher already, {@code code} adds the consent to run code, and its absence takes
     * none away.
     */
    Added add(PackageName name, PublisherId publisher, boolean code);

    /** Forgets the pin of {@code name} and returns what it was. Refused if there is none. */
    Pin remove(PackageName name);

    /** The end of {@code publisher}'s key, if it is known to have ended. */
    Optional<Revocation> revoked(PublisherId publisher);

    /** Every key known to have ended, by publisher. */
    List<Revocation> revocations();

    /** What {@code envelope}, a signed revocation record, says. Refused unless it is valid. Changes nothing. */
    Revocation readRevocation(byte[] envelope);

    /**
     * Takes {@code envelope}, a signed revocation record, to heart. Final: nothing takes it back. Of several for one key the
     * first stays, and is returned. Pins to that key stay, for the user to see and remove.
     */
    Revocation revoke(byte[] envelope);

    /**
     * What {@link #add} did.
     *
     * @param pin the pin as it is now
     * @param changed false if it was so before
     */
    record Added(Pin pin, boolean changed) {}
}
