package io.ggen.registry.p2p;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.records.Received;
import io.ggen.records.RecordId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks one peer for records, connected or not. What it has is in the catalogue when a stage completes. Never blocks; stages fail
 * where the peer does not answer.
 */
interface Exchange {
    /** What {@code peer} has of {@code name}. */
    CompletionStage<Received> byName(PeerAddresses peer, PackageName name, Duration within);

    /** The records {@code ids} that {@code peer} has. */
    CompletionStage<Received> byIds(PeerAddresses peer, List<RecordId> ids, Duration within);
}
