package io.ggen.fetch;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.ArchiveTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Answers peers that ask for content. What is sent was checked against the content's tree in the moment it was read, so a file
 * that changes behind our back never makes this host a forger.
 */
final class Server implements ProtocolHandler {
    static final ProtocolId PROTOCOL = new ProtocolId("/ggen/fetch/1.0.0");

    private static final Duration REQUEST_WITHIN = Duration.ofSeconds(10);
    private static final Duration PROGRESS_WITHIN = Duration.ofSeconds(30);
    /** How long a peer is kept waiting for a tree to be made before it is told to come again. */
    private static final Duration BUSY_AFTER = Duration.ofSeconds(2);

    private static final int PIECE = Upload.AT_ONCE * ArchiveTree.LEAF;
    private static final int MOST_THROTTLES = 1024;

    private final Library library;
    private final FetchLimits limits;
    private final Timers lane;
    private final Executor files;
    private final Tally tally;
    private final Throttle all;
    private final Map<PeerId, Throttle> each = new LinkedHashMap<>(16, 0.75f, true);
    private int uploads;

    Server(Library library, FetchLimits limits, Timers lane, Executor files, Tally tally) {
        this.library = library;
        this.limits = limits;
        this.lane = lane;
        this.files = files;
        this.tally = tally;
        this.all = new Throttle(limits.uploadPerSecond());
    }

    @Override
    public List<ProtocolId> protocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public int streamsPerPeer() {
        return FetchLimits.STREAMS_PER_PEER;
    }

    int uploads() {
        return uploads;
    }

    @Override
    public void handle(Stream stream) {
        stream.deadline(REQUEST_WITHIN);
        readRequest(stream)
                .thenComposeAsync(request -> answer(stream, request), lane)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        stream.close();
                    } else {
                        stream.reset(String.valueOf(NetworkException.of(failure).getMessage()));
                    }
                });
    }

    private static CompletionStage<Request> readRequest(Stream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        return Steps.repeat(() -> stream.read().thenApply(bytes -> {
                    all.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                    if (all.size() > Request.MOST_BYTES) {
                        throw NetworkException.malformed("A request for content has too many bytes.");
                    }
                    return bytes.hasRemaining();
                }))
                .thenApply(done -> Request.decode(all.toByteArray()));
    }

    private CompletionStage<Void> answer(Stream stream, Request request) {
        stream.deadline(PROGRESS_WITHIN);
        boolean isData = request.op() == Request.Op.DATA;
        if (isData && (request.count() < 1 || request.count() > Request.MOST_LEAVES)) {
            return say(stream, Header.Status.REFUSED);
        }
        if (uploads >= limits.uploads()) {
            return say(stream, Header.Status.BUSY);
        }
        CompletionStage<Optional<Holding>> finding = library.find(request.sha256());
        if (finding == null) {
            return say(stream, Header.Status.BUSY);
        }
        uploads++;
        CompletableFuture<Optional<Holding>> found = new CompletableFuture<>();
        Timers.Timer patience = lane.schedule(
                BUSY_AFTER,
                () -> found.completeExceptionally(
                        new NetworkException(NetworkException.Reason.LIMIT, "It takes too long to look.")));
        finding.whenComplete((holding, failure) -> found.complete(failure == null ? holding : Optional.empty()));
        return found.handle((holding, failure) -> {
                    patience.cancel();
                    if (failure != null) {
                        return say(stream, Header.Status.BUSY);
                    }
                    return holding.isEmpty()
                            ? say(stream, Header.Status.NOT_FOUND)
                            : give(stream, request, holding.get());
                })
                .thenCompose(done -> done)
                .whenComplete((done, failure) -> lane.execute(() -> uploads--));
    }

    private static CompletionStage<Void> say(Stream stream, Header.Status status) {
        return stream.write(Frames.encode(Header.of(status).encode()));
    }

    private CompletionStage<Void> give(Stream stream, Request request, Holding holding) {
        ByteBuffer header = Frames.encode(new Header(
                        Header.Status.OK,
                        holding.leaves().size(),
                        request.op() == Request.Op.DATA ? null : holding.held(),
                        holding.leaves().root())
                .encode());
        return switch (request.op()) {
            case HAVE -> stream.write(header);
            case HASHES ->
                stream.write(header)
                        .thenCompose(done ->
                                list(stream, ByteBuffer.wrap(holding.leaves().bytes())));
            case DATA -> data(stream, request, holding, header);
        };
    }

    private CompletionStage<Void> list(Stream stream, ByteBuffer hashes) {
        return Steps.repeat(() -> {
            if (!hashes.hasRemaining()) {
                return CompletableFuture.completedFuture(false);
            }
            int length = Math.min(PIECE, hashes.remaining());
            ByteBuffer piece = hashes.slice().limit(length);
            hashes.position(hashes.position() + length);
            return send(stream, piece).thenApply(done -> true);
        });
    }

    private CompletionStage<Void> data(Stream stream, Request request, Holding holding, ByteBuffer header) {
        if (holding.leaves().count() == 0 && request.first() == 0) {
            return stream.write(header);
        }
        if (!holding.has(request.first())) {
            return say(stream, Header.Status.NOT_FOUND);
        }
        Upload upload = new Upload(holding, new Span(request.first(), request.count()));
        return upload.read(files).thenCompose(first -> {
            if (first.isEmpty()) {
                library.trees().forget(request.sha256());
                return say(stream, Header.Status.NOT_FOUND);
            }
            return stream.write(header)
                    .thenCompose(done -> send(stream, first.get()))
                    .thenCompose(done -> Steps.repeat(() -> next(stream, request, upload)));
        });
    }

    private CompletionStage<Boolean> next(Stream stream, Request request, Upload upload) {
        if (upload.isOver()) {
            return CompletableFuture.completedFuture(false);
        }
        return upload.read(files).thenCompose(bytes -> {
            if (bytes.isEmpty()) {
                library.trees().forget(request.sha256());
                throw new NetworkException(NetworkException.Reason.FAILED, "the file is no longer what it was");
            }
            return send(stream, bytes.get()).thenApply(done -> true);
        });
    }

    /** Writes {@code bytes} when this host and this peer may have so many. */
    private CompletionStage<Void> send(Stream stream, ByteBuffer bytes) {
        return CompletableFuture.supplyAsync(() -> turn(stream.peer(), bytes.remaining()), lane)
                .thenCompose(wait -> Upload.pause(lane, wait))
                .thenCompose(done -> {
                    stream.deadline(PROGRESS_WITHIN);
                    return stream.write(bytes);
                });
    }

    private long turn(PeerId peer, int bytes) {
        long now = lane.now();
        tally.sent(peer, bytes);
        long wait = all.take(bytes, now);
        if (limits.uploadPerSecondAndPeer() > 0) {
            wait = Math.max(wait, throttle(peer, now).take(bytes, now));
        }
        return wait;
    }

    private Throttle throttle(PeerId peer, long now) {
        Throttle known = each.get(peer);
        if (known == null) {
            if (each.size() >= MOST_THROTTLES) {
                each.values().removeIf(throttle -> throttle.isIdle(now));
            }
            if (each.size() >= MOST_THROTTLES) {
                each.remove(each.keySet().iterator().next());
            }
            known = new Throttle(limits.uploadPerSecondAndPeer());
            each.put(peer, known);
        }
        return known;
    }
}
