package io.ggen.registry.p2p;

import io.ggen.p2p.api.fetch.Fetcher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The way to the network: what runs, and what can be brought up. Nothing blocks. Empty where there is no network and none can be
 * had, because none is installed or nobody is known who could be asked or dialled; stages fail with a
 * {@link io.ggen.p2p.api.NetworkException} where one is or should be there and is not ready within the time given.
 */
interface Reach {
    /** Who can be asked about names. */
    CompletionStage<Optional<Network>> network(Duration within);

    /** Who gets archives. */
    CompletionStage<Optional<Fetcher>> fetcher(Duration within);
}
