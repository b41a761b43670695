package io.ggen.shell.commands.p2p;

import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.publishing.Outbox;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.text.Amounts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells the network at once what was published, where there is one, and says how far that got. */
public final class Announced {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int SPARE_SECONDS = 5;

    private Announced() {}

    /** Announces {@code entry}, which is in the outbox already, and adds to {@code done} what was reached. */
    public static Done tell(Call call, Outbox.Entry entry, Done done) {
        Optional<Announcer> announcer = call.services().announcer();
        Receipt receipt = announcer.isPresent() ? receipt(announcer.get(), entry, call.progress()) : null;
        return done.below(words(receipt))
                .with("network", state(receipt))
                .with("holders", receipt == null ? 0 : receipt.holders())
                .with("asked", receipt == null ? 0 : receipt.asked())
                .with("told", receipt == null ? 0 : receipt.told())
                .with("reachable", receipt != null && receipt.reachable());
    }

    private static @Nullable Receipt receipt(Announcer announcer, Outbox.Entry entry, Progress progress) {
        try {
            return announcer
                    .announce(
                            entry,
                            WITHIN,
                            receipt -> progress.at("announcing", receipt.holders(), Math.max(1, receipt.asked())))
                    .toCompletableFuture()
                    .get(WITHIN.toSeconds() + SPARE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof ProblemException known) {
                progress.warning(known.problem().message());
            } else {
                progress.warning("the network was not told: " + Nodes.reason(e));
            }
            return null;
        } catch (TimeoutException e) {
            return null;
        }
    }

    private static String state(@Nullable Receipt receipt) {
        if (receipt == null || !receipt.isAnnounced()) {
            return "queued";
        }
        return receipt.isDurable() ? "durable" : "announced";
    }

    private static String words(@Nullable Receipt receipt) {
        if (receipt == null) {
            return "the network hears of it when a shell or 'ggen serve' runs here and finds peers";
        }
        if (!receipt.isAnnounced()) {
            return receipt.peers() == 0
                    ? "no peer is connected; the network hears of it when one is"
                    : Amounts.count(receipt.peers(), "peer")
                            + " connected, but none took it; it goes out again by itself";
        }
        return (receipt.isDurable() ? "durable" : "announced") + ": held by " + receipt.holders() + " of "
                + Amounts.count(receipt.asked(), "peer") + ", told to " + Amounts.count(receipt.told(), "listener")
                + (receipt.isDurable() ? "" : "; it goes out again until it lasts")
                + (receipt.reachable() ? "" : "; this host listens nowhere, so others cannot get the bytes from it");
    }
}
