package io.ggen.libp2p.identify;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Identify and Identify push (libp2p specs, {@code identify/README.md}): what peers say about themselves, asked or not. */
public final class Identify {
    /** Opened by who wants to know. */
    public static final ProtocolId ASK = new ProtocolId("/ipfs/id/1.0.0");

    /** Opened by who wants to tell. */
    public static final ProtocolId PUSH = new ProtocolId("/ipfs/id/push/1.0.0");

    private static final System.Logger LOG = System.getLogger(Identify.class.getName());
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int STREAMS_PER_PEER = 8;

    private final Supplier<IdentifyMessage.Own> own;
    private final Supplier<List<String>> protocols;
    private final Heard heard;

    /** Takes what peers say. */
    public interface Heard {
        /** What was known before, or null. */
        @Nullable
        PeerInfo before(Stream stream);

        /** What {@code stream}'s peer says; {@code seq} is that of its signed record, or -1. */
        void said(Stream stream, PeerInfo info, long seq);
    }

    /** Speaks for a host that is {@code own} and answers {@code protocols}. */
    public Identify(Supplier<IdentifyMessage.Own> own, Supplier<List<String>> protocols, Heard heard) {
        this.own = own;
        this.protocols = protocols;
        this.heard = heard;
    }

    /** The handlers of both protocols. */
    public List<ProtocolHandler> handlers() {
        return List.of(handler(ASK, this::tell), handler(PUSH, stream -> hear(stream, false)));
    }

    private static ProtocolHandler handler(ProtocolId protocol, Consumer<Stream> action) {
        return new ProtocolHandler() {
            @Override
            public List<ProtocolId> protocols() {
                return List.of(protocol);
            }

            @Override
            public void handle(Stream stream) {
                stream.deadline(WITHIN);
                action.accept(stream);
            }

            @Override
            public int streamsPerPeer() {
                return STREAMS_PER_PEER;
            }
        };
    }

    /** Says who this host is, on a stream of either protocol. */
    public void tell(Stream stream) {
        stream.deadline(WITHIN);
        byte[] message = IdentifyMessage.encode(own.get(), protocols.get(), stream.remote());
        stream.write(Frames.encode(message)).whenComplete((done, failure) -> stream.close());
    }

    /** Takes the answer on a stream opened for {@link #ASK}; fails if there is no good one. */
    public CompletionStage<Void> ask(Stream stream) {
        stream.deadline(WITHIN);
        return hear(stream, true);
    }

    private CompletionStage<Void> hear(Stream stream, boolean whole) {
        IdentifyMessage message = new IdentifyMessage(stream.peer());
        Frames frames = new Frames(stream);
        int[] parts = new int[1];
        return Steps.repeat(() -> frames.read(IdentifyMessage.LONGEST_PART).thenApply(part -> {
                    part.ifPresent(message::merge);
                    if (part.isPresent() && ++parts[0] > IdentifyMessage.MOST_PARTS) {
                        throw NetworkException.malformed("The peer identifies itself in too many parts.");
                    }
                    return part.isPresent();
                }))
                .thenCompose(done -> {
                    if (whole && !message.hasKey() || parts[0] == 0) {
                        throw NetworkException.malformed("The peer does not say who it is.");
                    }
                    heard.said(stream, message.info(whole ? null : heard.before(stream)), message.seq());
                    stream.close();
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        String why = NetworkException.of(failure).getMessage();
                        LOG.log(Level.DEBUG, "{0} was not identified: {1}", stream.peer(), why);
                        stream.reset(String.valueOf(why));
                    }
                });
    }
}
