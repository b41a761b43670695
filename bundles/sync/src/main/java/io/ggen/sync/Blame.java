package io.ggen.sync;

import io.ggen.p2p.api.PeerId;

/** Hears when a peer served well or did wrong. Called on the lane; must not block. */
@FunctionalInterface
interface Blame {
    /** Tells nobody. */
    Blame NONE = (peer, well) -> {};

    void went(PeerId peer, boolean well);
}
