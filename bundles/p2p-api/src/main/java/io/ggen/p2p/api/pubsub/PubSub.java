package io.ggen.p2p.api.pubsub;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Tells everybody who listens to a topic. A service; safe for use by many threads; never blocks. */
@ProviderType
public interface PubSub {
    /**
     * Sends {@code data} to everybody subscribed to {@code topic} whom this host knows; they pass it on. Completes with the
     * number of peers it was sent to, which may be 0. Does not come back to this host's own {@link TopicHandler}.
     */
    CompletionStage<Integer> publish(String topic, byte[] data);
}
