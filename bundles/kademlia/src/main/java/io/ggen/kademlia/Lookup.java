package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks nearer and nearer peers about a key until the nearest have answered (Maymounkov and Mazières 2002, section 2.3), over
 * one or several paths that share no peer (Baumgart and Mies 2007, section 4.4). A peer that takes longer than others do has
 * its place taken by the next one; its answer counts if it still comes. On the lane.
 */
final class Lookup {
    private static final int MOST_CANDIDATES = 2000;
    private static final int STARTS_PER_PATH = 3;
    private static final int FEW_ANSWERS = 3;

    private final Core core;
    private final Requests requests;
    private final Goal goal;
    private final Key target;
    private final byte[] request;
    private final double region;
    private final int parallel;
    private final Map<PeerId, Candidate> known = new HashMap<>();
    private final Nearest nearest = new Nearest();
    private final List<Path> paths = new ArrayList<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private int inFlight;
    private int asked;
    private int answered;
    private int slow;
    private Timers.@Nullable Timer limit;

    /**
     * What a lookup is for.
     *
     * @param request what every peer is asked
     * @param paths over how many paths
     * @param width how many of the nearest have to answer
     * @param agreed whether their agreement is needed: then slow ones are waited for unless enough others answered
     * @param visitor hears of all answers
     */
    record Goal(Message request, int paths, int width, boolean agreed, Visitor visitor) {}

    /** Hears of answers as they come. */
    @FunctionalInterface
    interface Visitor {
        /** Whether that is all that was wanted. */
        boolean answered(Candidate from, Answer answer);
    }

    /**
     * How a lookup ended.
     *
     * @param closest the nearest peers that answered, nearest first
     * @param enough whether none of the nearest is unheard, or enough of them answered over enough paths
     * @param asked how many were asked
     * @param answered how many answered
     */
    record Result(List<Candidate> closest, boolean enough, int asked, int answered) {
        List<Contact> contacts() {
            List<Contact> contacts = new ArrayList<>(closest.size());
            for (Candidate one : closest) {
                contacts.add(one.contact);
            }
            return contacts;
        }

        /** After how many steps the nearest peer was found. */
        int hops() {
            return closest.isEmpty() ? 0 : closest.get(0).depth;
        }
    }

    private static final class Path {
        private final Nearest nearest = new Nearest();
        private final List<Candidate> starts = new ArrayList<>(STARTS_PER_PATH);
        private int inFlight;
    }

    Lookup(Core core, Requests requests, Goal goal) {
        this.core = core;
        this.requests = requests;
        this.goal = goal;
        this.target = Key.of(goal.request().key());
        this.request = MessageCodec.encode(goal.request());
        this.region = core.size.region();
        this.parallel = Math.max(1, (KademliaSettings.PARALLEL + goal.paths() - 1) / goal.paths());
    }

    /** Begins; completes on the lane, after {@code within} with what there is. */
    CompletionStage<Result> start(Duration within) {
        for (int i = 0; i < goal.paths(); i++) {
            paths.add(new Path());
        }
        int starts = Math.max(goal.width(), STARTS_PER_PATH * goal.paths());
        List<Contact> first = core.table.closest(target, starts, null);
        if (first.isEmpty()) {
            for (Entry entry : core.table.entries()) {
                first.add(entry.contact);
            }
        }
        int next = 0;
        for (Contact contact : first) {
            learn(contact.peer(), contact, 1, paths.get(next++ % paths.size()));
        }
        if (paths.size() > 1) {
            // all of them are asked: liars who answer first would crowd the others out
            for (Path path : paths) {
                path.starts.addAll(path.nearest.all());
            }
        }
        limit = core.timers.schedule(within, this::finish);
        advance();
        return result;
    }

    /** Ends it with what there is. */
    void finish() {
        if (result.isDone()) {
            return;
        }
        if (limit != null) {
            limit.cancel();
        }
        List<Candidate> closest = new ArrayList<>();
        boolean whole = true;
        for (Candidate one : nearest.window(goal.width(), region, true)) {
            whole &= one.state == Candidate.State.ANSWERED;
        }
        for (Candidate one : nearest.window(goal.width(), region, false)) {
            if (one.state == Candidate.State.ANSWERED) {
                closest.add(one);
            }
        }
        result.complete(new Result(closest, !closest.isEmpty() && (whole || hasQuorum()), asked, answered));
    }

