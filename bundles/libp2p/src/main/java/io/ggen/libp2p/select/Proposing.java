package io.ggen.libp2p.select;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The side that dialled, or opened the stream: proposes one protocol after the other. */
public final class Proposing implements Selection {
    private final Messages messages = new Messages();
    private final List<String> protocols;
    private int proposed;
    private boolean headerSeen;
    private @Nullable ByteBuf answer;
    private @Nullable String agreed;

    /** Proposes {@code protocols}, at least one, in their order. */
    public Proposing(List<String> protocols) {
        this.protocols = List.copyOf(protocols);
    }

    @Override
    public ByteBuf start() {
        return Messages.encode(Messages.HEADER, protocols.get(0));
    }

    @Override
    public void take(byte b) {
        String message = messages.take(b);
        if (message == null) {
            return;
        }
        if (!headerSeen) {
            if (!message.equals(Messages.HEADER)) {
                throw NetworkException.malformed("The other side does not begin with " + Messages.HEADER + ".");
            }
            headerSeen = true;
        } else if (message.equals(protocols.get(proposed))) {
            agreed = message;
        } else if (!message.equals(Messages.NO)) {
            throw NetworkException.malformed("The other side agrees to what was not proposed.");
        } else if (++proposed == protocols.size()) {
            throw new NetworkException(
                    Reason.NO_PROTOCOL, "The peer speaks none of " + String.join(", ", protocols) + ".");
        } else {
            answer = Messages.encode(protocols.get(proposed));
        }
    }

    @Override
    public @Nullable ByteBuf answer() {
        ByteBuf now = answer;
        answer = null;
        return now;
    }

    @Override
    public @Nullable String agreed() {
        return agreed;
    }
}
