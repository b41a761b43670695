package io.ggen.itests.broken;

import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens nothing, without a word. */
public final class HostlessTransport implements Transport {
    @Override
    @SuppressWarnings("NullAway")
    public CompletionStage<Host> open(Signer key, HostSettings settings) {
        return CompletableFuture.completedFuture(null);
    }
}
