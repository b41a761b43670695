package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.pubsub.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The way of messages. */
class DeliveryTest {
    private final Town town = new Town();

    /** Three in a row: what the last one hears the middle one has passed on. */
    private List<Town.Node> row(Listening middle) {
        Town.Node a = town.node();
        Town.Node b = town.node(GossipSettings.DEFAULT, middle);
        Town.Node c = town.node();
        town.connect(a, b);
        town.connect(b, c);
        town.seconds(2);
        return List.of(a, b, c);
    }

    private static Listening judging(CompletionStage<Verdict> verdict) {
        return new Listening(Town.TOPIC, text -> verdict);
    }

    @Test
    void aMessageIsPassedOnAndDoesNotComeBack() {
        List<Town.Node> row = row(new Listening());
        assertThat(town.publish(row.get(0), "one")).isEqualTo(1);
        town.seconds(1);
        assertThat(row.get(0).ear().heard).isEmpty();
        assertThat(row.get(1).ear().heard).containsExactly("one");
        assertThat(row.get(2).ear().heard).containsExactly("one");
        assertThat(row.get(2).counts().accepted()).isEqualTo(1);
        assertThat(row.get(1).counts().forwarded()).isEqualTo(1);
    }

    @Test
    void theSameDataAgainIsTheSameMessageForTwoMinutes() {
        List<Town.Node> row = row(new Listening());
        town.publish(row.get(0), "one");
        town.seconds(100);
        assertThat(town.publish(row.get(0), "one")).isZero();
        assertThat(town.publish(row.get(2), "one")).isZero();
        town.seconds(30);
        assertThat(town.publish(row.get(2), "one")).isEqualTo(1);
        town.seconds(1);
        assertThat(row.get(1).ear().heard).containsExactly("one", "one");
    }

    @Test
    void whatIsIgnoredIsNotPassedOnAndNobodyIsToBlame() {
        List<Town.Node> row = row(judging(CompletableFuture.completedFuture(Verdict.IGNORE)));
        town.publish(row.get(0), "one");
        town.seconds(5);
        assertThat(row.get(1).ear().heard).containsExactly("one");
        assertThat(row.get(2).ear().heard).isEmpty();
        assertThat(row.get(1).scoreOf(row.get(0).id())).isGreaterThanOrEqualTo(0);
        assertThat(row.get(1).counts().ignored()).isEqualTo(1);
    }

    @Test
    void whatIsRejectedIsNotPassedOnAndCountsAgainstWhoSentIt() {
        List<Town.Node> row = row(judging(CompletableFuture.completedFuture(Verdict.REJECT)));
        town.publish(row.get(0), "one");
        town.run(Duration.ofMillis(200));
        assertThat(row.get(2).ear().heard).isEmpty();
        assertThat(row.get(1).scoreOf(row.get(0).id())).isLessThan(-9);
        assertThat(row.get(1).complaintAbout(row.get(0).id())).contains("invalid");
    }

