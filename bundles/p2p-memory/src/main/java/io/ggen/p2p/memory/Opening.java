package io.ggen.p2p.memory;

import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Timers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One stream being opened: at once where Identify told what the peer speaks, else when the peer has agreed. */
final class Opening {
    private static final System.Logger LOG = System.getLogger(Opening.class.getName());
    private static final int PROPOSAL = 48;

    private final MemoryHost host;
    private final End end;
    private final List<ProtocolId> wanted;
    private final @Nullable ProtocolId known;
    private final CompletableFuture<Stream> result = new CompletableFuture<>();

    Opening(MemoryHost host, End end, List<ProtocolId> wanted, @Nullable ProtocolId known) {
        this.host = host;
        this.end = end;
        this.wanted = known == null ? wanted : List.of(known);
        this.known = known;
    }

    CompletionStage<Stream> start(Duration within) {
        MemoryStream stream = new MemoryStream(end, null, known);
        end.send(End.OPEN, PROPOSAL, 0, () -> accept(stream));
        if (known != null) {
            result.complete(stream);
        } else {
            Timers.Timer limit = host.failLater(result, within);
            stream.whenFailed(result::completeExceptionally);
            result.whenComplete((opened, failure) -> {
                limit.cancel();
                if (failure != null) {
                    stream.reset("it was not opened in time");
                }
            });
        }
        return result;
    }

    /** At the peer. */
    private void accept(MemoryStream near) {
        End there = end.far();
        ProtocolId chosen = MemoryHost.firstOf(wanted, there.host.handlers().protocols());
        ProtocolHandler handler = chosen == null ? null : there.host.handlers().of(chosen);
        if (chosen == null || handler == null) {
            there.send(
                    End.RESET, () -> near.resetArrived(Reason.NO_PROTOCOL, "The peer speaks none of " + wanted + "."));
            return;
        }
        if (!there.host.isAccepting() || there.host.streamsOf(end.host.id(), handler) >= handler.streamsPerPeer()) {
            there.send(End.RESET, () -> near.resetArrived(Reason.RESET, "The peer reset the stream."));
            return;
        }
        MemoryStream stream = new MemoryStream(there, handler, chosen);
        stream.join(near);
        if (known == null) {
            there.send(End.ACCEPT, PROPOSAL, 0, () -> agreed(near, chosen));
        }
        try {
            handler.handle(stream);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The handler of " + chosen + " failed.", e);
            stream.reset("its handler failed");
        }
    }

    private void agreed(MemoryStream near, ProtocolId chosen) {
        near.agreed(chosen);
        if (!near.hasFailed()) {
            result.complete(near);
        }
    }
}
