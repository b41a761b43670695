package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one peer has done, for as long as it is remembered. Holds topics that this host is in, no others. */
final class PeerScore {
    final PeerId peer;
    final Map<String, TopicConduct> topics = new HashMap<>(2);
    List<ByteBuffer> places = List.of();
    double behaviour;
    long forgetAt;
    int validating;
    long complaints;
    String complaint = "";

    PeerScore(PeerId peer) {
        this.peer = peer;
    }

    void decay(double behaviourDecay) {
        behaviour = TopicRules.decayed(behaviour, behaviourDecay);
        for (TopicConduct conduct : topics.values()) {
            conduct.decay();
        }
    }
}
