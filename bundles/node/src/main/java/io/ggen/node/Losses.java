package io.ggen.node;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerListener;
import java.util.function.BiConsumer;

/** Hears which peers are lost, and why. */
record Losses(BiConsumer<PeerId, String> lost) implements PeerListener {
    @Override
    public void disconnected(PeerId peer, String why) {
        lost.accept(peer, why);
    }
}
