package io.ggen.fetch;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.routing.ContentRouting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The peers of one transfer: finds them, connects, drops those that are no good. For one lane. */
final class Swarm {
    private static final Duration DIAL_WITHIN = Duration.ofSeconds(10);
    private static final Duration FIND_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AROUND_NANOS = 5_000_000_000L;
    private static final long FIND_AGAIN_NANOS = 30_000_000_000L;
    private static final long ABSENT_NANOS = 3_000_000_000L;
    private static final int MOST_ABSENCES = 10;
    private static final long BETWEEN_NANOS = 250_000_000L;
    private static final int PROVIDERS = 20;
    private static final int MOST_LOSSES = 3;
    private static final int MOST_BUSY = 6;
    private static final int KNOWN_PER_CANDIDATE = 8;

    private final Parts parts;
    private final Transfer transfer;
    private final Set<PeerId> known = new HashSet<>();
    private final List<Sender> senders = new ArrayList<>();
    private final Map<Why, Integer> dropped = new EnumMap<>(Why.class);
    private double minReputation;
    private boolean usesReserve;
    private boolean finding;
    private int scoring;
    private long foundAt = Long.MIN_VALUE;
    private long lookedAt = Long.MIN_VALUE;
    private boolean over;

    Swarm(Parts parts, Transfer transfer, double minReputation) {
        this.parts = parts;
        this.transfer = transfer;
        this.minReputation = minReputation;
    }

    /** Somebody else wants the archive too, and is content with peers of this score. */
    void allow(double score) {
        minReputation = Math.min(minReputation, score);
    }

    /** Looks for peers that have the archive. */
    void start() {
        find();
        lookAround();
        pump();
    }

    /** A peer that may have the archive; {@code offered} if somebody says so. */
    void add(PeerAddresses peer, boolean offered) {
        int most = parts.limits().candidates();
        if (over
                || peer.peer().equals(parts.host().id())
                || senders.size() + scoring >= most
                || known.size() >= KNOWN_PER_CANDIDATE * most
                || !known.add(peer.peer())) {
            return;
        }
        scoring++;
        parts.standing().score(peer.peer()).thenAccept(score -> {
            scoring--;
            if (!over) {
                senders.add(new Sender(peer.peer(), peer.addresses(), offered, score));
                pump();
            }
        });
    }

    private void find() {
        ContentRouting routing = parts.routing().get();
        foundAt = parts.lane().now();
        if (routing == null || finding) {
            return;
        }
        finding = true;
        routing.providers(
                        transfer.wanted().sha256(),
                        PROVIDERS,
                        FIND_WITHIN,
                        found -> parts.lane().execute(() -> add(found, true)))
                .whenCompleteAsync(
                        (all, failure) -> {
                            finding = false;
                            pump();
                        },
                        parts.lane());
    }

    /** Peers that are connected anyway and speak the protocol, or were until the transport went. */
    private void lookAround() {
        lookedAt = parts.lane().now();
        for (PeerInfo info : parts.host().peers()) {
            if (info.protocols().contains(Server.PROTOCOL)) {
                add(new PeerAddresses(info.peer(), info.addresses()), false);
            }
        }
        for (PeerAddresses peer : parts.cutOff().peers()) {
            add(peer, false);
        }
    }

    /** Now and then. */
    void tick() {
        long now = parts.lane().now();
        if (now - lookedAt > LOOK_AROUND_NANOS) {
            lookAround();
        }
        if (now - foundAt > FIND_AGAIN_NANOS && active() < parts.limits().peers()) {
            find();
        }
        pump();
    }

    /** Sees to it that everybody has something to do. */
    void pump() {
        if (over) {
            return;
        }
        long now = parts.lane().now();
        activate(now);
        transfer.handOut(now);
        if (!over) {
            giveUpIfAlone();
        }
    }

    private void activate(long now) {
        int room = parts.limits().peers() - active();
        if (room <= 0) {
            return;
        }
        List<Sender> waiting = new ArrayList<>();
        for (Sender sender : senders) {
            if (sender.state == Sender.State.NEW && now >= sender.restsUntil && isAllowed(sender)) {
                waiting.add(sender);
            }
        }
        waiting.sort(Comparator.comparing((Sender sender) -> !sender.offered).thenComparing(sender -> -sender.score));
        for (Sender sender : waiting.subList(0, Math.min(room, waiting.size()))) {
            dial(sender);
        }
    }

    private boolean isAllowed(Sender sender) {
        return sender.score > 0 && (usesReserve || sender.score >= minReputation);
    }

    private int active() {
        int active = 0;
        for (Sender sender : senders) {
            if (sender.isActive() && !sender.stalled && sender.hasHope()) {
                active++;
            }
        }
        return active;
    }

    private void dial(Sender sender) {
        sender.state = Sender.State.DIALLING;
        parts.host()
                .connect(sender.peer, sender.addresses, DIAL_WITHIN)
                .whenCompleteAsync(
                        (connection, failure) -> {
                            if (over || sender.state != Sender.State.DIALLING) {
                                return;
                            }
                            if (failure == null) {
                                sender.state = Sender.State.READY;
                            } else if (NetworkException.of(failure).reason() == NetworkException.Reason.CLOSED) {
                                lost(sender);
                            } else {
                                drop(sender, Why.UNREACHED, null);
                            }
                            pump();
                        },
                        parts.lane());
    }

