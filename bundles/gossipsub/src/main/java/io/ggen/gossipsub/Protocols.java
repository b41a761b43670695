package io.ggen.gossipsub;

import io.ggen.p2p.api.ProtocolId;
import java.util.List;

/** What is spoken, in js-libp2p's order of preference. */
final class Protocols {
    static final ProtocolId MESHSUB_1_2 = new ProtocolId("/meshsub/1.2.0");
    static final ProtocolId MESHSUB_1_1 = new ProtocolId("/meshsub/1.1.0");
    static final ProtocolId MESHSUB_1_0 = new ProtocolId("/meshsub/1.0.0");
    static final ProtocolId FLOODSUB = new ProtocolId("/floodsub/1.0.0");
    static final List<ProtocolId> ALL = List.of(MESHSUB_1_2, MESHSUB_1_1, MESHSUB_1_0, FLOODSUB);

    private Protocols() {}

    /** Whether one of {@code spoken} is ours. */
    static boolean isAmong(List<ProtocolId> spoken) {
        for (ProtocolId protocol : ALL) {
            if (spoken.contains(protocol)) {
                return true;
            }
        }
        return false;
    }
}
