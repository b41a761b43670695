package io.ggen.p2p.api.node;

import io.ggen.p2p.api.PeerId;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the network that can tell about itself, for {@code p2p:status}, {@code p2p:peers} and {@code p2p:peer}. A whiteboard
 * service, there while the part runs. Called from any thread; must answer at once and throw nothing.
 */
@ConsumerType
public interface NetworkPart {
    /** The part in a word: "kademlia". */
    String name();

    /** How it is; a few facts, most telling first. */
    List<Fact> status();

    /** What it knows of {@code peer}, and why the peer was dropped if it was; empty if nothing. */
    List<Fact> about(PeerId peer);
}
