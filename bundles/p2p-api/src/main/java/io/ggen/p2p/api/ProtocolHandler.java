package io.ggen.p2p.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers streams that peers open. A whiteboard service: register it, and whoever runs a host adds it to it, and to the
 * host of the next transport as well.
 */
@ConsumerType
public interface ProtocolHandler {
    /** The protocols it speaks, the same ones every time; at least one. */
    List<ProtocolId> protocols();

    /**
     * Takes over {@code stream}, which {@code stream.peer()} opened for {@code stream.protocol()}. Called in a thread of the
     * transport: begin to read and return. A stream whose handler throws is reset.
     */
    void handle(Stream stream);

    /** How many streams one peer may have open here at a time, over all protocols of this handler; more are reset. */
    default int streamsPerPeer() {
        return 32;
    }
}
