package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Meshes on virtual time. */
class MeshTest {
    private final Town town = new Town();

    private Town.Node center() {
        return town.node();
    }

    private List<Stranger> strangers(Town.Node node, int count, boolean graft) {
        List<Stranger> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stranger one = town.stranger().dial(node.host());
            one.send(
                    node.id(),
                    RpcWriter.subscriptions(List.of(Town.TOPIC), true, graft ? List.of(Town.TOPIC) : List.of()));
            all.add(one);
        }
        return all;
    }

    @Test
    void twoWhoMeetAreInEachOthersMeshAtOnce() {
        Town.Node a = center();
        Town.Node b = center();
        town.connect(a, b);
        town.run(Duration.ofMillis(200));
        assertThat(a.hasInMesh(b.id())).isTrue();
        assertThat(b.hasInMesh(a.id())).isTrue();
        assertThat(a.neighbour(b.id()).protocol).isEqualTo(Protocols.MESHSUB_1_2);
        assertThat(a.neighbour(b.id()).dialled).isTrue();
        assertThat(b.neighbour(a.id()).dialled).isFalse();
    }

    @Test
    void theFirstWordIsWhatWeListenTo() {
        Town.Node node = center();
        Stranger stranger = town.stranger().dial(node.host());
        town.seconds(1);
        assertThat(stranger.got.get(0).subscriptions()).containsExactly(new Rpc.Subscription(true, Town.TOPIC));
    }

    @Test
    void aHostThatListensToNothingSaysNothing() {
        Town.Node node = town.silent(GossipSettings.DEFAULT, new Listening());
        Stranger stranger = town.stranger().dial(node.host());
        town.seconds(3);
        assertThat(stranger.got).isEmpty();
    }

    @Test
    void aMeshIsFilledToSixAndNotBeyond() {
        Town.Node node = center();
        List<Stranger> strangers = strangers(node, 20, false);
        town.seconds(3);
        assertThat(node.topic().mesh).hasSizeBetween(4, 6);
        long grafted = strangers.stream().filter(one -> one.grafts() > 0).count();
        assertThat(grafted).isEqualTo(node.topic().mesh.size());
    }

    @Test
    void aMeshThatLosesMembersIsFilledAgain() {
        Town.Node node = center();
        strangers(node, 20, false);
        town.seconds(3);
        for (Neighbour member : List.copyOf(node.topic().mesh).subList(0, 3)) {
            node.host().disconnect(member.id, "for a test");
        }
        town.seconds(2);
        assertThat(node.topic().mesh).hasSize(6);
    }

    @Test
    void graftsBeyondTwelveAreRefusedWithABackoff() {
        Town.Node node = center();
        List<Stranger> strangers = strangers(node, 20, true);
        assertThat(node.topic().mesh.size()).isLessThanOrEqualTo(12);
        Stranger last = strangers.get(19);
        if (!node.hasInMesh(last.host.id())) {
            assertThat(last.got.stream().flatMap(rpc -> rpc.prunes().stream())).contains(new Rpc.Prune(Town.TOPIC, 60));
        }
        assertThat(strangers.stream().mapToInt(Stranger::prunes).sum()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aMeshThatGrewTooLargeKeepsTheBestAndThoseWeDialled() {
        Town.Node node = center();
        List<Town.Node> dialled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Town.Node other = center();
            town.connect(node, other);
            dialled.add(other);
        }
        strangers(node, 12, true);
        List<Stranger> best = strangers(node, 2, false);
        town.run(Duration.ofMillis(100));
        for (Neighbour neighbour : List.copyOf(node.gossip().core().neighbours.values())) {
            boolean isBest = best.stream().anyMatch(one -> one.host.id().equals(neighbour.id));
            if (!node.topic().mesh.contains(neighbour)) {
                node.topic().mesh.add(neighbour);
            }
            if (isBest) {
                node.gossip().core().scores.in(neighbour.score, Town.TOPIC).first = 20;
            }
        }
        assertThat(node.topic().mesh).hasSizeGreaterThan(12);
        town.run(Duration.ofMillis(1100));
        assertThat(node.topic().mesh).hasSize(6);
        for (Stranger one : best) {
            assertThat(node.hasInMesh(one.host.id())).isTrue();
        }
        assertThat(dialled.stream().filter(one -> node.hasInMesh(one.id())).count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void thoseWhoDialledUsCannotHaveTheWholeMesh() {
        Town.Node node = center();
        strangers(node, 12, true);
        town.seconds(2);
        List<Stranger> ours = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Stranger one = town.stranger();
            town.network
                    .time()
                    .await(node.host().connect(one.host.id(), one.host.addresses(), Stranger.SOON), Stranger.SOON);
            one.open(node.id()).subscribe(node.id(), Town.TOPIC);
            ours.add(one);
        }
        town.seconds(2);
        assertThat(ours.stream().filter(one -> node.hasInMesh(one.host.id())).count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aPrunedPeerIsLeftAloneForAsLongAsItSaid() {
        Town.Node node = center();
        Stranger stranger = town.stranger().dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        assertThat(stranger.grafts()).isEqualTo(1);
        stranger.send(node.id(), RpcWriter.prune(Town.TOPIC, 20L));
        assertThat(node.hasInMesh(stranger.host.id())).isFalse();
        town.seconds(20);
        assertThat(stranger.grafts()).isEqualTo(1);
        town.seconds(3);
        assertThat(stranger.grafts()).isEqualTo(2);
        assertThat(node.scoreOf(stranger.host.id())).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aBackoffForEverEndsAfterAnHour() {
        Town.Node node = center();
        Stranger stranger = town.stranger().dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        stranger.send(node.id(), RpcWriter.prune(Town.TOPIC, Long.MAX_VALUE));
        town.run(Duration.ofMinutes(59));
        assertThat(stranger.grafts()).isEqualTo(1);
        town.run(Duration.ofMinutes(2));
        assertThat(stranger.grafts()).isEqualTo(2);
    }

    @Test
    void whoLeavesATopicTellsItAndComesBackAfterTheBackoff() {
        Town.Node a = center();
        Town.Node b = town.silent(GossipSettings.DEFAULT, new Listening());
        var joined = b.gossip().join(b.ear());
        town.connect(a, b);
        town.seconds(2);
        assertThat(a.hasInMesh(b.id())).isTrue();
        joined.close();
        town.seconds(1);
        assertThat(a.topic().mesh).isEmpty();
        assertThat(a.neighbour(b.id()).topics).isEmpty();
        b.gossip().join(b.ear());
        town.seconds(5);
        assertThat(a.hasInMesh(b.id())).as("within the backoff of 10 s").isFalse();
        town.seconds(10);
        assertThat(a.hasInMesh(b.id())).isTrue();
        assertThat(b.hasInMesh(a.id())).isTrue();
        assertThat(a.scoreOf(b.id())).isGreaterThanOrEqualTo(0);
        assertThat(b.scoreOf(a.id())).isGreaterThanOrEqualTo(0);
    }

    @Test
    void whoEndsAndBeginsAgainAndAgainIsWelcomeEachTime() {
        Town.Node a = center();
        Town.Node b = town.node();
        for (int i = 0; i < 8; i++) {
            town.connect(b, a);
            town.seconds(1);
            assertThat(a.hasInMesh(b.id())).isTrue();
            town.await(b.gossip().close());
            b.host().disconnect(a.id(), "done");
            town.seconds(1);
            assertThat(a.topic().mesh).isEmpty();
            b = town.again(b);
        }
        assertThat(a.complaintAbout(b.id())).isEmpty();
        assertThat(a.scoreOf(b.id())).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aPoorMeshGetsBetterPeersOnceAMinute() {
        Town.Node node = center();
        List<Stranger> first = strangers(node, 12, true);
        town.seconds(2);
        List<Stranger> better = strangers(node, 4, false);
        for (Stranger one : better) {
            Neighbour neighbour = node.neighbour(one.host.id());
            node.gossip().core().scores.in(neighbour.score, Town.TOPIC).first = 10;
        }
        town.seconds(62);
        assertThat(first).isNotEmpty();
        assertThat(better.stream().filter(one -> one.grafts() > 0).count()).isEqualTo(2);
    }

    @Test
    void aPeerWithABadScoreIsPrunedAndNotGrafted() {
        Town.Node node = center();
        Stranger stranger = town.stranger().dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        assertThat(node.hasInMesh(stranger.host.id())).isTrue();
        node.neighbour(stranger.host.id()).score.behaviour = 5.5;
        town.seconds(2);
        assertThat(node.hasInMesh(stranger.host.id())).isFalse();
        assertThat(stranger.prunes()).isEqualTo(1);
        node.neighbour(stranger.host.id()).score.behaviour = 20;
        town.seconds(62);
        node.neighbour(stranger.host.id()).score.behaviour = 6;
        stranger.send(node.id(), RpcWriter.graft(Town.TOPIC));
        assertThat(node.hasInMesh(stranger.host.id())).isFalse();
        assertThat(stranger.prunes()).isEqualTo(2);
    }

    @Test
    void anOldPeerGetsNoBackoffAndAFloodPeerNoControl() {
        Town.Node node = center();
        Stranger old = town.stranger(Protocols.MESHSUB_1_0).dial(node.host());
        old.subscribe(node.id(), Town.TOPIC);
        node.neighbour(old.host.id()).score.behaviour = 6;
        town.seconds(2);
        assertThat(old.got.stream().flatMap(rpc -> rpc.prunes().stream()))
                .containsExactly(new Rpc.Prune(Town.TOPIC, 0));

        Stranger flooding = town.stranger(Protocols.FLOODSUB).dial(node.host());
        flooding.subscribe(node.id(), Town.TOPIC);
        town.seconds(3);
        assertThat(node.hasInMesh(flooding.host.id())).isFalse();
        assertThat(flooding.grafts()).isZero();
        assertThat(town.publish(node, "all")).isEqualTo(2);
        town.seconds(1);
        assertThat(flooding.messages()).isEqualTo(1);
    }

    @Test
    void aLostStreamIsOpenedAgain() {
        Town.Node node = center();
        Stranger stranger = town.stranger();
        stranger.resetFirst = true;
        stranger.dial(node.host());
        stranger.subscribe(node.id(), Town.TOPIC);
        town.seconds(10);
        assertThat(stranger.got.get(0).subscriptions()).hasSize(1);
        assertThat(node.neighbour(stranger.host.id()).outbox).isNotNull();
    }
}
