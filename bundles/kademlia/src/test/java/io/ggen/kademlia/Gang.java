package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Streams;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Nodes that work together against the others: they say that they store what they throw away, name nobody but each other as
 * closer, and give the oldest value they ever saw, or one they forged.
 */
final class Gang {
    private final Sim sim;
    private final boolean lies;
    private final List<PeerAddresses> members = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final Map<ByteBuffer, byte[]> oldest = new HashMap<>();
    long requests;

    /** {@code lies} about closer peers; or else tells the truth about them, and withholds values alone. */
    Gang(Sim sim, boolean lies) {
        this.sim = sim;
        this.lies = lies;
    }

    /** A new member, which joins as everybody does. */
    Node add(MemoryHost host) {
        Kademlia kad = new Kademlia(
                host,
                host.timers(),
                sim.network.clock(),
                sim.random.split(),
                KademliaSettings.asking(),
                PeerMemory.none(),
                SweepMemory.none());
        kad.validate(new Numbered());
        Node node = new Node(host, kad);
        host.handle(handler(node));
        members.add(node.address());
        keys.add(Key.of(host.id()));
        return node;
    }

    private ProtocolHandler handler(Node node) {
        return Streams.handler(KademliaSettings.GGEN, stream -> {
            Frames frames = new Frames(stream);
            frames.read(MessageCodec.MOST_BYTES)
                    .thenCompose(bytes -> bytes.isEmpty()
                            ? stream.finish()
                            : answer(node, stream.peer(), MessageCodec.decode(bytes.get()))
                                    .thenCompose(reply -> frames.write(MessageCodec.encode(reply)))
                                    .thenAccept(done -> stream.close()))
                    .exceptionally(failure -> {
                        stream.reset("no");
                        return null;
                    });
        });
    }

    private CompletionStage<Message> answer(Node node, PeerId from, Message request) {
        requests++;
        ByteBuffer name = ByteBuffer.wrap(request.key());
        ValueRecord put = request.record();
        if (put != null) {
            oldest.putIfAbsent(name, put.value());
            return done(request);
        }
        byte[] old = oldest.get(name);
        byte[] value = old == null || from.hashCode() % 2 == 0 ? Numbered.forged(1_000_000) : old;
        ValueRecord record = request.kind() == Kind.GET_VALUE && (from.hashCode() & 4) == 0
                ? new ValueRecord(
                        request.key(), value, WireTime.write(sim.network.clock().instant()))
                : null;
        Key target = Key.of(request.key());
        return closer(node, target, request.key())
                .thenApply(closer -> new Message(request.kind(), request.key(), record, closer, List.of()));
    }

    private CompletionStage<List<PeerAddresses>> closer(Node node, Key target, byte[] key) {
        return lies ? done(nearestMembers(target)) : done(node.kad().known(key));
    }

    private static <T> CompletionStage<T> done(T value) {
        return java.util.concurrent.CompletableFuture.completedFuture(value);
    }

    private List<PeerAddresses> nearestMembers(Key target) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> target.xor(keys.get(i))));
        List<PeerAddresses> nearest = new ArrayList<>();
        for (int i = 0; i < Math.min(20, order.size()); i++) {
            nearest.add(members.get(order.get(i)));
        }
        return nearest;
    }
}
