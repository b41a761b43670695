package io.ggen.libp2p.secure;

import io.ggen.p2p.api.PeerId;

/** Hears the outcome of a handshake, in the event loop. */
public interface Secured {
    /**
     * Who the peer claims and proved to be, as soon as that is known. Throws {@link io.ggen.p2p.api.NetworkException} to end the
     * handshake, if possible before this host has told who it is.
     */
    void check(PeerId peer);

    /**
     * The handshake is over. Adds the handlers of the next layer; bytes that came early reach them afterwards.
     *
     * @param muxerAgreed whether the handshake agreed on Yamux already
     */
    void secured(PeerId peer, boolean muxerAgreed);
}