    /** The connection broke: it is dialled again, if that does not go on and on. */
    private void lost(Sender sender) {
        if (!sender.isActive()) {
            return; // every stream of the connection says so
        }
        if (parts.cutOff().isBetween()) {
            sender.state = Sender.State.NEW; // nobody's fault, and over soon
            sender.told = false;
            sender.restsUntil = parts.lane().now() + BETWEEN_NANOS;
            return;
        }
        sender.failures++;
        if (sender.failures > MOST_LOSSES) {
            drop(sender, Why.UNREACHED, null);
        } else {
            sender.state = Sender.State.NEW;
            sender.told = false;
            rest(sender, sender.failures);
        }
    }

    private void rest(Sender sender, int times) {
        sender.restsUntil = parts.lane().now()
                + Duration.ofMillis(250L << Math.min(times, 4)).toNanos();
    }

    /** It has no time now. */
    void busy(Sender sender) {
        sender.busy++;
        if (sender.busy > MOST_BUSY) {
            drop(sender, Why.BUSY, null);
        } else {
            rest(sender, sender.busy);
        }
    }

    /** It has nothing of it now. It may be fetching it itself, so while others send it is asked again. */
    void absent(Sender sender) {
        if (sender.absences == 0 && sender.offered) {
            parts.standing().record(sender.peer, Outcome.FAILED);
        }
        sender.absences++;
        sender.told = false;
        if (sender.absences > MOST_ABSENCES) {
            drop(sender, Why.ABSENT, null);
        } else {
            sender.restsUntil = parts.lane().now() + ABSENT_NANOS;
        }
    }

    /** A request failed that nobody here cancelled; {@code begun} if the header of an answer had come. */
    void failed(Sender sender, Throwable failure, boolean begun) {
        switch (NetworkException.of(failure).reason()) {
            case NOT_CONNECTED, DISCONNECTED, UNREACHABLE, CLOSED -> lost(sender);
            case NO_PROTOCOL -> drop(sender, Why.ABSENT, sender.offered ? Outcome.FAILED : null);
            case TIMED_OUT -> drop(sender, Why.STALLED, Outcome.FAILED);
            case RESET, LIMIT -> {
                if (begun) {
                    parts.standing().record(sender.peer, Outcome.FAILED);
                }
                busy(sender);
            }
            default -> drop(sender, Why.BROKE, Outcome.FAILED);
        }
    }

    /** Has nothing more to do with it. */
    void drop(Sender sender, Why why, @Nullable Outcome outcome) {
        if (outcome != null) {
            parts.standing().record(sender.peer, outcome);
        }
        if (sender.state == Sender.State.GONE) {
            return;
        }
        sender.state = Sender.State.GONE;
        senders.remove(sender);
        dropped.merge(why, 1, Integer::sum);
        parts.tally().dropped(sender.peer, transfer.wanted().label() + ": " + why.words());
        cancel(sender, "this peer is given up");
    }

    private static void cancel(Sender sender, String why) {
        Ask asking = sender.asking;
        if (asking != null) {
            asking.cancel(why);
        }
        for (Errand errand : List.copyOf(sender.errands)) {
            errand.cancelled = true;
            errand.ask.cancel(why);
        }
    }

    private void giveUpIfAlone() {
        if (finding || scoring > 0 || transfer.isWithoutNeed()) {
            return;
        }
        boolean reserve = false;
        for (Sender sender : senders) {
            if (isAllowed(sender) && sender.hasHope()) {
                return;
            }
            reserve |= sender.score > 0 && sender.hasHope();
        }
        if (reserve) {
            usesReserve = true;
            transfer.warn("nobody who has " + transfer.wanted().label() + " has a reputation of at least "
                    + minReputation + ", so others are used; every byte is checked as always");
            pump();
        } else {
            transfer.fail(new NetworkException(NetworkException.Reason.UNREACHABLE, transfer.failure("")));
        }
    }

    /** Those it has to do with, in no order. */
    List<Sender> senders() {
        return senders;
    }

    /** How many of them send at the moment. */
    int sending() {
        int count = 0;
        for (Sender sender : senders) {
            if (!sender.errands.isEmpty() && !sender.stalled) {
                count++;
            }
        }
        return count;
    }

    private static boolean isSilent(Sender sender) {
        return sender.stalled || sender.asking != null;
    }

    /** Time is up: those that were asked and said nothing are to blame. */
    void blameSilent() {
        for (Sender sender : senders) {
            if (sender.asking != null) {
                parts.standing().record(sender.peer, Outcome.FAILED);
            }
        }
    }

    /** What became of those asked: "3 peers were asked: 1 stalled, 1 sent wrong bytes". */
    String story() {
        int count = senders.size()
                + dropped.values().stream().mapToInt(Integer::intValue).sum();
        if (count == 0) {
            return "no peer that has it is known";
        }
        StringBuilder story = new StringBuilder(count == 1 ? "1 peer was asked" : count + " peers were asked");
        Map<Why, Integer> all = new EnumMap<>(dropped);
        for (Sender sender : senders) {
            if (!sender.hasHope()) {
                all.merge(Why.ABSENT, 1, Integer::sum);
            } else if (isSilent(sender)) {
                all.merge(Why.STALLED, 1, Integer::sum);
            } else if (sender.busy > 0) {
                all.merge(Why.BUSY, 1, Integer::sum);
            }
        }
        String before = ": ";
        for (Map.Entry<Why, Integer> entry : all.entrySet()) {
            story.append(before)
                    .append(entry.getValue())
                    .append(' ')
                    .append(entry.getKey().words());
            before = ", ";
        }
        return story.toString();
    }

    void stop(String why) {
        over = true;
        for (Sender sender : senders) {
            cancel(sender, why);
        }
    }
}
