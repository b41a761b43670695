package io.ggen.announce;

import io.ggen.api.ProblemException;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.Taken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes in what others announce, and judges it for all (GGEN-WIRE section 4): what is wrong is rejected, what is no news, over
 * a quota or ahead of its time is not passed on, the rest is.
 */
final class Hearing implements TopicHandler {
    private final RecordStore store;
    private final Executor disk;

    /** {@code disk} runs what may block; it may refuse when it has too much to do. */
    Hearing(RecordStore store, Executor disk) {
        this.store = store;
        this.disk = disk;
    }

    @Override
    public String topic() {
        return Announcement.TOPIC;
    }

    @Override
    public CompletionStage<Verdict> received(PeerId from, byte[] data) {
        Announcement announcement;
        try {
            announcement = Announcement.read(data);
        } catch (NetworkException e) {
            return CompletableFuture.completedStage(Verdict.REJECT);
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            disk.execute(() -> verdict.complete(judge(announcement, Origin.peer(from.toString()))));
        } catch (RejectedExecutionException e) {
            verdict.complete(Verdict.IGNORE);
        }
        return verdict;
    }

    private Verdict judge(Announcement announcement, Origin origin) {
        boolean news = false;
        try {
            for (byte[] envelope : announcement.envelopes()) {
                Taken taken = store.take(envelope, origin);
                if (taken.outcome() == Taken.Outcome.REJECTED) {
                    return Verdict.REJECT;
                }
                news |= taken.isNews();
            }
        } catch (ProblemException e) {
            System.getLogger(Hearing.class.getName())
                    .log(System.Logger.Level.DEBUG, "An announcement was not taken in", e);
            return Verdict.IGNORE;
        }
        return news ? Verdict.ACCEPT : Verdict.IGNORE;
    }
}
