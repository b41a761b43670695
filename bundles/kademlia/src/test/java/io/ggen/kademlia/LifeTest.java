package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.memory.MemoryHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node does in the course of days: puts again, corrects, remembers, survives. */
class LifeTest {
    private static final byte[] KEY = Numbered.key("k");
    private static final Digest CONTENT = Digest.sha256Of(new byte[] {1});

    private final Sim sim = new Sim(9);

    /** In a network where little happens by itself, so that days pass quickly. */
    private void growQuiet(int count) {
        sim.settings = KademliaSettings.serving().withRefresh(Duration.ofHours(8));
        sim.grow(count);
    }

    private List<Node> nearest(byte[] key) {
        List<Node> sorted = new ArrayList<>(sim.nodes);
        Key target = Key.of(key);
        sorted.sort(Comparator.comparing(node -> target.xor(Key.of(node.id()))));
        return sorted;
    }

    private Found get(Node by, Effort effort) {
        return sim.await(by.kad().get(KEY, effort, Sim.LONG));
    }

    private KademliaStatus status(Node node) {
        return sim.await(node.kad().status());
    }

    @Test
    void nineteenOfTwentyHoldersDieWithoutAWordAndTheValueIsFoundInASecond() {
        sim.grow(70);
        sim.settle(Duration.ofMinutes(1));
        Node owner = sim.nodes.get(0);
        sim.await(owner.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
        List<Node> holders = nearest(KEY);
        holders.remove(owner);
        for (Node dead : holders.subList(0, 19)) {
            dead.host().vanish();
            sim.nodes.remove(dead);
        }
        owner.host().vanish();
        sim.nodes.remove(owner);
        int found = 0;
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long start = sim.network.time().now();
            found += get(sim.nodes.get(i), Effort.FIRST).value().isPresent() ? 1 : 0;
            millis.add((sim.network.time().now() - start) / 1e6);
        }
        assertThat(found).isEqualTo(50);
        // a round trip takes 120 ms here, a connection three of them: the dead cost one hedge, no time-out
        assertThat(Trial.percentile(millis, 0.99)).isLessThan(3000);
    }

