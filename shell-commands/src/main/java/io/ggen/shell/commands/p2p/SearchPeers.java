package io.ggen.shell.commands.p2p;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Registry;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.roles.Roles;
import io.ggen.shell.commands.results.SearchHits;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code p2p:search}: peers are asked about the text if it can be a name, then the index is asked, which follows what they told;
 * of what it finds, only what the network has is shown, each package of a publisher once.
 */
final class SearchPeers implements Task {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 1000;
    private static final Option CATEGORY = Option.value("--category", "C", Hint.TEXT, "only packages of this category");
    private static final Option TAG = Option.values("--tag", "T", Hint.TEXT, "only packages with this tag");
    private static final Option LIMIT = Option.value("--limit", "N", Hint.TEXT, "at most N packages (20)");
    private static final Option MIN_REPUTATION = Option.value(
            "--min-reputation",
            "N",
            Hint.TEXT,
            "pass over what only peers with a lower score serve, from 0 to 1 (0.5)");

    @Override
    public Syntax syntax() {
        return Syntax.of("find packages that peers have; a name is asked for in the network itself")
                .needsSome("TEXT", Hint.NAME, "words to look for, or a name")
                .with(CATEGORY, TAG, LIMIT, MIN_REPUTATION)
                .example("ggen p2p search rdf-core", "asks peers for a package of this name")
                .example("ggen p2p search knowledge graph", "searches what peers have told of");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        int limit = Math.min(arguments.number(LIMIT, 1, 20), MOST);
        double least = Arguments.fraction(MIN_REPUTATION.name(), arguments.value(MIN_REPUTATION, "0.5"));
        String text = String.join(" ", arguments.words());
        if (PackageName.isValid(text)) {
            ask(new PackageName(text), call);
        }
        Catalog.Query query =
                new Catalog.Query(text, arguments.value(CATEGORY, ""), arguments.values(TAG), "", "", MOST);
        List<Catalog.Hit> hits = fromPeers(
                call.services().catalog().search(query), call.services().roles());
        List<Catalog.Hit> shown = hits.subList(0, Math.min(limit, hits.size()));
        Scores scores = Scores.of(digests(shown, call.services().roles()), call.services());
        List<Catalog.Hit> good = new ArrayList<>(shown);
        good.removeIf(hit -> scores.isBelow(hit, least));
        if (good.isEmpty() && !shown.isEmpty()) {
            call.progress()
                    .warning("Only peers with a score below " + least
                            + " serve what was found; it is shown all the same.");
            good = shown;
        }
        return new SearchHits(
                new Catalog.Found(good, hits.size() - (shown.size() - good.size())),
                "'" + Texts.shown(text) + "' in the network",
                scores.all());
    }

    private static void ask(PackageName name, Call call) {
        Roles.Step<Registry, Boolean, RuntimeException> step = registry -> {
            if (registry.needsNetwork() && refresh(registry, name) instanceof Answer.Unavailable no) {
                call.progress().warning("P2P failed (" + Texts.shown(no.reason(), 300) + "), using what is known here");
                return true;
            }
            return false;
        };
        boolean told = call.services().roles().callAll(Registry.class, step).contains(true);
        if (!told && isAlone(call.services().node())) {
            call.progress()
                    .warning(
                            "No peer is connected here or could be dialled, so nobody was asked and what peers have told"
                                    + " before is searched; 'ggen p2p connect MULTIADDR' reaches one.");
        }
    }

    private static boolean isAlone(Optional<Node> node) {
        return node.isEmpty()
                || node.get().status().state() != NodeStatus.State.UP
                || node.get().status().peers() == 0;
    }

    private static Answer refresh(Registry registry, PackageName name) {
        try {
            return registry.refresh(Map.of(name, Set.of()), Deadline.in(PATIENCE))
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS)
                    .getOrDefault(name, Answer.ABSENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("cancelled before it was done").asException(e);
        } catch (TimeoutException e) {
            return new Answer.Unavailable("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer.Unavailable(String.valueOf(e.getCause()));
        }
    }

    private static List<Catalog.Hit> fromPeers(Catalog.Found found, Roles roles) {
        Roles.Step<BrowsableRegistry, String, RuntimeException> step =
                registry -> registry.needsNetwork() ? registry.id() : "";
        Set<String> far = new HashSet<>(roles.callAll(BrowsableRegistry.class, step));
        List<Catalog.Hit> hits = new ArrayList<>(found.hits());
        hits.removeIf(hit -> hit.sources().stream().noneMatch(far::contains));
        return hits;
    }

    /** The archive of each hit. */
    private static Map<Catalog.Hit, Listing> digests(List<Catalog.Hit> hits, Roles roles) {
        Map<Catalog.Hit, Listing> archives = new HashMap<>();
        Roles.Step<BrowsableRegistry, Boolean, RuntimeException> step = registry -> {
            for (Catalog.Hit hit : registry.needsNetwork() ? hits : List.<Catalog.Hit>of()) {
                for (Listing each : registry.describe(new PackageName(hit.name()))) {
                    if (each.release().version().toString().equals(hit.version())
                            && each.release().publisher().value().equals(hit.publisher())) {
                        archives.put(hit, each);
                    }
                }
            }
            return true;
        };
        roles.callAll(BrowsableRegistry.class, step);
        return archives;
    }
}
