package io.ggen.p2p.api.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.PeerAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gets content by its digest from whoever has it, several peers at once, verified leaf by leaf and as a whole; keeps what came
 * in, so that a later fetch of the same goes on where this one broke off, and serves it meanwhile. A service, there while the
 * network runs; safe for use by many threads; nothing blocks. Stages fail with {@link io.ggen.p2p.api.NetworkException}: the
 * message says how many peers were asked and what was wrong with them.
 */
@ProviderType
public interface Fetcher {
    /**
     * The archive {@code wanted}, whole and verified, as a file that is the fetcher's: read it or {@linkplain #release give it
     * up}; do not change it. Two fetches of one archive are one. To cancel, complete or cancel the future.
     */
    CompletionStage<Path> fetch(Wanted wanted, FetchOptions options, FetchProgress progress);

    /** Some content of at most {@code largest} bytes (4 MiB at most) of which only the digest is known: a manifest, a list. */
    CompletionStage<byte[]> content(Digest sha256, int largest, List<PeerAddresses> peers);

    /**
     * The file of a finished fetch is not needed any more: somebody else has the content now, or nobody wants it. Once for each
     * fetch that succeeded: the file goes with the last of them.
     */
    void release(Digest sha256);
}
