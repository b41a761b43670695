package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Small contents on their way. */
final class Contents {
    static final int LARGEST = 4 << 20;

    private final Parts parts;
    private final Set<Content> running = new HashSet<>();

    Contents(Parts parts) {
        this.parts = parts;
    }

    CompletionStage<byte[]> get(Digest sha256, int largest, List<PeerAddresses> peers) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        if (largest < 0 || largest > LARGEST) {
            result.completeExceptionally(new NetworkException(
                    Reason.LIMIT, "Content of " + largest + " bytes was asked for; at most 4 MiB are fetched so."));
            return result;
        }
        parts.lane().execute(() -> {
            if (running.size() >= parts.limits().contents()) {
                result.completeExceptionally(new NetworkException(
                        Reason.LIMIT, "Too many small contents are being fetched at the same time."));
                return;
            }
            Content content = new Content(parts, sha256, largest, result);
            running.add(content);
            CompletionStage<byte[]> ended = result;
            ended.whenComplete((bytes, failure) -> parts.lane().execute(() -> {
                running.remove(content);
                content.stop();
            }));
            content.start(peers);
        });
        return result;
    }

    void close(NetworkException why) {
        for (Content content : List.copyOf(running)) {
            content.end(why);
        }
    }
}
