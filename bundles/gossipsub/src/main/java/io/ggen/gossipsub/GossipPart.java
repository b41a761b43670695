package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gossip told to people. Waits a moment for its lane, and tells nothing if that is too busy. */
record GossipPart(Gossipsub gossip) implements NetworkPart {
    private static final int MOMENT_MILLIS = 500;
    private static final int MOST_TOPICS = 10;

    @Override
    public String name() {
        return "gossipsub";
    }

    @Override
    public List<Fact> status() {
        List<TopicReport> topics = soon(gossip.topics()).orElse(null);
        GossipCounts counts = soon(gossip.counts()).orElse(null);
        Integer peers = soon(gossip.size()).orElse(null);
        if (topics == null || counts == null || peers == null) {
            return List.of(new Fact("state", "busy"));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("peers", peers));
        facts.add(Fact.of("topics", topics.size()));
        for (TopicReport topic : topics.subList(0, Math.min(MOST_TOPICS, topics.size()))) {
            facts.add(new Fact(
                    "mesh " + topic.topic(), topic.mesh() + " of " + topic.subscribed() + " that are in the topic"));
        }
        facts.add(Fact.of("published", counts.published()));
        facts.add(Fact.of("accepted", counts.accepted()));
        facts.add(Fact.of("ignored", counts.ignored()));
        facts.add(Fact.of("rejected", counts.rejected()));
        facts.add(Fact.of("forged", counts.forged()));
        facts.add(Fact.of("duplicates", counts.duplicates()));
        facts.add(Fact.of("forwarded", counts.forwarded()));
        facts.add(Fact.of("dropped", counts.dropped() + counts.overloaded()));
        facts.add(Fact.of("complaints", counts.complaints()));
        return facts;
    }

    @Override
    public List<Fact> about(PeerId peer) {
        Optional<PeerReport> report = soon(gossip.peer(peer)).orElse(Optional.empty());
        return report.map(GossipPart::facts).orElse(List.of());
    }

    static List<Fact> facts(PeerReport report) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("score", number(report.score().total())));
        facts.add(new Fact("standing", standing(report.standing())));
        facts.add(new Fact("mesh", report.meshes().isEmpty() ? "none" : String.join(" ", report.meshes())));
        facts.add(new Fact("protocol", report.protocol().isEmpty() ? "none" : report.protocol()));
        facts.add(new Fact("topics", topics(report.topics())));
        ScoreParts parts = report.score();
        part(facts, "time in mesh", parts.time());
        part(facts, "brought first", parts.first());
        part(facts, "deliveries", parts.deliveries() + parts.failure());
        part(facts, "invalid", parts.invalid());
        part(facts, "application", parts.application());
        part(facts, "same address", parts.colocation());
        part(facts, "behaviour", parts.behaviour());
        if (report.complaints() > 0) {
            facts.add(Fact.of("complaints", report.complaints()));
            facts.add(new Fact("complaint", report.complaint()));
        }
        return facts;
    }

    private static String topics(List<String> topics) {
        String shown = String.join(" ", topics.subList(0, Math.min(MOST_TOPICS, topics.size())));
        return topics.size() > MOST_TOPICS ? shown + " and " + (topics.size() - MOST_TOPICS) + " more" : shown;
    }

    private static void part(List<Fact> facts, String name, double value) {
        if (value != 0) {
            facts.add(new Fact(name, number(value)));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String standing(PeerReport.Standing standing) {
        return switch (standing) {
            case GOOD -> "good";
            case NO_MESH -> "kept out of the mesh";
            case NO_GOSSIP -> "kept out of the mesh and of gossip";
            case NO_MESSAGES -> "sent nothing";
            case GRAYLISTED -> "not listened to";
        };
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
