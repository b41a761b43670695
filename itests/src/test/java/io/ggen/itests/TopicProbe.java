package io.ggen.itests;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Listens to a topic of its own; dropped into the {@code deploy/} of a host, it makes that host gossip. */
public final class TopicProbe implements TopicHandler {
    static final String TOPIC = "/ggen/itest/v1";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public CompletionStage<Verdict> received(PeerId from, byte[] data) {
        return CompletableFuture.completedFuture(Verdict.ACCEPT);
    }
}
