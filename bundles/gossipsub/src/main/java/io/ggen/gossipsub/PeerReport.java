package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import java.util.List;

/**
 * A peer as gossip sees it, for people.
 *
 * @param peer who
 * @param protocol what was agreed upon; empty while there is no stream
 * @param topics what it is subscribed to, as it came: show it through {@code Texts.shown}
 * @param meshes of which topics it is in this host's mesh
 * @param dialled whether this host dialled
 * @param score what its score is made of
 * @param standing what follows from the score
 * @param complaints how often it misbehaved
 * @param complaint what it did last; empty if nothing
 */
public record PeerReport(
        PeerId peer,
        String protocol,
        List<String> topics,
        List<String> meshes,
        boolean dialled,
        ScoreParts score,
        Standing standing,
        long complaints,
        String complaint) {
    /** What follows from a score, best first. */
    public enum Standing {
        /** Can be in a mesh. */
        GOOD,
        /** Out of the mesh; still gossiped with. */
        NO_MESH,
        /** Gets messages of this host, nothing more. */
        NO_GOSSIP,
        /** Gets nothing. */
        NO_MESSAGES,
        /** Nothing it says is heard. */
        GRAYLISTED
    }

    /** Copies the lists. */
    public PeerReport {
        topics = List.copyOf(topics);
        meshes = List.copyOf(meshes);
    }
}
