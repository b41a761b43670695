package io.ggen.fetch;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Learns what peers have: first the list of leaf hashes, from anybody, then who has which leaves. For one lane. */
final class Telling {
    /** Who does not send the list within this time has another peer asked as well. */
    private static final long LIST_NANOS = 3_000_000_000L;

    private final Parts parts;
    private final Transfer transfer;
    private final Swarm swarm;
    private final int count;
    private final Set<PeerId> askedForList = new HashSet<>();
    /** Their lists did not fit; they are to blame only if there is one that does. */
    private final Set<PeerId> wrongLists = new HashSet<>();

    private long listAskedAt;
    private int listsUnderWay;

    Telling(Parts parts, Transfer transfer, Swarm swarm) {
        this.parts = parts;
        this.transfer = transfer;
        this.swarm = swarm;
        this.count = LeafHashes.count(transfer.wanted().size());
    }

    void ask(long now) {
        boolean needsList = transfer.needsList();
        for (Sender sender : List.copyOf(swarm.senders())) {
            if (sender.asking != null || !sender.canBeAsked(now)) {
                continue;
            }
            boolean listIsDue = listsUnderWay == 0 || now - listAskedAt > LIST_NANOS;
            if (needsList && listIsDue && !askedForList.contains(sender.peer)) {
                askForList(sender, now);
            } else if (!sender.told && (needsList || count > Request.MOST_LEAVES)) {
                ask(sender, Request.have(transfer.wanted().sha256()), answer -> {
                    answer.stream().close();
                    told(sender, answer);
                    over(sender);
                });
            } else if (!sender.told) {
                sender.told = true;
            }
        }
    }

    private void askForList(Sender sender, long now) {
        boolean asks = ask(
                sender,
                Request.hashes(transfer.wanted().sha256()),
                answer -> answer.rest(count * ArchiveTree.HASH, Dispatch.PROGRESS_WITHIN)
                        .whenCompleteAsync(
                                (hashes, failure) -> {
                                    listsUnderWay--;
                                    if (failure == null) {
                                        told(sender, answer);
                                        transfer.adopt(sender, hashes);
                                    } else {
                                        answer.stream().reset("the list was not good");
                                        swarm.failed(sender, failure, true);
                                    }
                                    over(sender);
                                },
                                parts.lane()));
        if (asks) {
            askedForList.add(sender.peer);
            listAskedAt = now;
            listsUnderWay++;
        }
    }

    private void told(Sender sender, Answer answer) {
        sender.told = true;
        sender.held = answer.header().held();
    }

    /** Asks, if there is a line; {@code use} sees to it that {@link #over} is called. */
    private boolean ask(Sender sender, Request request, Consumer<Answer> use) {
        if (!parts.lines().take(sender.peer)) {
            return false;
        }
        boolean isList = request.op() == Request.Op.HASHES;
        Ask ask = Ask.send(parts.host(), sender.peer, request, Dispatch.PROGRESS_WITHIN);
        sender.asking = ask;
        ask.answer()
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (answer != null && transfer.accepts(sender, answer)) {
                                use.accept(answer);
                                return;
                            }
                            if (isList) {
                                listsUnderWay--;
                                if (sender.state != Sender.State.GONE) {
                                    askedForList.remove(sender.peer);
                                }
                            }
                            if (failure != null) {
                                swarm.failed(sender, failure, false);
                            }
                            over(sender);
                        },
                        parts.lane());
        return true;
    }

    private void over(Sender sender) {
        sender.asking = null;
        parts.lines().give(sender.peer);
        transfer.streamEnded();
    }

    /** The list of {@code sender} is not that of the release. */
    void listIsWrong(Sender sender) {
        wrongLists.add(sender.peer);
        swarm.drop(sender, Why.LIST, null);
    }

    /** There is one that fits, so the others were wrong. */
    void listIsHere() {
        for (PeerId peer : wrongLists) {
            parts.standing().record(peer, Outcome.FAILED);
        }
        wrongLists.clear();
    }
}