    @Test
    void holdersOfAnOlderValueAreCorrectedByWhoReads() {
        sim.grow(40);
        sim.settle(Duration.ofMinutes(2));
        Node owner = sim.nodes.get(0);
        sim.await(owner.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
        Stranger stranger = new Stranger(sim);
        for (Node node : nearest(KEY).subList(0, 5)) {
            stranger.ask(node, Message.put(KEY, Numbered.value(2)));
        }
        for (int reader = 37; reader < 40; reader++) {
            assertThat(get(nearest(KEY).get(reader), Effort.AGREED).value()).hasValue(Numbered.value(2));
            sim.settle(Duration.ofSeconds(10));
        }
        int corrected = 0;
        for (Node node : nearest(KEY).subList(0, 20)) {
            Message answer =
                    stranger.ask(node, Message.request(Kind.GET_VALUE, KEY)).orElseThrow();
            ValueRecord record = answer.record();
            corrected += record != null && Numbered.number(record.value()) == 2 ? 1 : 0;
        }
        assertThat(corrected).isGreaterThanOrEqualTo(16);
    }

    @Test
    void whatIsKeptIsPutAgainAndWhatIsReleasedRunsOut() {
        growQuiet(30);
        Node owner = sim.nodes.get(0);
        byte[] released = Numbered.key("released");
        sim.await(owner.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
        sim.await(owner.kad().put(released, Numbered.value(1), Sim.LONG, receipt -> {}));
        sim.await(owner.kad().provide(CONTENT, Sim.LONG));
        owner.kad().release(released);
        sim.settle(Duration.ofHours(60));
        assertThat(status(owner).kept()).isEqualTo(2);
        Node reader = sim.nodes.get(20);
        assertThat(get(reader, Effort.FIRST).value()).hasValue(Numbered.value(1));
        assertThat(sim.await(reader.kad().get(released, Effort.FIRST, Sim.LONG)).value())
                .isEmpty();
        assertThat(sim.await(reader.kad().providers(CONTENT, 5, Sim.LONG, one -> {})))
                .containsExactly(owner.address());
        owner.kad().withdraw(CONTENT);
        sim.settle(Duration.ofHours(50));
        assertThat(sim.await(reader.kad().providers(CONTENT, 5, Sim.LONG, one -> {})))
                .isEmpty();
    }

    @Test
    void aSweepNeedsFarFewerLookupsThanItHasKeys() {
        sim.grow(60);
        sim.settle(Duration.ofMinutes(1));
        Node owner = sim.nodes.get(0);
        for (int i = 0; i < 200; i++) {
            owner.kad().keep(Numbered.key("k" + i), Numbered.value(1));
        }
        long before = status(owner).lookups();
        sim.settle(Duration.ofMinutes(9));
        assertThat(status(owner).lookups() - before).isLessThan(40);
        for (int i = 0; i < 200; i += 20) {
            assertThat(sim.await(sim.nodes.get(30).kad().get(Numbered.key("k" + i), Effort.FIRST, Sim.LONG))
                            .value())
                    .isPresent();
        }
    }

    @Test
    void aRestartPutsAgainOnlyWhatIsDue() {
        growQuiet(25);
        SweepMemory memory = SweepMemory.none();
        PeerMemory peers = PeerMemory.none();
        MemoryHost first = sim.host();
        Node node = sim.node(first, sim.settings, peers, memory);
        sim.await(node.kad().start(List.of(sim.nodes.get(0).address())));
        sim.settle(Duration.ofSeconds(10));
        sim.await(node.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
        sim.settle(Duration.ofHours(6));
        sim.await(node.kad().close());
        first.close(Duration.ZERO);

        Node again = sim.node(sim.host(first.id(), "20.77.0.1"), sim.settings, peers, memory);
        assertThat(sim.await(again.kad().start(List.of())))
                .as("through remembered peers")
                .isGreaterThan(10);
        again.kad().keep(KEY, Numbered.value(1));
        again.kad().keep(Numbered.key("new"), Numbered.value(1));
        sim.settle(Duration.ofMinutes(10));
        Node holder = nearest(KEY).get(0) == again
                ? nearest(KEY).get(1)
                : nearest(KEY).get(0);
        Stranger stranger = new Stranger(sim);
        assertThat(stampOf(stranger, holder)).startsWith("2026-11-22T00");
        assertThat(sim.await(sim.nodes.get(5).kad().get(Numbered.key("new"), Effort.FIRST, Sim.LONG))
                        .value())
                .isPresent();
        sim.settle(Duration.ofHours(7));
        assertThat(stampOf(stranger, holder)).startsWith("2026-11-22T1");
    }

    private String stampOf(Stranger stranger, Node holder) {
        Message answer =
                stranger.ask(holder, Message.request(Kind.GET_VALUE, KEY)).orElseThrow();
        ValueRecord record = answer.record();
        return record == null ? "" : record.received();
    }

    @Test
    void aSweepPutsTheNewestValueItHasSeen() {
        growQuiet(25);
        Node owner = sim.nodes.get(0);
        sim.await(owner.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
        sim.await(sim.nodes.get(9).kad().put(KEY, Numbered.value(2), Sim.LONG, receipt -> {}));
        sim.await(sim.nodes.get(9).kad().close());
        sim.settle(Duration.ofHours(60));
        assertThat(get(sim.nodes.get(20), Effort.AGREED).value()).hasValue(Numbered.value(2));
    }

    @Test
    void aNodeThatIsCutOffKeepsItsTableAndGoesOnAfterwards() {
        sim.grow(40);
        sim.settle(Duration.ofMinutes(30));
        Node lonely = sim.nodes.get(7);
        int before = status(lonely).peers();
        sim.network.partition(List.of(lonely.host()));
        for (int i = 0; i < 60; i++) {
            sim.await(lonely.kad().closest(Numbered.key("x" + i), Sim.LONG));
            sim.settle(Duration.ofMinutes(1));
        }
        assertThat(status(lonely).peers()).isGreaterThan(before / 2);
        sim.network.heal();
        sim.settle(Duration.ofMinutes(30));
        assertThat(sim.await(lonely.kad().closest(KEY, Sim.LONG))).hasSize(20);
    }

    @Test
    void theDeadLeaveTheTableAndOthersTakeTheirPlace() {
        sim.grow(40);
        sim.settle(Duration.ofMinutes(5));
        for (int i = 0; i < 15; i++) {
            sim.nodes.remove(10).host().vanish();
        }
        sim.settle(Duration.ofHours(2));
        for (Node node : sim.nodes) {
            for (PeerStatus peer : sim.await(node.kad().peers())) {
                assertThat(sim.nodes)
                        .anyMatch(one -> one.id().equals(peer.peer().peer()));
            }
        }
    }

    @Test
    void connectionsOfLookupsThatNobodyNeedsAreClosed() {
        sim.grow(30);
        Node client = sim.node(KademliaSettings.asking().withLimits(withDialled(5)));
        sim.await(client.kad().start(List.of(sim.nodes.get(0).address())));
        for (int i = 0; i < 10; i++) {
            sim.await(client.kad().closest(Numbered.key("x" + i), Sim.LONG));
        }
        assertThat(client.host().connections()).hasSizeGreaterThan(20);
        sim.settle(Duration.ofMinutes(5));
        assertThat(client.host().connections()).hasSizeLessThanOrEqualTo(5);
    }

    private static KademliaLimits withDialled(int dialled) {
        KademliaLimits limits = KademliaLimits.DEFAULT;
        return new KademliaLimits(
                limits.valueBytes(),
                limits.valueBytesPerPeer(),
                limits.value(),
                limits.providersPerKey(),
                limits.providers(),
                limits.providersPerPeer(),
                3,
                limits.queries(),
                2,
                limits.requestsPerSecond(),
                dialled);
    }

    @Test
    void lookupsAndKeptKeysAreBounded() {
        sim.grow(20);
        Node node = sim.node(KademliaSettings.serving().withLimits(withDialled(50)));
        sim.join(node);
        sim.settle(Duration.ofMinutes(1));
        List<java.util.concurrent.CompletionStage<List<PeerAddresses>>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(node.kad().closest(Numbered.key("x" + i), Sim.LONG));
        }
        assertThatThrownBy(() -> sim.await(running.get(3)))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.LIMIT));
        assertThat(sim.await(running.get(0))).hasSize(20);
        for (int i = 0; i < 10; i++) {
            node.kad().keep(Numbered.key("kept" + i), Numbered.value(1));
        }
        assertThat(status(node).kept()).isEqualTo(2);
    }

    @Test
    void withNobodyToAskAPutFailsAndAnInvalidValueIsNotPutAnywhere() {
        Node alone = sim.node(KademliaSettings.serving());
        assertThat(sim.await(alone.kad().start(List.of()))).isZero();
        assertThatThrownBy(() -> sim.await(alone.kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {})))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.UNREACHABLE));
        assertThatThrownBy(() -> sim.await(alone.kad().put(KEY, Numbered.forged(1), Sim.LONG, receipt -> {})))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.MALFORMED));
        assertThat(get(alone, Effort.FIRST).value())
                .as("it is here all the same")
                .hasValue(Numbered.value(1));
        Node late = sim.node(KademliaSettings.serving());
        sim.await(late.kad().start(List.of(alone.address())));
        sim.settle(Duration.ofHours(3));
        assertThat(status(late).values())
                .as("and put as soon as somebody is there")
                .isEqualTo(1);
    }

    @Test
    void aPutForAKeyThatIsForOthersIsRefused() {
        sim.grow(80);
        sim.settle(Duration.ofMinutes(1));
        List<Node> byDistance = nearest(KEY);
        Stranger stranger = new Stranger(sim);
        assertThat(stranger.ask(byDistance.get(0), Message.put(KEY, Numbered.value(1))))
                .isPresent();
        assertThat(stranger.ask(byDistance.get(70), Message.put(KEY, Numbered.value(1))))
                .isEmpty();
        assertThat(stranger.ask(byDistance.get(79), Message.put(KEY, Numbered.value(1))))
                .isEmpty();
    }

    @Test
    void aPeerIsFoundByItsId() {
        sim.grow(60);
        Node wanted = sim.nodes.get(50);
        assertThat(sim.await(sim.nodes.get(3).kad().find(wanted.id(), Sim.LONG)))
                .hasValue(wanted.address());
        assertThat(sim.await(sim.nodes.get(3).kad().find(Sim.idOf("nobody"), Sim.LONG)))
                .isEmpty();
    }

    @Test
    void afterCloseNothingIsAskedAndCallsFail() {
        growQuiet(25);
        Node node = sim.nodes.get(4);
        var running = node.kad().get(KEY, Effort.AGREED, Sim.LONG);
        sim.await(node.kad().close());
        assertThat(sim.await(running).enough()).isFalse();
        assertThatThrownBy(() -> get(node, Effort.AGREED)).isInstanceOf(NetworkException.class);
        long before = status(node).requests();
        sim.settle(Duration.ofHours(13));
        assertThat(status(node).requests()).isEqualTo(before);
    }
}