    private void advance() {
        if (result.isDone()) {
            return;
        }
        boolean pending = false;
        for (Path path : paths) {
            pending |= goOn(path, parallel);
        }
        if (pending && inFlight < parallel * paths.size()) {
            // what some paths do not need any more is for the others
            for (Path path : paths) {
                goOn(path, Math.min(KademliaSettings.PARALLEL, path.inFlight + parallel * paths.size() - inFlight));
            }
        }
        if (pending ? goal.agreed() && hasQuorum() : !waitsForSlow()) {
            finish();
        }
    }

    /** Asks for a path until so many requests of it are under way; whether some have yet to be asked or to answer. */
    private boolean goOn(Path path, int most) {
        boolean atStart = goOn(path, path.starts, most);
        return goOn(path, path.nearest.window(goal.width(), region, false), most) || atStart;
    }

    private boolean goOn(Path path, List<Candidate> candidates, int most) {
        boolean pending = false;
        for (Candidate one : candidates) {
            if (one.state == Candidate.State.NEW && path.inFlight < most && mayAsk()) {
                ask(path, one);
            }
            pending |= one.state == Candidate.State.ASKED || one.state == Candidate.State.NEW && mayAsk();
        }
        return pending;
    }

    private boolean mayAsk() {
        return asked < core.settings.limits().queries();
    }

    /** Whether those that take long are waited for: while next to nobody answered, or where their voice is needed. */
    private boolean waitsForSlow() {
        if (slow == 0) {
            return false;
        }
        if (answered < FEW_ANSWERS) {
            return true;
        }
        if (!goal.agreed() || hasQuorum()) {
            return false;
        }
        for (Candidate one : nearest.window(goal.width(), region, true)) {
            if (one.state == Candidate.State.SLOW) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of the nearest were asked, and enough answered over enough paths. Not where the key is crowded. */
    private boolean hasQuorum() {
        List<Candidate> window = nearest.window(goal.width(), region, true);
        if (window.size() > goal.width()) {
            return false;
        }
        int count = 0;
        BitSet over = new BitSet();
        for (Candidate one : window) {
            if (one.state == Candidate.State.NEW) {
                return false;
            }
            if (one.state == Candidate.State.ANSWERED) {
                count++;
                over.set(one.path);
            }
        }
        return count >= KademliaSettings.QUORUM && over.cardinality() >= KademliaSettings.QUORUM_PATHS;
    }

    private void ask(Path path, Candidate one) {
        one.state = Candidate.State.ASKED;
        one.path = paths.indexOf(path);
        path.inFlight++;
        inFlight++;
        asked++;
        Timers.Timer hedge = core.timers.schedule(requests.hedge(one.contact), () -> {
            if (one.state == Candidate.State.ASKED) {
                one.state = Candidate.State.SLOW;
                slow++;
                path.inFlight--;
                inFlight--;
                advance();
            }
        });
        requests.ask(one.contact, request).whenComplete((answer, failure) -> {
            hedge.cancel();
            if (one.state == Candidate.State.SLOW) {
                slow--;
            } else {
                path.inFlight--;
                inFlight--;
            }
            one.state = failure == null ? Candidate.State.ANSWERED : Candidate.State.FAILED;
            if (answer != null && !result.isDone()) {
                answered(path, one, answer);
            }
            advance();
        });
    }

    private void answered(Path path, Candidate from, Answer answer) {
        answered++;
        from.group = core.networks.group(answer.remote());
        for (PeerAddresses closer : answer.message().closer()) {
            learn(closer, answer.remote(), from.depth + 1, path);
        }
        if (goal.visitor().answered(from, answer)) {
            finish();
        }
    }

    private void learn(PeerAddresses said, Multiaddr by, int depth, Path path) {
        Candidate present = known.get(said.peer());
        if (present != null) {
            path.nearest.add(present);
            return;
        }
        List<Multiaddr> addresses = Networks.within(by, said.addresses(), MessageCodec.MOST_ADDRESSES);
        if (!addresses.isEmpty()) {
            learn(said.peer(), Contact.of(said.peer(), addresses), depth, path);
        }
    }

    private void learn(PeerId peer, Contact contact, int depth, Path path) {
        if (peer.equals(core.id) || known.size() >= MOST_CANDIDATES || core.isBanned(peer)) {
            return;
        }
        long group = contact.addresses().isEmpty()
                ? Networks.EXEMPT
                : core.networks.group(contact.addresses().get(0));
        Candidate candidate = new Candidate(contact, target, depth, group);
        known.put(peer, candidate);
        nearest.add(candidate);
        path.nearest.add(candidate);
    }
}
