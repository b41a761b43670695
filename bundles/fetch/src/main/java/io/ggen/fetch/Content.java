package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.records.ArchiveTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One small content: asked of one peer after the other, of a few at a time if they are slow, and whole from each, so that who
 * sends something wrong is known. For one lane.
 */
final class Content {
    private static final Duration NEXT_AFTER = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration STEP_WITHIN = Duration.ofSeconds(10);
    private static final int AT_ONCE = 3;
    private static final int MOST_PEERS = 32;

    private final Parts parts;
    private final Digest sha256;
    private final int largest;
    private final CompletableFuture<byte[]> result;
    private final Set<PeerId> known = new HashSet<>();
    private final ArrayDeque<PeerAddresses> next = new ArrayDeque<>();
    private final List<Ask> asks = new ArrayList<>();
    private final List<Timers.Timer> timers = new ArrayList<>();
    private int trying;
    private int tried;
    private int wrong;
    private int scoring;
    private boolean finding;
    private boolean found;

    Content(Parts parts, Digest sha256, int largest, CompletableFuture<byte[]> result) {
        this.parts = parts;
        this.sha256 = sha256;
        this.largest = largest;
        this.result = result;
    }

    void start(List<PeerAddresses> peers) {
        timers.add(parts.lane().schedule(WITHIN, () -> fail(Reason.TIMED_OUT, "It took too long. ")));
        parts.files().execute(() -> {
            byte[] here = local();
            parts.lane().execute(() -> {
                if (here != null) {
                    result.complete(here);
                } else {
                    peers.forEach(this::add);
                    for (PeerInfo info : parts.host().peers()) {
                        if (info.protocols().contains(Server.PROTOCOL)) {
                            add(new PeerAddresses(info.peer(), info.addresses()));
                        }
                    }
                    parts.cutOff().peers().forEach(this::add);
                    goOn();
                }
            });
        });
    }

