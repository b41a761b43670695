package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void aMillionStepsThatAreDoneAtOnceDoNotGrowTheStack() {
        AtomicInteger count = new AtomicInteger();
        Steps.repeat(() -> CompletableFuture.completedFuture(count.incrementAndGet() < 1_000_000))
                .toCompletableFuture()
                .join();
        assertThat(count).hasValue(1_000_000);
    }

    @Test
    void eachStepWaitsForTheOneBefore() {
        List<CompletableFuture<Boolean>> steps = new ArrayList<>();
        CompletableFuture<Void> all = Steps.repeat(() -> {
                    steps.add(new CompletableFuture<>());
                    return steps.get(steps.size() - 1);
                })
                .toCompletableFuture();
        assertThat(steps).hasSize(1);
        steps.get(0).complete(true);
        assertThat(steps).hasSize(2);
        assertThat(all).isNotDone();
        steps.get(1).complete(false);
        assertThat(all).isCompleted();
        assertThat(steps).hasSize(2);
    }

    @Test
    void aFailureEndsTheLoopAsItIs() {
        RuntimeException failure = NetworkException.malformed("x");
        List<CompletionStage<Boolean>> ways = List.of(
                CompletableFuture.failedFuture(failure),
                CompletableFuture.<Boolean>failedFuture(failure).thenApply(any -> any));
        for (CompletionStage<Boolean> way : ways) {
            assertThatThrownBy(
                            () -> Steps.repeat(() -> way).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
        }
        assertThatThrownBy(() -> Steps.repeat(() -> {
                            throw failure;
                        })
                        .toCompletableFuture()
                        .join())
                .hasCause(failure);
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        CompletableFuture<Void> all =
                Steps.repeat(() -> later.thenApply(any -> any)).toCompletableFuture();
        later.completeExceptionally(failure);
        assertThatThrownBy(all::join).hasCause(failure);
        assertThat(NetworkException.of(new CompletionException(failure))).isSameAs(failure);
        assertThat(NetworkException.of(new IllegalStateException("y")))
                .hasMessageContaining("y")
                .extracting(NetworkException::reason)
                .isEqualTo(NetworkException.Reason.FAILED);
    }
}
