package io.ggen.p2p.api;

import java.util.List;

/**
 * What a host tells and where it listens. Limits and time-outs are the transport's own settings.
 *
 * @param listen where to accept connections; port 0 is any free port; empty: dial only
 * @param announce addresses to tell other peers instead of those listened on (behind a forwarded port); empty: those
 * @param agent who this is, for Identify; at most 128 characters
 */
public record HostSettings(List<Multiaddr> listen, List<Multiaddr> announce, String agent) {
    /** Copies the lists and refuses a longer agent. */
    public HostSettings {
        listen = List.copyOf(listen);
        announce = List.copyOf(announce);
        if (agent.length() > 128) {
            throw new IllegalArgumentException("agent of more than 128 characters");
        }
    }

    /** Listens on {@code addresses} and announces them. */
    public static HostSettings listeningOn(String agent, Multiaddr... addresses) {
        return new HostSettings(List.of(addresses), List.of(), agent);
    }
}
