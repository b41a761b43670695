package io.ggen.fetch;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request to a peer that is connected, up to the header of its answer. */
final class Ask {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable Stream stream;
    private @Nullable String cancelled;

    private Ask() {}

    /** Asks; the stream is reset if its header has not come {@code within}. */
    static Ask send(Host host, PeerId peer, Request request, Duration within) {
        Ask ask = new Ask();
        host.open(peer, List.of(Server.PROTOCOL), OPEN_WITHIN)
                .thenCompose(stream -> ask.request(stream, request, within))
                .whenComplete((answer, failure) -> ask.end(answer, failure));
        return ask;
    }

    /** The answer; a failed one has left no stream open. */
    CompletionStage<Answer> answer() {
        return answer;
    }

    private CompletionStage<Answer> request(Stream opened, Request request, Duration within) {
        String why;
        synchronized (this) {
            stream = opened;
            why = cancelled;
        }
        if (why != null) {
            opened.reset(why);
        }
        opened.deadline(within);
        Frames frames = new Frames(opened);
        return opened.write(ByteBuffer.wrap(request.encode()))
                .thenCompose(done -> opened.finish())
                .thenCompose(done -> header(frames))
                .thenApply(bytes -> {
                    if (bytes.isEmpty()) {
                        throw NetworkException.malformed("The peer ended without an answer.");
                    }
                    return new Answer(Header.decode(bytes.get()), opened, frames);
                });
    }

    private static CompletionStage<Optional<byte[]>> header(Frames frames) {
        return frames.read(Header.MOST_BYTES).exceptionally(failure -> {
            NetworkException why = NetworkException.of(failure);
            throw why.reason() == NetworkException.Reason.LIMIT
                    ? NetworkException.malformed(String.valueOf(why.getMessage()))
                    : why;
        });
    }

    private void end(@Nullable Answer came, @Nullable Throwable failure) {
        if (came != null) {
            answer.complete(came);
            return;
        }
        NetworkException why = NetworkException.of(failure == null ? new IllegalStateException() : failure);
        cancel(String.valueOf(why.getMessage()));
        answer.completeExceptionally(why);
    }

    /** Resets the stream, now or as soon as it is there. */
    void cancel(String why) {
        Stream opened;
        synchronized (this) {
            cancelled = why;
            opened = stream;
        }
        if (opened != null) {
            opened.reset(why);
        }
    }
}
