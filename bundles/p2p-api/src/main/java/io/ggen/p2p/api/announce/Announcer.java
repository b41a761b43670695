package io.ggen.p2p.api.announce;

import io.ggen.api.publishing.Outbox;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Tells the network what was published on this machine. A service, there while the network runs; nothing blocks. */
@ProviderType
public interface Announcer {
    /**
     * Tells of {@code entry} now: its records go to the peers nearest to their keys, to everybody who listens, and this host says
     * that it has the bytes. {@code progress} hears of each step. Completes with what was reached when all have answered or
     * {@code within} has passed; what did not last goes out again by itself when peers come, until it does. Fails with
     * {@link io.ggen.api.ProblemException} where there are no records of {@code entry} on this machine.
     */
    CompletionStage<Receipt> announce(Outbox.Entry entry, Duration within, Consumer<Receipt> progress);

    /** Something was put into the outbox: it goes out now, in the background. */
    void nudge();
}
