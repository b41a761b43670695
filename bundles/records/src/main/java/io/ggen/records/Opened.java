package io.ggen.records;

import io.ggen.api.ProblemException;
import java.util.Optional;

/** The outcome of opening bytes from elsewhere: what they hold, or why they were not taken. */
public sealed interface Opened<T> {
    /** What was opened, if it was taken. */
    default Optional<T> value() {
        return Optional.empty();
    }

    /** Why it was not taken, if it was not. */
    default Optional<Refusal> refusal() {
        return Optional.empty();
    }

    /** What was opened, or a {@link ProblemException} as {@link Refusal#asProblem} words it. */
    T orThrow(String what, String state);

    /** Checked and taken. */
    record Accepted<T>(T opened) implements Opened<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(opened);
        }

        @Override
        public T orThrow(String what, String state) {
            return opened;
        }
    }

    /** Not taken. */
    record Refused<T>(Refusal why) implements Opened<T> {
        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(why);
        }

        @Override
        public T orThrow(String what, String state) {
            throw why.asProblem(what, state).asException();
        }
    }
}
