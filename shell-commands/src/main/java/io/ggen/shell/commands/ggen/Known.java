package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Registry;
import io.ggen.shell.commands.task.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One release that a registry has.
 *
 * @param registry the registry's lasting name, or empty text if it has none
 */
public record Known(String registry, Listing listing) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Every release of {@code name} in every registry in use, newest version first. */
    public static List<Known> releases(PackageName name, Services services) {
        List<Known> all = new ArrayList<>();
        for (List<Known> some : services.roles().callAll(Registry.class, registry -> in(registry, name))) {
            all.addAll(some);
        }
        all.sort(Comparator.comparing((Known known) -> known.listing().release().version())
                .reversed());
        return all;
    }

    /** What registries remember of {@code name} and nobody should choose anew, newest version first; each reason once. */
    static List<Answer.Withheld> withheld(PackageName name, Services services) {
        List<Answer.Withheld> all = new ArrayList<>();
        services.roles().<Registry, Boolean, RuntimeException>callAll(Registry.class, registry -> {
            Answer answer = answer(registry.remembered(Map.of(name, Set.of()), Deadline.in(PATIENCE)), name);
            if (answer instanceof Answer.Found found) {
                for (Answer.Withheld each : found.withheld()) {
                    addIfNew(each, all);
                }
            }
            return true;
        });
        all.sort(Comparator.comparing((Answer.Withheld each) -> each.release().version())
                .reversed());
        return all;
    }

    private static void addIfNew(Answer.Withheld one, List<Answer.Withheld> all) {
        for (Answer.Withheld each : all) {
            if (each.reason().equals(one.reason())
                    && each.release().version().equals(one.release().version())
                    && each.release().publisher().equals(one.release().publisher())) {
                return;
            }
        }
        all.add(one);
    }

    /** A release of which nothing more is known. */
    static Listing bare(Release release) {
        return new Listing(release, "", "", List.of(), List.of(), List.of(), "", "", 0);
    }

    private static List<Known> in(Registry registry, PackageName name) {
        List<Known> known = new ArrayList<>();
        if (registry instanceof BrowsableRegistry browsable) {
            for (Listing listing : browsable.describe(name)) {
                known.add(new Known(browsable.id(), listing));
            }
        } else if (answer(registry.releases(Set.of(name), Deadline.in(PATIENCE)), name) instanceof Answer.Found found) {
            found.releases().forEach(release -> known.add(new Known("", bare(release))));
        }
        return known;
    }

    private static Answer answer(CompletionStage<Map<PackageName, Answer>> answering, PackageName name) {
        try {
            Map<PackageName, Answer> answers =
                    answering.toCompletableFuture().get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
            return answers.getOrDefault(name, Answer.ABSENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("cancelled; nothing was changed").asException(e);
        } catch (ExecutionException | TimeoutException e) {
            return new Answer.Unavailable("no answer");
        }
    }
}
