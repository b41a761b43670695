package io.ggen.p2p.api.reputation;

import io.ggen.p2p.api.PeerId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ranks peers who serve bytes; never decides who owns a name or whether bytes are right. A role: implementations register it
 * as a service with {@code ggen.role=reputation} and {@code ggen.name=NAME}. Safe for use by many threads; never blocks.
 */
@ConsumerType
public interface ReputationPolicy {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "reputation";

    /** How good {@code peer} is, from 0 (banned) to 1; 0.5 for one never heard of. */
    double score(PeerId peer);

    /** Takes note of how it went with {@code peer}. */
    void record(PeerId peer, Outcome outcome);

    /** Why {@code peer} has its score: one line for people, which stands behind the score. */
    String explain(PeerId peer);
}
