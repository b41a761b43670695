package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending("It is closed.");

    private CompletableFuture<String> asked(CompletableFuture<String> work) {
        return pending.of(() -> work).toCompletableFuture();
    }

    @Test
    void resultsAndFailuresComeAsTheyAre() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> result = asked(work);
        assertThat(pending.size()).isEqualTo(1);
        work.complete("done");
        assertThat(result).isCompletedWithValue("done");
        CompletableFuture<String> failing = asked(CompletableFuture.failedFuture(
                new CompletionException(new NetworkException(NetworkException.Reason.LIMIT, "Too many."))));
        assertThat(failing).isCompletedExceptionally();
        assertThat(failing.handle(
                        (value, failure) -> NetworkException.of(failure).reason()))
                .isCompletedWithValue(NetworkException.Reason.LIMIT);
        assertThat(pending.size()).isZero();
    }

    @Test
    void whatNeverComesFailsWhenItIsClosed() {
        CompletableFuture<String> result = asked(new CompletableFuture<>());
        pending.close();
        assertThat(result.handle(
                        (value, failure) -> NetworkException.of(failure).reason()))
                .isCompletedWithValue(NetworkException.Reason.CLOSED);
        assertThat(pending.size()).isZero();
        boolean[] begun = {false};
        CompletableFuture<String> late = pending.of(() -> {
                    begun[0] = true;
                    return CompletableFuture.completedFuture("late");
                })
                .toCompletableFuture();
        assertThat(late).isCompletedExceptionally();
        assertThat(begun[0]).isFalse();
    }
}
