package io.ggen.gossipsub;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one peer sends, one RPC after another. Who sends more in a second than is allowed is not read until the next
 * one: the transport's window then holds the peer up. For one lane.
 */
final class Inbox {
    /** Bytes that are no RPC are nothing that happens to honest peers. */
    private static final double MALFORMED = 3;

    private final Core core;
    private final Meshes meshes;
    private final Gossip gossip;
    private final Deliveries deliveries;
    private final Links links;

    Inbox(Core core, Meshes meshes, Gossip gossip, Deliveries deliveries, Links links) {
        this.core = core;
        this.meshes = meshes;
        this.gossip = gossip;
        this.deliveries = deliveries;
        this.links = links;
    }

    /** Reads {@code stream} to its end. */
    void read(Stream stream) {
        Neighbour neighbour = links.arrived(stream);
        if (neighbour == null) {
            stream.reset("there are too many peers");
            return;
        }
        Frames frames = new Frames(stream);
        Steps.repeat(() -> frames.read(core.settings.limits().rpc())
                        .thenComposeAsync(rpc -> received(neighbour, stream, rpc), core.timers))
                .whenCompleteAsync((done, failure) -> ended(neighbour, stream, failure), core.timers);
    }

    private CompletionStage<Boolean> received(Neighbour from, Stream stream, Optional<byte[]> rpc) {
        if (rpc.isEmpty() || from.inbound != stream) {
            return CompletableFuture.completedFuture(false);
        }
        byte[] bytes = rpc.get();
        from.rpcs++;
        from.bytes += bytes.length;
        handle(from, bytes);
        GossipLimits limits = core.settings.limits();
        if (from.rpcs < limits.rpcsPerSecond() && from.bytes < limits.bytesPerSecond()) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Void> pause = new CompletableFuture<>();
        from.pause = pause;
        return pause.thenApply(over -> true);
    }

    private void handle(Neighbour from, byte[] bytes) {
        if (core.score(from) < core.settings.score().graylist()) {
            return;
        }
        Rpc rpc;
        try {
            rpc = RpcReader.read(bytes, core.settings.limits());
        } catch (NetworkException e) {
            malformed(from, e);
            return;
        }
        meshes.subscriptions(from, rpc.subscriptions());
        for (Message message : rpc.messages()) {
            deliveries.receive(from, message);
        }
        gossip.unwanted(from, rpc.unwanted());
        gossip.haves(from, rpc.haves());
        gossip.wants(from, rpc.wants());
        meshes.grafted(from, rpc.grafts());
        meshes.pruned(from, rpc.prunes());
    }

    private void malformed(Neighbour from, NetworkException e) {
        core.counts.malformed++;
        core.complain(from.score, MALFORMED, "sent an RPC that cannot be read: " + e.getMessage());
    }

    private void ended(Neighbour from, Stream stream, @Nullable Throwable failure) {
        if (failure == null) {
            stream.close();
        } else {
            NetworkException why = NetworkException.of(failure);
            if (why.reason() == Reason.MALFORMED || why.reason() == Reason.LIMIT) {
                malformed(from, why);
            }
            stream.reset("it cannot be read any further");
        }
        links.ended(from, stream);
    }
}
