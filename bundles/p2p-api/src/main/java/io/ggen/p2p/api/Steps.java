package io.ggen.p2p.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Loops over asynchronous steps. */
public final class Steps {
    private Steps() {}

    /**
     * Takes {@code step} again and again, each when the one before is complete, until one says {@code false} (no more) or
     * fails; the stage then completes likewise. The stack does not grow, however many steps are complete at once.
     */
    public static CompletionStage<Void> repeat(Supplier<CompletionStage<Boolean>> step) {
        Loop loop = new Loop(step);
        loop.run();
        return loop.done;
    }

    private static final class Loop {
        private final Supplier<CompletionStage<Boolean>> step;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Loop(Supplier<CompletionStage<Boolean>> step) {
            this.step = step;
        }

        void run() {
            try {
                while (true) {
                    CompletableFuture<Boolean> taken = step.get().toCompletableFuture();
                    if (!taken.isDone()) {
                        taken.whenComplete(this::goOn);
                        return;
                    }
                    if (!taken.join()) {
                        done.complete(null);
                        return;
                    }
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        private void goOn(Boolean more, Throwable failure) {
            if (failure != null) {
                fail(failure);
            } else if (more) {
                run();
            } else {
                done.complete(null);
            }
        }

        private void fail(Throwable failure) {
            Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            done.completeExceptionally(cause);
        }
    }
}
