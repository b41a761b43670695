package io.ggen.p2p.api.records;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks one connected peer for signed records (GGEN-WIRE section 5). Each one that comes is checked and kept in the record store,
 * with the peer as its origin, before the stage completes: read it there. A service, there while the network runs; safe for use
 * by many threads; nothing blocks, and it never dials.
 *
 * <p>Stages complete within the time given, with what has come until then. They fail with
 * {@link io.ggen.p2p.api.NetworkException} only where nothing came: NOT_CONNECTED, NO_PROTOCOL, LIMIT (too much is under way
 * here), MALFORMED or REFUSED (the peer sent what nobody asked for or what is never right; it is scored for that), TIMED_OUT,
 * RESET, DISCONNECTED or CLOSED. Completing or cancelling the future gives the request up.
 */
@ProviderType
public interface RecordExchange {
    /** All the peer has of packages called {@code name}: of each publisher at most 2 heads and 16 releases. */
    CompletionStage<Received> byName(PeerId peer, PackageName name, Duration within);

    /** All the peer has of {@code publisher}; at most 20,000 records. */
    CompletionStage<Received> byPublisher(PeerId peer, PublisherId publisher, Duration within);

    /** The records with these ids (SHA-256 of their payloads), as far as the peer has them; at most 10,000. */
    CompletionStage<Received> byIds(PeerId peer, Collection<Digest> ids, Duration within);
}
