package io.ggen.node;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.NodeStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one run of the node is to do: its settings and what the one who starts it wishes, checked. */
record Setup(
        List<Multiaddr> listen,
        List<Multiaddr> announce,
        List<PeerAddresses> bootstrap,
        boolean dialsRemembered,
        boolean serves,
        String agent) {
    /** How many of the peers remembered from earlier runs are dialled at a start. */
    static final int MOST_REMEMBERED = 16;

    private static final int MOST_LISTENED = 16;
    private static final int MOST_DIALLED = 64;

    Setup {
        listen = List.copyOf(listen);
        announce = List.copyOf(announce);
        bootstrap = List.copyOf(bootstrap);
    }

    /** Throws {@link ProblemException} on the first thing that is wrong. */
    static Setup of(Configured settings, NodeStart wish, String agent) {
        List<Multiaddr> wished = wish.listen();
        List<Multiaddr> listen = wished != null ? wished : parse("listen", settings.listen());
        List<Multiaddr> announce = listen.isEmpty() ? List.of() : parse("announce", settings.announce());
        List<Multiaddr> dialled = new ArrayList<>(wish.bootstrap());
        if (wish.configuredBootstrap()) {
            dialled.addAll(parse("bootstrap", settings.bootstrap()));
        }
        atMost(MOST_LISTENED, listen, "addresses to listen on");
        atMost(MOST_LISTENED, announce, "addresses to announce");
        atMost(MOST_DIALLED, dialled, "bootstrap addresses");
        return new Setup(listen, announce, byPeer(dialled), wish.configuredBootstrap(), wish.serves(), agent);
    }

    private static List<Multiaddr> parse(String setting, List<String> texts) {
        List<Multiaddr> addresses = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                addresses.add(Multiaddr.parse(text));
            } catch (ProblemException e) {
                throw Problem.of("the setting '" + setting + "' in etc/" + NodeComponent.PID + ".json is wrong: "
                                + e.problem().message() + " No network was started.")
                        .asException(e);
            }
        }
        return addresses;
    }

    private static void atMost(int most, List<Multiaddr> addresses, String what) {
        if (addresses.size() > most) {
            throw Problem.usage("there are " + addresses.size() + " " + what + ", and at most " + most
                            + " can be; no network was started.")
                    .asException();
        }
    }

    private static List<PeerAddresses> byPeer(List<Multiaddr> addresses) {
        Map<PeerId, List<Multiaddr>> byPeer = new LinkedHashMap<>();
        for (Multiaddr address : addresses) {
            PeerId peer = address.peer()
                    .orElseThrow(() -> Problem.usage("the bootstrap address " + address
                                    + " does not say who is there: it must end in /p2p/ID; no network was started.")
                            .asException());
            byPeer.computeIfAbsent(peer, one -> new ArrayList<>()).add(address.withoutPeer());
        }
        List<PeerAddresses> peers = new ArrayList<>(byPeer.size());
        byPeer.forEach((peer, places) -> peers.add(new PeerAddresses(peer, places)));
        return peers;
    }

    HostSettings listeningOn(List<Multiaddr> addresses) {
        return new HostSettings(addresses, announce, agent);
    }
}
