package io.ggen.shell.commands.ggen;

import io.ggen.api.Checkup;
import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Problem;
import io.ggen.shell.commands.results.Diagnosis.Examined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Has parts examine themselves, several at once, and waits for none of them for ever. */
final class Examination {
    private static final int AT_ONCE = 4;

    private final Duration patience;

    /** Waits {@code patience} for all together. */
    Examination(Duration patience) {
        this.patience = patience;
    }

    /** What each of {@code checkups} found, in their order; {@code done} hears how many have answered. */
    List<Examined> of(List<Checkup> checkups, IntConsumer done) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "ggen doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Finding>>> answers = new ArrayList<>();
            for (Checkup checkup : checkups) {
                answers.add(threads.submit(checkup::examine));
            }
            long end = System.nanoTime() + patience.toNanos();
            List<Examined> all = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                done.accept(i);
                all.add(new Examined(checkups.get(i).subject(), answer(answers.get(i), end - System.nanoTime())));
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("cancelled before all was examined; nothing was changed")
                    .asException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Finding> answer(Future<List<Finding>> answer, long nanos) throws InterruptedException {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // it has broken its promise, which must not hide what the others find
            System.getLogger(Examination.class.getName())
                    .log(System.Logger.Level.ERROR, "An examination failed", e.getCause());
            return List.of(new Finding(Severity.BROKEN, "the examination itself failed: " + e.getCause(), ""));
        } catch (TimeoutException e) {
            return List.of(new Finding(
                    Severity.BROKEN,
                    "there was no answer within " + patience.toSeconds() + " s; a disk or another process may hang.",
                    ""));
        }
    }
}
