package io.ggen.p2p.api.node;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the node was when asked.
 *
 * @param state whether it runs
 * @param detail one sentence for people where the state alone does not say it: why it is down, or did not start; else empty
 * @param peer who it is, once its key has been read
 * @param addresses where others can dial it, without {@code /p2p}; empty if it only dials, or is not up
 * @param transport the name of the transport in use, or empty text
 * @param peers how many peers are connected
 * @param uptime since it was first up; zero if it does not run
 * @param swaps how often its transport has been replaced since
 */
public record NodeStatus(
        State state,
        String detail,
        Optional<PeerId> peer,
        List<Multiaddr> addresses,
        String transport,
        int peers,
        Duration uptime,
        long swaps) {
    /** Copies the list. */
    public NodeStatus {
        addresses = List.copyOf(addresses);
    }

    /** What a node can be doing. */
    public enum State {
        /** Nothing: it was not started, was stopped, or could not start. */
        STOPPED,
        /** It will be up in a moment. */
        STARTING,
        /** It runs. */
        UP,
        /** It has no transport at the moment and comes back by itself. */
        DOWN,
        /** It says goodbye. */
        STOPPING
    }
}
