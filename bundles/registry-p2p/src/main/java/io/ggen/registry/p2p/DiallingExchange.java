package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.records.RecordId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The records protocol, behind a dial where there is no connection. */
final class DiallingExchange implements Exchange {
    private final Node node;
    private final RecordExchange records;

    DiallingExchange(Node node, RecordExchange records) {
        this.node = node;
        this.records = records;
    }

    @Override
    public CompletionStage<Received> byName(PeerAddresses peer, PackageName name, Duration within) {
        return node.connect(peer, within).thenCompose(connection -> records.byName(peer.peer(), name, within));
    }

    @Override
    public CompletionStage<Received> byIds(PeerAddresses peer, List<RecordId> ids, Duration within) {
        List<Digest> digests = new ArrayList<>(ids.size());
        for (RecordId each : ids) {
            digests.add(Digest.sha256(each.bytes()));
        }
        return node.connect(peer, within).thenCompose(connection -> records.byIds(peer.peer(), digests, within));
    }
}
