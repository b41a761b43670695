package io.ggen.installer.plan;

import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Consent;
import io.ggen.installer.supply.Need;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target is to hold.
 *
 * @param lock as far as it is known before archives are looked at; digests may still be those of an old lock
 * @param resolved one for each package of the lock, in the order of installing; null if no registry has been asked
 * @param newcomers the publishers to whom nobody here has agreed yet
 * @param reason what made it, as a user would say it
 */
public record Proposal(Lock lock, @Nullable List<Need> resolved, List<Consent.Newcomer> newcomers, String reason) {
    /** A lock as it stands: no registry has been asked. */
    public static Proposal of(Lock lock, String reason) {
        return new Proposal(lock, null, List.of(), reason);
    }

    /** One for each package of the lock, in the order of installing. */
    public List<Need> needs() {
        if (resolved != null) {
            return resolved;
        }
        List<Need> needs = new ArrayList<>(lock.packages().size());
        for (Lock.Entry entry : new LockGraph(lock).order()) {
            needs.add(Need.of(entry));
        }
        return needs;
    }
}
