package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.registry.Listing;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.roles.Lease;
import io.ggen.shell.commands.task.Services;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The score of the best peer that serves each of some packages, as far as peers say within a few seconds that they do.
 *
 * @param all nothing for a package that no peer is known to serve
 */
record Scores(Map<Catalog.Hit, Double> all) {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int PEERS = 8;

    Scores {
        all = Map.copyOf(all);
    }

    /** Asks who serves {@code archives}; nobody does where no network runs or no policy is installed. */
    static Scores of(Map<Catalog.Hit, Listing> archives, Services services) {
        ContentRouting routing = services.contentRouting().orElse(null);
        List<Lease<ReputationPolicy>> policies = services.roles().leaseAll(ReputationPolicy.class);
        try {
            return routing == null || policies.isEmpty()
                    ? new Scores(Map.of())
                    : of(archives, routing, policies.get(0).get());
        } finally {
            policies.forEach(Lease::close);
        }
    }

    private static Scores of(Map<Catalog.Hit, Listing> archives, ContentRouting routing, ReputationPolicy policy) {
        Map<Catalog.Hit, CompletableFuture<List<PeerAddresses>>> asked = new HashMap<>();
        archives.forEach((hit, listing) -> asked.put(
                hit,
                routing.providers(listing.release().archive().digest(), PEERS, WITHIN, found -> {})
                        .toCompletableFuture()));
        Map<Catalog.Hit, Double> scores = new HashMap<>();
        asked.forEach((hit, providers) -> {
            for (PeerAddresses each : answer(providers)) {
                scores.merge(hit, policy.score(each.peer()), Math::max);
            }
        });
        return new Scores(scores);
    }

    private static List<PeerAddresses> answer(CompletableFuture<List<PeerAddresses>> providers) {
        try {
            return providers.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("cancelled before it was done").asException(e);
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /** Whether everybody who serves {@code hit} has a lower score than {@code least}; not if nobody is known to. */
    boolean isBelow(Catalog.Hit hit, double least) {
        @Nullable Double score = all.get(hit);
        return score != null && score < least;
    }
}
