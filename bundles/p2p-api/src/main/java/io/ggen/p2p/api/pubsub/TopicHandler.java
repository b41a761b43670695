package io.ggen.p2p.api.pubsub;

import io.ggen.p2p.api.PeerId;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Listens to one topic. A whiteboard service: the host is subscribed to the topic as long as one is there. */
@ConsumerType
public interface TopicHandler {
    /** The topic, the same one every time. */
    String topic();

    /**
     * Judges and takes {@code data} that {@code from} passed on (whoever wrote it first); asked once for each message, before
     * it is forwarded. Called in the lane of the protocol: return soon and complete later where it takes time. A failed
     * stage is IGNORE.
     */
    CompletionStage<Verdict> received(PeerId from, byte[] data);
}
