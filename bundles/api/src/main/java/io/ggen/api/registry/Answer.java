package io.ggen.api.registry;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What one registry says about one name. */
public sealed interface Answer {
    /**
     * The registry knows the name.
     *
     * @param releases all of its releases, newest version first, yanked ones included; empty only if all are withheld
     * @param withheld releases that are not in {@code releases} because nobody should choose them anew; whoever has one locked
     *     goes on with it
     */
    record Found(List<Release> releases, List<Withheld> withheld) implements Answer {
        /** Copies the lists. */
        public Found {
            releases = List.copyOf(releases);
            withheld = List.copyOf(withheld);
        }

        /** Withholds nothing. */
        public Found(List<Release> releases) {
            this(releases, List.of());
        }
    }

    /**
     * A release that nobody should choose anew.
     *
     * @param reason why, as a sentence without a full stop: "P signed two different releases a@1.0.0 (records … and …)"
     */
    record Withheld(Release release, String reason) {}

    /** The registry has looked and there is no such name. */
    record Absent() implements Answer {}

    /**
     * The registry could not look.
     *
     * @param reason half a sentence, fit to stand in brackets: "no answer within 10 s"
     */
    record Unavailable(String reason) implements Answer {}

    /** The answer of a registry that does not know the name. */
    Answer ABSENT = new Absent();

    /**
     * An answer for each of {@code names} by {@code deadline}, as {@link Registry#releases} promises it, of a registry that has to
     * wait for each: {@code ask} is called in {@code threads}. What it throws, and what it has not answered by then, is
     * {@link Unavailable}.
     */
    static CompletionStage<Map<PackageName, Answer>> ofEach(
            Set<PackageName> names, Deadline deadline, Executor threads, Function<PackageName, Answer> ask) {
        Map<PackageName, CompletableFuture<Answer>> asked = new HashMap<>();
        for (PackageName name : names) {
            asked.put(
                    name,
                    CompletableFuture.supplyAsync(
                                    () -> deadline.passed() ? new Unavailable("no answer in time") : ask.apply(name),
                                    threads)
                            .exceptionally(failure ->
                                    new Unavailable("it failed: " + Texts.shown(String.valueOf(failure.getCause()))))
                            .completeOnTimeout(
                                    new Unavailable("no answer in time"),
                                    deadline.left().toMillis(),
                                    TimeUnit.MILLISECONDS));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<PackageName, Answer> answers = new HashMap<>();
                    asked.forEach((name, answer) -> answers.put(name, answer.join()));
                    return answers;
                });
    }
}