    private byte @Nullable [] local() {
        for (Path file : parts.library().held(sha256)) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(largest + 1);
                if (bytes.length <= largest && Digest.sha256Of(bytes).equals(sha256)) {
                    return bytes;
                }
            } catch (IOException e) {
                System.getLogger(Content.class.getName())
                        .log(System.Logger.Level.DEBUG, "A file that is held cannot be read.", e);
            }
        }
        return null;
    }

    private void add(PeerAddresses peer) {
        if (known.size() >= MOST_PEERS || peer.peer().equals(parts.host().id()) || !known.add(peer.peer())) {
            return;
        }
        scoring++;
        parts.standing().score(peer.peer()).thenAccept(score -> {
            scoring--;
            if (score > 0) {
                next.add(peer);
            }
            goOn();
        });
    }

    private void goOn() {
        if (result.isDone()) {
            return;
        }
        if (trying == 0 && !next.isEmpty()) {
            tryNext();
        } else if (trying == 0 && scoring == 0 && !finding) {
            if (found) {
                fail(Reason.UNREACHABLE, "");
            } else {
                find();
            }
        }
    }

    private void find() {
        found = true;
        ContentRouting routing = parts.routing().get();
        if (routing == null) {
            goOn();
            return;
        }
        finding = true;
        routing.providers(sha256, MOST_PEERS, STEP_WITHIN, peer -> parts.lane().execute(() -> add(peer)))
                .whenCompleteAsync(
                        (all, failure) -> {
                            finding = false;
                            goOn();
                        },
                        parts.lane());
    }

    private void tryNext() {
        PeerAddresses peer = next.poll();
        if (peer == null || result.isDone()) {
            return;
        }
        trying++;
        tried++;
        timers.add(parts.lane().schedule(NEXT_AFTER, () -> {
            if (trying < AT_ONCE) {
                tryNext();
            }
        }));
        parts.host()
                .connect(peer.peer(), peer.addresses(), STEP_WITHIN)
                .thenComposeAsync(connected -> all(peer.peer()), parts.lane())
                .whenCompleteAsync((bytes, failure) -> ended(peer, bytes, failure), parts.lane());
    }

    private void ended(PeerAddresses asked, byte @Nullable [] bytes, @Nullable Throwable failure) {
        trying--;
        if (result.isDone()) {
            return;
        }
        if (failure != null && parts.cutOff().isBetween()) {
            again(asked);
            return;
        }
        PeerId peer = asked.peer();
        if (bytes != null && Digest.sha256Of(bytes).equals(sha256)) {
            parts.standing().record(peer, Outcome.SERVED);
            parts.tally().received(peer, bytes.length);
            result.complete(bytes);
            return;
        }
        if (bytes != null) {
            wrong++;
            parts.standing().record(peer, Outcome.FORGED);
            parts.tally().dropped(peer, Why.FORGED.words());
        } else if (failure != null && isItsFault(NetworkException.of(failure).reason())) {
            parts.standing().record(peer, Outcome.FAILED);
        }
        goOn();
    }

    /** There is no transport at the moment: it is asked once more, as long as there is time. */
    private void again(PeerAddresses peer) {
        scoring++;
        timers.add(parts.lane().schedule(BETWEEN, () -> {
            scoring--;
            next.add(peer);
            goOn();
        }));
    }

    private static boolean isItsFault(Reason reason) {
        return reason == Reason.MALFORMED || reason == Reason.TIMED_OUT || reason == Reason.RESET;
    }

    /** The whole content from one peer, request by request. */
    private CompletionStage<byte[]> all(PeerId peer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        return more(peer, all, -1);
    }

    private CompletionStage<byte[]> more(PeerId peer, ByteArrayOutputStream all, long size) {
        if (size >= 0 && all.size() == size) {
            return CompletableFuture.completedFuture(all.toByteArray());
        }
        if (result.isDone() || !parts.lines().take(peer)) {
            return CompletableFuture.failedFuture(new NetworkException(Reason.LIMIT, "Too many streams are open."));
        }
        Span span = new Span(all.size() / ArchiveTree.LEAF, Request.MOST_LEAVES);
        Ask ask = Ask.send(parts.host(), peer, Request.data(sha256, span), STEP_WITHIN);
        asks.add(ask);
        return ask.answer()
                .thenCompose(answer -> piece(answer, all.size(), size).thenApply(bytes -> {
                    all.writeBytes(bytes);
                    return answer.header().size();
                }))
                .whenCompleteAsync(
                        (done, failure) -> {
                            parts.lines().give(peer);
                            asks.remove(ask);
                            if (failure != null) {
                                ask.cancel("the answer was not good");
                            }
                        },
                        parts.lane())
                .thenCompose(whole -> more(peer, all, whole));
    }

    private CompletionStage<byte[]> piece(Answer answer, int begun, long size) {
        Header header = answer.header();
        if (header.status() != Header.Status.OK) {
            answer.stream().close();
            return CompletableFuture.failedFuture(
                    new NetworkException(Reason.REFUSED, "The peer does not give it: " + header.status() + "."));
        }
        if (header.size() > largest || (size >= 0 && header.size() != size)) {
            return CompletableFuture.failedFuture(NetworkException.malformed("The content has another size."));
        }
        long left = Math.min(header.size() - begun, (long) Request.MOST_LEAVES * ArchiveTree.LEAF);
        return answer.rest((int) left, STEP_WITHIN);
    }

    private void fail(Reason reason, String why) {
        String sent = wrong == 0 ? "" : ", " + wrong + " sent something else";
        result.completeExceptionally(new NetworkException(
                reason, why + "No peer gave the content " + sha256.hex() + " (" + tried + " asked" + sent + ")."));
    }

    void end(NetworkException why) {
        result.completeExceptionally(why);
    }

    void stop() {
        timers.forEach(Timers.Timer::cancel);
        for (Ask ask : List.copyOf(asks)) {
            ask.cancel("it is not needed any more");
        }
    }
}
