package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node told to people. Waits a moment for its lane, and tells nothing if that is too busy. */
record KademliaPart(Kademlia node) implements NetworkPart {
    private static final int MOMENT_MILLIS = 500;

    @Override
    public String name() {
        return "kademlia";
    }

    @Override
    public List<Fact> status() {
        return soon(node.status()).map(KademliaPart::facts).orElse(List.of(new Fact("state", "busy")));
    }

    static List<Fact> facts(KademliaStatus status) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("mode", status.server() ? "server" : "client"));
        facts.add(Fact.of("table", status.peers()));
        facts.add(new Fact("buckets", buckets(status.buckets())));
        facts.add(new Fact("network", status.networkPeers() == 0 ? "unknown" : "about " + status.networkPeers()));
        facts.add(Fact.of("records", status.values()));
        facts.add(Fact.of("bytes", status.valueBytes()));
        facts.add(Fact.of("providers", status.providers()));
        facts.add(Fact.of("kept", status.kept()));
        facts.add(Fact.of("lookups", status.lookups()));
        facts.add(Fact.of("requests", status.requests()));
        facts.add(Fact.of("faults", status.faults()));
        facts.add(Fact.of("dropped", status.dropped().size()));
        return facts;
    }

    /** Those with somebody in them, as {@code BITS:PEERS}. */
    private static String buckets(List<Integer> counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                text.append(text.length() == 0 ? "" : " ").append(i).append(':').append(counts.get(i));
            }
        }
        return text.toString();
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return soon(node.peer(peer)).map(KademliaPart::facts).orElse(List.of());
    }

    static List<Fact> facts(PeerStanding standing) {
        List<Fact> facts = new ArrayList<>();
        standing.inTable().ifPresent(entry -> {
            facts.add(Fact.of("bucket", entry.bucket()));
            facts.add(new Fact("known", seconds(entry.known())));
            facts.add(new Fact("heard", seconds(entry.seen()) + " ago"));
            facts.add(new Fact("live", entry.live() ? "yes" : "no"));
            if (!entry.trouble().isEmpty()) {
                facts.add(new Fact("trouble", entry.trouble()));
            }
        });
        if (!standing.dropped().isEmpty()) {
            facts.add(new Fact("dropped", standing.dropped()));
        }
        if (!standing.fault().isEmpty()) {
            facts.add(new Fact("fault", standing.fault()));
        }
        if (standing.banned()) {
            facts.add(new Fact("banned", "it is not listened to for now"));
        }
        return facts;
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    private static <T> Optional<T> soon(CompletionStage<T> stage) {
        try {
            return Optional.of(stage.toCompletableFuture().get(MOMENT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
