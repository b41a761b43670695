package io.ggen.registry.p2p;

import io.ggen.api.PackageName;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.Taken;
import org.jspecify.annotations.Nullable;

/**
 * Gives the catalogue the values that one lookup of a name finds. What a quota would keep out, but is about the name that the user
 * asks for, is taken all the same, within a bound. For one thread; may block on the disk.
 */
final class Intake {
    /** All values of the hash table count as from one introducer: whoever gave them is not known. */
    private static final Origin VALUES = new Origin("values");

    private final RecordStore store;
    private final PackageName name;
    private final P2pLimits limits;
    private int forced;

    Intake(RecordStore store, PackageName name, P2pLimits limits) {
        this.store = store;
        this.name = name;
        this.limits = limits;
    }

    /** Takes a value of the hash table, which may be anything. */
    void value(byte[] envelope) {
        Taken taken = store.take(envelope, VALUES);
        if (taken.outcome() == Taken.Outcome.OVER_QUOTA && isAsked(taken.record()) && forced < limits.forced()) {
            forced++;
            store.take(envelope, Origin.HERE);
        }
    }

    private boolean isAsked(@Nullable Signed<?> record) {
        return record != null
                && (record.payload() instanceof ReleaseRecord release
                                && release.name().equals(name)
                        || record.payload() instanceof HeadRecord head
                                && head.name().equals(name));
    }
}