    @Test
    void aVerdictMayTakeItsTimeAndThenCountsTheSame() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        List<Town.Node> row = row(judging(verdict));
        town.publish(row.get(0), "one");
        town.seconds(5);
        assertThat(row.get(1).gossip().deliveries().validating()).isEqualTo(1);
        assertThat(row.get(2).ear().heard).isEmpty();
        verdict.complete(Verdict.ACCEPT);
        town.seconds(1);
        assertThat(row.get(2).ear().heard).containsExactly("one");
        assertThat(row.get(1).gossip().deliveries().validating()).isZero();
    }

    @Test
    void whoNeverSaysAnythingHasIgnoredIt() {
        CompletableFuture<Verdict> never = new CompletableFuture<>();
        List<Town.Node> row = row(judging(never));
        town.publish(row.get(0), "one");
        town.seconds(12);
        assertThat(row.get(1).gossip().deliveries().validating()).isZero();
        never.complete(Verdict.ACCEPT);
        town.seconds(1);
        assertThat(row.get(2).ear().heard).isEmpty();
        assertThat(row.get(1).counts().ignored()).isEqualTo(1);
    }

    @Test
    void aHandlerThatFailsHasIgnoredIt() {
        List<Town.Node> row = row(judging(CompletableFuture.failedFuture(new IllegalStateException("for a test"))));
        town.publish(row.get(0), "one");
        town.seconds(1);
        assertThat(row.get(1).counts().ignored()).isEqualTo(1);

        Town.Node throwing = town.node(GossipSettings.DEFAULT, new Listening(Town.TOPIC, text -> {
            throw new IllegalStateException("for a test");
        }));
        town.connect(throwing, row.get(0));
        town.seconds(1);
        town.publish(row.get(0), "two");
        town.seconds(1);
        assertThat(throwing.counts().ignored()).isEqualTo(1);
    }

    @Test
    void ofSeveralHandlersOneRejectIsEnoughElseOneAccept() {
        Town.Node a = town.node();
        Town.Node b = town.node(GossipSettings.DEFAULT, judging(CompletableFuture.completedFuture(Verdict.IGNORE)));
        b.gossip().join(new Listening());
        var third = b.gossip().join(judging(CompletableFuture.completedFuture(Verdict.REJECT)));
        town.connect(a, b);
        town.seconds(1);
        town.publish(a, "one");
        town.run(Duration.ofMillis(100));
        assertThat(b.counts().rejected()).isEqualTo(1);
        third.close();
        town.publish(a, "two");
        town.run(Duration.ofMillis(100));
        assertThat(b.counts().accepted()).isEqualTo(1);
    }

    @Test
    void messagesThatWaitForAVerdictAreBoundedForEachPeer() {
        Town.Node node = town.node(GossipSettings.DEFAULT, judging(new CompletableFuture<>()));
        Stranger one = town.stranger().dial(node.host());
        for (int i = 0; i < 150; i++) {
            one.post(node.id(), RpcWriter.message(Town.message(one.key, "m" + i)));
        }
        town.run(Duration.ofMillis(500));
        assertThat(node.gossip().deliveries().validating()).isEqualTo(100);
        assertThat(node.counts().overloaded()).isEqualTo(50);
        assertThat(node.gossip().core().seen.get(Town.id("m149")))
                .as("may come again")
                .isNull();
    }

    @Test
    void messagesThatWaitForAVerdictAreBoundedInAll() {
        Town.Node node = town.node(TestLimits.with("validating", 30), judging(new CompletableFuture<>()));
        for (int peer = 0; peer < 4; peer++) {
            Stranger one = town.stranger().dial(node.host());
            for (int i = 0; i < 10; i++) {
                one.post(node.id(), RpcWriter.message(Town.message(one.key, peer + "m" + i)));
            }
            town.run(Duration.ofMillis(50));
        }
        assertThat(node.gossip().deliveries().validating()).isEqualTo(30);
        assertThat(node.counts().overloaded()).isEqualTo(10);
    }

    @Test
    void whoMissesAMessageHearsOfItAndAsksForIt() {
        Town.Node node = town.node();
        Stranger stranger = town.stranger().dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        stranger.send(node.id(), RpcWriter.prune(Town.TOPIC, 60L));
        Stranger author = town.stranger().dial(node.host());
        Message message = Town.message(author.key, "one");
        author.send(node.id(), RpcWriter.message(message));
        town.seconds(2);
        assertThat(stranger.messages()).isZero();
        List<MessageKey> told = stranger.got.stream()
                .flatMap(rpc -> rpc.haves().stream())
                .flatMap(have -> have.ids().stream())
                .toList();
        assertThat(told).contains(Town.id("one"));
        stranger.send(node.id(), RpcWriter.want(List.of(Town.id("one"))));
        assertThat(stranger.messages()).isEqualTo(1);
    }

    @Test
    void whatOthersHaveIsAskedForAndCountsAsBroughtFirst() {
        Town.Node node = town.node();
        Stranger stranger = town.stranger().dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        stranger.send(node.id(), RpcWriter.have(Town.TOPIC, List.of(Town.id("one"))));
        assertThat(stranger.got.stream().flatMap(rpc -> rpc.wants().stream())).containsExactly(Town.id("one"));
        stranger.send(node.id(), RpcWriter.message(Town.message(stranger.key, "one")));
        assertThat(node.ear().heard).containsExactly("one");
        town.seconds(5);
        assertThat(node.scoreOf(stranger.host.id())).isGreaterThan(0.9);
        stranger.send(node.id(), RpcWriter.have(Town.TOPIC, List.of(Town.id("one"))));
        assertThat(stranger.wants()).as("what is here is not asked for").isEqualTo(1);
    }

    @Test
    void largeMessagesAreAnnouncedToTheMeshBeforeTheVerdict() {
        Town.Node node = town.node(GossipSettings.DEFAULT, judging(new CompletableFuture<>()));
        Stranger author = town.stranger().dial(node.host());
        Stranger other = town.stranger().dial(node.host());
        Stranger old = town.stranger(Protocols.MESHSUB_1_1).dial(node.host());
        for (Stranger one : List.of(author, other, old)) {
            one.subscribe(node.id(), Town.TOPIC);
        }
        author.send(node.id(), RpcWriter.message(Town.message(author.key, "x".repeat(511))));
        assertThat(other.count(rpc -> rpc.unwanted().size())).isZero();
        author.send(node.id(), RpcWriter.message(Town.message(author.key, "x".repeat(512))));
        assertThat(other.got.stream().flatMap(rpc -> rpc.unwanted().stream()))
                .containsExactly(Town.id("x".repeat(512)));
        assertThat(author.count(rpc -> rpc.unwanted().size())).isZero();
        assertThat(old.count(rpc -> rpc.unwanted().size())).isZero();
    }

    @Test
    void whoDoesNotWantAMessageDoesNotGetIt() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Town.Node node = town.node(GossipSettings.DEFAULT, judging(verdict));
        Stranger author = town.stranger().dial(node.host());
        Stranger sated = town.stranger().dial(node.host());
        Stranger hungry = town.stranger().dial(node.host());
        sated.subscribe(node.id(), Town.TOPIC);
        hungry.subscribe(node.id(), Town.TOPIC);
        author.send(node.id(), RpcWriter.message(Town.message(author.key, "one")));
        sated.send(node.id(), RpcWriter.unwanted(List.of(Town.id("one"))));
        verdict.complete(Verdict.ACCEPT);
        town.run(Duration.ofMillis(100));
        assertThat(hungry.messages()).isEqualTo(1);
        assertThat(sated.messages()).isZero();
    }

    @Test
    void theAuthorAndThoseWhoBroughtItDoNotGetItBack() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Town.Node node = town.node(GossipSettings.DEFAULT, judging(verdict));
        Stranger author = town.stranger().dial(node.host());
        Stranger first = town.stranger().dial(node.host());
        Stranger second = town.stranger().dial(node.host());
        for (Stranger one : List.of(author, first, second)) {
            one.subscribe(node.id(), Town.TOPIC);
        }
        byte[] rpc = RpcWriter.message(Town.message(author.key, "one"));
        first.send(node.id(), rpc);
        second.send(node.id(), rpc);
        verdict.complete(Verdict.ACCEPT);
        town.seconds(1);
        assertThat(author.messages() + first.messages() + second.messages()).isZero();
    }

    @Test
    void ownMessagesGoToAllSubscribersNotJustTheMesh() {
        Town.Node node = town.node();
        int heard = 0;
        for (int i = 0; i < 20; i++) {
            town.stranger().dial(node.host()).subscribe(node.id(), Town.TOPIC);
        }
        town.seconds(2);
        heard = town.publish(node, "one");
        assertThat(node.topic().mesh.size()).isLessThan(20);
        assertThat(heard).isEqualTo(20);
    }

    @Test
    void onePublishesWithoutListening() {
        Town.Node silent = town.silent(GossipSettings.DEFAULT, new Listening());
        Town.Node node = town.node();
        town.connect(silent, node);
        town.seconds(1);
        assertThat(town.publish(silent, "one")).isEqualTo(1);
        town.seconds(1);
        assertThat(node.ear().heard).containsExactly("one");
        assertThat(node.scoreOf(silent.id())).isPositive();
    }

    @Test
    void whatIsTooLargeIsNotPublishedAndWhatIsClosedDoesNotPublish() {
        Town.Node node = town.node();
        assertThatThrownBy(() -> town.await(node.gossip().publish(Town.TOPIC, new byte[16 * 1024 + 1])))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("nothing was sent");
        assertThat(town.await(node.gossip().publish(Town.TOPIC, new byte[16 * 1024])))
                .isZero();
        town.await(node.gossip().close());
        assertThatThrownBy(() -> town.publish(node, "one"))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingSaysGoodbye() {
        Town.Node a = town.node();
        Town.Node b = town.node();
        town.connect(a, b);
        town.seconds(1);
        town.await(b.gossip().close());
        town.await(b.gossip().close());
        town.seconds(15);
        assertThat(a.topic().mesh).isEmpty();
        assertThat(town.publish(a, "one")).isZero();
        assertThat(b.host().connections().get(0).streams()).isZero();
    }

    @Test
    void peersAreShownWithWhatIsKnownOfThem() {
        List<Town.Node> row = row(new Listening());
        town.publish(row.get(0), "one");
        town.seconds(1);
        List<PeerReport> peers = town.await(row.get(1).gossip().peers());
        assertThat(peers).hasSize(2);
        PeerReport first = peers.stream()
                .filter(peer -> peer.peer().equals(row.get(0).id()))
                .findFirst()
                .orElseThrow();
        assertThat(first.protocol()).isEqualTo("/meshsub/1.2.0");
        assertThat(first.topics()).containsExactly(Town.TOPIC);
        assertThat(first.meshes()).containsExactly(Town.TOPIC);
        assertThat(first.score().first()).isGreaterThan(0.9);
        assertThat(first.standing()).isEqualTo(PeerReport.Standing.GOOD);
        assertThat(first.complaints()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(digest(5)).isEqualTo(digest(5)).isNotEqualTo(digest(6));
    }

    private static String digest(long seed) {
        Simulation simulation = new Simulation(30, 0, false, seed);
        simulation.connect(3, Duration.ofSeconds(2));
        simulation.publish(3, Duration.ofSeconds(1));
        return simulation.network.digest();
    }
}
