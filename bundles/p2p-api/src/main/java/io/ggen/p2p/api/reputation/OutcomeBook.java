package io.ggen.p2p.api.reputation;

import io.ggen.p2p.api.PeerId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is remembered of how it went with peers, whatever the policy: so a new policy knows what the one before it saw. A
 * service; survives restarts; bounded, and who was not heard of for the longest time is forgotten first. Safe for use by many
 * threads; never blocks.
 */
@ProviderType
public interface OutcomeBook {
    /** What is remembered of {@code peer}; {@link Outcomes#NONE} if nothing. */
    Outcomes of(PeerId peer);

    /** Takes note that it went so with {@code peer} just now. */
    void note(PeerId peer, Outcome outcome);
}
