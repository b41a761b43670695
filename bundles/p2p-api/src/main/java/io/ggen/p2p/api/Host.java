package io.ggen.p2p.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One identity on the network: it dials, accepts, and opens streams. Safe for use by many threads; nothing blocks.
 *
 * <p><b>Threads.</b> Stages complete, and handlers and listeners are called, in threads of the transport: a callback must
 * neither block nor work for long. All callbacks about one stream come one after another, and so do all calls of one
 * listener; those of different streams may come at the same time. Code with state of its own hops to its {@link Timers}.
 *
 * <p><b>Failures</b> of stages are {@link NetworkException}s. Time-outs are counted from the call; no call waits longer.
 */
@ConsumerType
public interface Host {
    /** Who this host is. */
    PeerId id();

    /** Where others can dial it: real ports, no wildcards, without {@code /p2p}. Empty when it only dials. */
    List<Multiaddr> addresses();

    /**
     * Offers {@code handler}'s protocols to all peers, connected ones included, until the registration is closed. Of two
     * handlers for one protocol the one added last is called. Streams that are open stay with the handler that has them.
     */
    Registration handle(ProtocolHandler handler);

    /**
     * Tells {@code listener} about peers until the registration is closed; first of all about those that are connected (and
     * identified) already.
     */
    Registration listen(PeerListener listener);

    /**
     * A connection to {@code peer}: the one there is, or else a new one, over the first of {@code addresses} that leads to
     * exactly this peer. Several are tried, overlapping; a dial that is under way already is joined. Addresses may end in
     * {@code /p2p/ID}; those of another peer and those this transport cannot dial are passed over.
     *
     * <p>Fails with UNREACHABLE (nobody answers, no usable address), WRONG_PEER (somebody else answers), REFUSED (the peer
     * or a limit of ours says no, or it is this very host), TIMED_OUT or CLOSED.
     */
    CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within);

    /**
     * A new stream to a connected peer, for the first of {@code protocols} (1 to 16) that the peer speaks; it never dials.
     *
     * <p>Where the peer has told by Identify that it speaks the protocol, the stream may be handed out before the peer has
     * agreed; should it no longer agree, the stream's reads and writes fail with NO_PROTOCOL. Fails with NOT_CONNECTED,
     * NO_PROTOCOL, LIMIT, TIMED_OUT, DISCONNECTED or CLOSED.
     */
    CompletionStage<Stream> open(PeerId peer, List<ProtocolId> protocols, Duration within);

    /** The time {@code peer} takes to echo 32 bytes. Fails as {@link #open} does. */
    CompletionStage<Duration> ping(PeerId peer, Duration within);

    /** All connections as they are now, oldest first. Two peers that dial each other at once can have two. */
    List<Connection> connections();

    /** What Identify told about every connected peer that has answered it so far. */
    List<PeerInfo> peers();

    /** Ends all connections to {@code peer}; {@code why} goes to listeners, not to the peer. Does nothing if there are none. */
    void disconnect(PeerId peer, String why);

    /**
     * Stops accepting and dialling at once, tells peers (GoAway), gives open streams {@code grace} to end, then resets
     * them. The stage completes when sockets are closed and callbacks are over; it never fails. May be called again.
     */
    CompletionStage<Void> close(Duration grace);
}
