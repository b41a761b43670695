package io.ggen.p2p.api.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one host of this process and this home. It runs from {@link #start} to {@link #stop}, whatever becomes of transports
 * meanwhile: when the one in office goes, its host is closed within 2 s, and the successor's is opened with the same key,
 * settings, handlers and listeners, and dials the peers that were connected. Safe for use by many threads; nothing blocks.
 *
 * <p>Services of the types {@link io.ggen.p2p.api.ProtocolHandler} and {@link io.ggen.p2p.api.PeerListener} are given to
 * every host in turn. From the end of a start to {@link #stop} {@link #host} is also a service of the type {@link Host}, with
 * the property {@link #SERVES}: a protocol with a state of its own is a component that needs it.
 */
@ProviderType
public interface Node {
    /** Property of the service {@link Host}: a Boolean, whether this host answers for others, as {@code ggen serve} does. */
    String SERVES = "ggen.serves";

    /**
     * Starts it. The stage completes once it listens; without a transport it waits for one. It fails with a
     * {@link io.ggen.api.ProblemException} if an address is wrong, another process has the network of this home, or the
     * transport cannot listen; nothing runs then, and it may be started again. While it runs or starts, {@code wish} is
     * passed over and the stage is that of the start which counts.
     */
    CompletionStage<NodeStatus> start(NodeStart wish);

    /** How it is now. */
    NodeStatus status();

    /**
     * The host as protocols should see it, from the end of a start to {@link #stop}: one object for all that time. What is
     * registered with it is registered with each transport's host in turn; while there is none, calls fail with CLOSED and
     * lists are empty. Its {@code close} does what {@link #stop} does.
     */
    Optional<Host> host();

    /** Connects as {@link Host#connect} does; while it starts, or is between two transports, waits for it. */
    CompletionStage<Connection> connect(PeerAddresses peer, Duration within);

    /** Whether its start or its settings name peers that it dials again and again, connected or not. */
    default boolean dialsAgain() {
        return false;
    }

    /** Everybody connected now, in the order of their oldest connections. */
    List<Neighbour> neighbours();

    /** The peers that were lost, or could not be dialled in the background, latest first; at most 100. */
    List<Dropped> dropped();

    /** Those with whom a handshake failed, one entry an IP address, latest first; at most 100. */
    List<Stranger> strangers();

    /** Stops it: says goodbye to peers and closes within 2 s. The stage never fails. Does nothing if it does not run. */
    CompletionStage<Void> stop();
}
