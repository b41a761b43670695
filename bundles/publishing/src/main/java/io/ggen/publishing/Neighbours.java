package io.ggen.publishing;

import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.trust.Trust;
import io.ggen.records.store.RecordStore;
import java.util.Optional;

/** The services of this host that publishing asks when it signs, and not before. */
interface Neighbours {
    /** The keys of this home; refused if this host has none. */
    Identity identity();

    /** Whom this user trusts, if this host knows. */
    Optional<Trust> trust();

    /** The catalogue of records; refused if this host has none. */
    RecordStore catalogue();

    /** Which signatures this home has verified before. */
    default SignatureMemo memo() {
        return SignatureMemo.NONE;
    }

    /** Tells what users should know although it stopped nothing. */
    void warn(String sentence);
}
