package io.ggen.gossipsub;

import io.ggen.gossipsub.SeenCache.Entry;
import io.ggen.gossipsub.SeenCache.Status;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Asks handlers for their verdict. So many messages may wait, so many of one peer; who has not answered after 10 s has said
 * IGNORE. Of several handlers one REJECT is enough, else one ACCEPT. For one lane.
 */
final class Validation {
    private static final System.Logger LOG = System.getLogger(Validation.class.getName());
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    private final Core core;
    private final Decision decision;
    private final Set<Pending> pending = new LinkedHashSet<>();

    /** Hears the verdict. */
    @FunctionalInterface
    interface Decision {
        void decided(Topic topic, Message message, Entry entry, Status verdict);
    }

    private record Pending(
            Topic topic, Message message, Entry entry, PeerScore by, List<CompletableFuture<Verdict>> asked) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return entry.id.hashCode();
        }
    }

    Validation(Core core, Decision decision) {
        this.core = core;
        this.decision = decision;
    }

    int size() {
        return pending.size();
    }

    boolean hasRoom(PeerScore peer) {
        GossipLimits limits = core.settings.limits();
        return pending.size() < limits.validating() && peer.validating < limits.validatingPerPeer();
    }

    void ask(Topic topic, Message message, Entry entry, Neighbour from) {
        List<CompletableFuture<Verdict>> asked = new ArrayList<>(topic.handlers.size());
        boolean done = true;
        for (TopicHandler handler : List.copyOf(topic.handlers)) {
            CompletableFuture<Verdict> answer =
                    ask(handler, from.id, message.content().clone());
            done &= answer.isDone();
            asked.add(answer);
        }
        Pending one = new Pending(topic, message, entry, from.score, asked);
        if (done) {
            decision.decided(topic, message, entry, verdict(asked));
            return;
        }
        pending.add(one);
        from.score.validating++;
        CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                .whenCompleteAsync((all, failure) -> settle(one), core.timers);
    }

    private static CompletableFuture<Verdict> ask(TopicHandler handler, PeerId from, byte[] data) {
        try {
            return handler.received(from, data).toCompletableFuture().exceptionally(failure -> {
                LOG.log(Level.DEBUG, "A handler of a topic failed.", failure);
                return Verdict.IGNORE;
            });
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A handler of a topic failed.", e);
            return CompletableFuture.completedFuture(Verdict.IGNORE);
        }
    }

    private void settle(Pending one) {
        if (pending.remove(one)) {
            one.by().validating--;
            decision.decided(one.topic(), one.message(), one.entry(), verdict(one.asked()));
        }
    }

    private static Status verdict(List<CompletableFuture<Verdict>> asked) {
        Status verdict = Status.IGNORED;
        for (CompletableFuture<Verdict> answer : asked) {
            Verdict one = answer.getNow(Verdict.IGNORE);
            if (one == Verdict.REJECT) {
                return Status.REJECTED;
            }
            verdict = one == Verdict.ACCEPT ? Status.ACCEPTED : verdict;
        }
        return verdict;
    }

    /** Settles what has waited too long. */
    void giveUp() {
        while (!pending.isEmpty()) {
            Pending oldest = pending.iterator().next();
            if (core.now() - oldest.entry().at < LONGEST) {
                return;
            }
            settle(oldest);
        }
    }
}
