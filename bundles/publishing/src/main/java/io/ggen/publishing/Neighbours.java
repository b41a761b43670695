package io.ggen.publishing;

import io.ggen.api.identity.Identity;
import io.ggen.api.trust.Trust;
import java.util.Optional;

/** The services of this host that publishing asks when it signs, and not before. */
interface Neighbours {
    /** The keys of this home; refused if this host has none. */
    Identity identity();

    /** Whom this user trusts, if this host knows. */
    Optional<Trust> trust();

    /** Tells what users should know although it stopped nothing. */
    void warn(String sentence);
}
