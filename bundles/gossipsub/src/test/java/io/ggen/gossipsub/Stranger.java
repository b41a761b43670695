package io.ggen.gossipsub;

import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** A peer that sends what a test wants, by hand, and notes what it gets. */
final class Stranger implements ProtocolHandler {
    static final Duration SOON = Duration.ofSeconds(5);

    final MemoryHost host;
    final Signer key;
    final List<Rpc> got = new ArrayList<>();
    boolean reading = true;
    boolean resetFirst;
    boolean resetAll;
    int opened;
    BiConsumer<PeerId, Rpc> onRpc = (from, rpc) -> {};
    private final MemoryNetwork network;
    private final List<ProtocolId> protocols;
    private final Map<PeerId, Stream> streams = new HashMap<>();

    Stranger(MemoryNetwork network, Signer key, ProtocolId... protocols) {
        this(network, network.host(PeerId.of(key.publicKey())), key, protocols);
    }

    Stranger(MemoryNetwork network, MemoryHost host, Signer key, ProtocolId... protocols) {
        this.network = network;
        this.key = key;
        this.protocols = protocols.length == 0 ? Protocols.ALL : List.of(protocols);
        this.host = host;
        host.handle(this);
    }

    @Override
    public List<ProtocolId> protocols() {
        return protocols;
    }

    @Override
    public void handle(Stream stream) {
        opened++;
        if (resetFirst || resetAll) {
            resetFirst = false;
            stream.reset("for a test");
            return;
        }
        if (!reading) {
            return;
        }
        Frames frames = new Frames(stream);
        Steps.repeat(() -> frames.read(1 << 24).thenApply(bytes -> {
            bytes.ifPresent(some -> {
                Rpc rpc = RpcReader.read(some, GossipLimits.DEFAULT);
                got.add(rpc);
                onRpc.accept(stream.peer(), rpc);
            });
            return bytes.isPresent();
        }));
    }

    /** Connects and opens its stream. */
    Stranger dial(MemoryHost to) {
        network.time().await(host.connect(to.id(), to.addresses(), SOON), SOON);
        return open(to.id());
    }

    /** Opens a stream over a connection that is there, taking the place of an older one. */
    Stranger open(PeerId to) {
        streams.put(to, network.time().await(host.open(to, protocols, SOON), SOON));
        return this;
    }

    /** The same without waiting. */
    CompletionStage<Void> openLater(PeerId to) {
        return host.open(to, protocols, SOON).thenAccept(stream -> streams.put(to, stream));
    }

    /** Sends an RPC and lets it arrive. */
    void send(PeerId to, byte[] rpc) {
        sendRaw(to, Frames.encode(rpc));
        network.time().runFor(Duration.ofMillis(20));
    }

    /** The same without waiting. */
    void post(PeerId to, byte[] rpc) {
        sendRaw(to, Frames.encode(rpc));
    }

    void sendRaw(PeerId to, ByteBuffer bytes) {
        Stream stream = streams.get(to);
        if (stream == null) {
            throw new IllegalStateException("no stream");
        }
        stream.write(bytes);
    }

    void subscribe(PeerId to, String... topics) {
        send(to, RpcWriter.subscriptions(List.of(topics), true, List.of()));
    }

    /** How many entries of a kind it has got. */
    int count(ToIntFunction<Rpc> of) {
        return got.stream().mapToInt(of).sum();
    }

    int messages() {
        return count(rpc -> rpc.messages().size());
    }

    int prunes() {
        return count(rpc -> rpc.prunes().size());
    }

    int grafts() {
        return count(rpc -> rpc.grafts().size());
    }

    int wants() {
        return count(rpc -> rpc.wants().size());
    }
}
