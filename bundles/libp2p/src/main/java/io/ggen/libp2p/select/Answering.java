package io.ggen.libp2p.select;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The side that was dialled: agrees to the first proposal it knows. */
public final class Answering implements Selection {
    /** How many proposals it hears before it gives up. */
    public static final int MOST_PROPOSALS = 64;

    private final Messages messages = new Messages();
    private final Predicate<String> known;
    private int heard;
    private boolean headerSeen;
    private @Nullable ByteBuf answer;
    private @Nullable String agreed;

    /** Agrees to what is {@code known}. */
    public Answering(Predicate<String> known) {
        this.known = known;
    }

    @Override
    public @Nullable ByteBuf start() {
        return null;
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
            say(Messages.HEADER);
        } else if (known.test(message)) {
            agreed = message;
            say(message);
        } else if (++heard == MOST_PROPOSALS) {
            throw new NetworkException(
                    Reason.LIMIT, MOST_PROPOSALS + " protocols were proposed, none of them known here.");
        } else {
            say(Messages.NO);
        }
    }

    private void say(String message) {
        ByteBuf more = Messages.encode(message);
        answer = answer == null ? more : Unpooled.wrappedBuffer(answer, more);
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
