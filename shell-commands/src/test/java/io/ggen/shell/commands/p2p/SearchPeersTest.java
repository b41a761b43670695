package io.ggen.shell.commands.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.registry.Answer;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import io.ggen.shell.commands.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchPeersTest {
    private static final String FAR = "file:/home/ann/.ggen/registry";
    private static final PeerId PEER = PeerId.parse("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");

    private final FakeServices services = new FakeServices();
    private double score = 0.8;

    @BeforeEach
    void aNetworkThatHasTwoPackages() {
        FakeNode node = new FakeNode();
        node.state = NodeStatus.State.UP;
        node.neighbours = List.of(
                new Neighbour(FakeNode.BOB, List.of(FakeNode.connection(FakeNode.BOB, false)), Optional.empty()));
        services.node = node;
        services.roles.isFar = true;
        services.roles.listings.add(Samples.listing(Samples.release("a", "1.0.0")));
        services.roles.listings.add(Samples.listing(Samples.release("b", "1.0.0")));
        services.catalog.found = new Catalog.Found(List.of(hit("a", FAR), hit("local", "elsewhere"), hit("b", FAR)), 3);
        services.contentRouting = new Providers();
        services.roles.reputation = new ReputationPolicy() {
            @Override
            public double score(PeerId peer) {
                return score;
            }

            @Override
            public void record(PeerId peer, Outcome outcome) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String explain(PeerId peer) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static Catalog.Hit hit(String name, String source) {
        return new Catalog.Hit(name, "1.0.0", "local", "", "About " + name, List.of(), List.of(), 1, List.of(source));
    }

    private static final class Providers implements ContentRouting {
        @Override
        public CompletionStage<Integer> provide(Digest content, Duration within) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(Digest content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdraw(Digest content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<PeerAddresses>> providers(
                Digest content, int most, Duration within, Consumer<PeerAddresses> found) {
            return CompletableFuture.completedFuture(List.of(new PeerAddresses(PEER, List.of())));
        }
    }

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    private List<String> found(String line) {
        List<String> names = new ArrayList<>();
        Run run = run(line);
        assertThat(run.status()).isZero();
        run.out().lines().forEach(row -> names.add(row.split(" ")[0]));
        return names;
    }

    @Test
    void aNameIsAskedForInTheNetworkAndOnlyWhatTheNetworkHasIsShown() {
        assertThat(found("p2p search a")).containsExactly("a", "b");
        assertThat(services.roles.askedAnew).containsExactly("a");
    }

    @Test
    void wordsThatAreNoNameAreOnlySearchedFor() {
        assertThat(found("p2p search knowledge graph --tag cli --category tools"))
                .containsExactly("a", "b");
        assertThat(services.roles.askedAnew).isEmpty();
        assertThat(services.catalog.queries.get(0).tags()).containsExactly("cli");
        assertThat(services.catalog.queries.get(0).category()).isEqualTo("tools");
    }

    @Test
    void noMoreIsShownThanWanted() {
        assertThat(run("p2p search a --limit 1").out()).startsWith("a ").contains("1 of 2 packages");
    }

    @Test
    void theScoreOfTheBestPeerIsTold() {
        assertThat(run("p2p search a --json").out()).contains("\"reputation\":0.8");
    }

    @Test
    void whatOnlyBadPeersServeIsPassedOverUnlessThereIsNothingElse() {
        score = 0.3;
        Run run = run("p2p search a");
        assertThat(run.out()).contains("About a").contains("About b");
        assertThat(run.err())
                .isEqualTo("warning: Only peers with a score below 0.5 serve what was found; it is shown all the"
                        + " same.\n");
        assertThat(run("p2p search a --min-reputation 0.2").err()).isEmpty();
        assertThat(run("p2p search a --min-reputation 7").status()).isEqualTo(2);
    }

    @Test
    void aNetworkThatFailsIsAWarning() {
        services.roles.fresh = new Answer.Unavailable("no peers are connected");
        Run run = run("p2p search a");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEqualTo("warning: P2P failed (no peers are connected), using what is known here\n");
    }

    @Test
    void whereNobodyCouldBeAskedThatIsSaid() {
        services.node = new FakeNode();
        Run run = run("p2p search a");
        assertThat(run.status()).isZero();
        assertThat(run.err()).startsWith("warning: No peer is connected here or could be dialled, so nobody was asked");
        assertThat(run("p2p search knowledge graph").err()).isEmpty();
    }

    @Test
    void withoutANetworkNobodyHasAScore() {
        services.contentRouting = null;
        assertThat(run("p2p search a --json").out()).contains("\"reputation\":null");
        assertThat(found("p2p search a")).containsExactly("a", "b");
    }
}
