package io.ggen.p2p.api.routing;

import io.ggen.api.Digest;
import io.ggen.p2p.api.PeerAddresses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who has what: content is named by a SHA-256 digest. A service; safe for use by many threads; never blocks.
 */
@ProviderType
public interface ContentRouting {
    /**
     * Tells the peers nearest to {@code content} that this host has it, now and again until {@link #withdraw}. Completes with
     * the number of peers told this time.
     */
    CompletionStage<Integer> provide(Digest content, Duration within);

    /** Keeps saying that this host has {@code content} as {@link #provide} does, for the first time when it is due. */
    void keep(Digest content);

    /** No longer says that this host has {@code content}; what was told runs out by itself. */
    void withdraw(Digest content);

    /**
     * Peers that say they have {@code content}, at most {@code most}; {@code found} hears of each one once, as it is found.
     * Completes when there are enough, all were asked, or {@code within} has passed.
     */
    CompletionStage<List<PeerAddresses>> providers(
            Digest content, int most, Duration within, Consumer<PeerAddresses> found);
}
