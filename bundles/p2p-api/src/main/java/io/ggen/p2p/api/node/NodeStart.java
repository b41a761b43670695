package io.ggen.p2p.api.node;

import io.ggen.p2p.api.Multiaddr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who starts the node asks for.
 *
 * @param listen where to accept connections, nowhere if it is empty; null: as configured
 * @param bootstrap peers to dial until they answer, and again when they are lost; each address ends in {@code /p2p/ID}
 * @param configuredBootstrap whether those that are configured, and those remembered from earlier runs, are dialled as well
 * @param serves whether it is to answer for others: routing tables, records, bytes
 */
public record NodeStart(
        @Nullable List<Multiaddr> listen, List<Multiaddr> bootstrap, boolean configuredBootstrap, boolean serves) {
    /** Copies the lists. */
    public NodeStart {
        listen = listen == null ? null : List.copyOf(listen);
        bootstrap = List.copyOf(bootstrap);
    }

    /** As configured. */
    public static NodeStart asConfigured() {
        return new NodeStart(null, List.of(), true, false);
    }

    /** Nobody can dial it, and it dials nobody by itself. */
    public static NodeStart onlyToDial() {
        return new NodeStart(List.of(), List.of(), false, false);
    }
}
