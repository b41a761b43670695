package io.ggen.node;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerListener;
import java.util.function.BiConsumer;

/** Hears which peers are lost and which strangers do not become peers, and why. */
record Losses(BiConsumer<PeerId, String> lost, Strangers strangers) implements PeerListener {
    @Override
    public void disconnected(PeerId peer, String why) {
        lost.accept(peer, why);
    }

    @Override
    public void handshakeFailed(Multiaddr address, boolean inbound, String why) {
        strangers.add(address, inbound, why);
    }
}
