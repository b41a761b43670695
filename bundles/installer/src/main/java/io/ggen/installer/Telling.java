package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.Outcome;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells listeners how operations get on, beside whoever called them. Safe for use by many threads. */
final class Telling {
    private final Listeners listeners;
    private final AtomicLong operations = new AtomicLong();

    Telling(Listeners listeners) {
        this.listeners = listeners;
    }

    /** Does {@code operation}, which is told how to get on with {@code progress}. */
    Outcome run(String what, Path target, Progress progress, Function<Progress, Outcome> operation) {
        if (listeners.isEmpty()) {
            return operation.apply(progress);
        }
        long number = operations.incrementAndGet();
        listeners.happened(new Event.Began(number, what, target));
        Problem problem = null;
        try {
            return operation.apply(new Heard(number, progress, listeners));
        } catch (ProblemException e) {
            problem = e.problem();
            throw e;
        } catch (RuntimeException | Error e) {
            problem = unexpected(e);
            throw e;
        } finally {
            listeners.happened(new Event.Ended(number, problem));
        }
    }

    private static Problem unexpected(Throwable e) {
        @Nullable String message = e.getMessage();
        return Problem.of(message == null ? e.toString() : message);
    }

    /** Passes everything on to both. */
    private record Heard(long number, Progress progress, Listeners listeners) implements Progress {
        @Override
        public void at(String stage, long done, long total) {
            progress.at(stage, done, total);
            listeners.happened(new Event.Advanced(number, stage, done, total));
        }

        @Override
        public void bytes(String stage, long done, long total, int senders) {
            progress.bytes(stage, done, total, senders);
            listeners.happened(new Event.Advanced(number, stage, done, total));
        }

        @Override
        public void warning(String sentence) {
            progress.warning(sentence);
            listeners.happened(new Event.Told(number, true, sentence));
        }

        @Override
        public void note(String sentence) {
            progress.note(sentence);
            listeners.happened(new Event.Told(number, false, sentence));
        }
    }
}
