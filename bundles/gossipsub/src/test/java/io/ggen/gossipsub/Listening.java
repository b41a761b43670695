package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A handler that notes what it hears. */
final class Listening implements TopicHandler {
    static final String TOPIC = GossipSettings.PACKAGES;

    final List<String> heard = new ArrayList<>();
    private final String topic;
    private final Function<String, CompletionStage<Verdict>> judge;

    Listening() {
        this(TOPIC, text -> CompletableFuture.completedFuture(Verdict.ACCEPT));
    }

    Listening(String topic, Function<String, CompletionStage<Verdict>> judge) {
        this.topic = topic;
        this.judge = judge;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public CompletionStage<Verdict> received(PeerId from, byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        heard.add(text);
        return judge.apply(text);
    }
}
