package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How one node looks something up among forty others that a test has in its hands. */
class LookupTest {
    private static final byte[] KEY = Numbered.key("k");
    private static final int PEERS = 40;

    private final Sim sim = new Sim(8);
    private final Node node = sim.node(KademliaSettings.serving());
    private final List<Stranger> peers = new ArrayList<>();
    private final Map<Stranger, Integer> gets = new HashMap<>();
    private int newest = 1;

    private void start() {
        List<PeerAddresses> all = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            Stranger peer = new Stranger(sim);
            peers.add(peer);
            all.add(peer.address());
        }
        for (int i = 0; i < PEERS; i++) {
            int number = i;
            Stranger peer = peers.get(i);
            List<PeerAddresses> closer = all.subList(Math.min(i, 20), Math.min(i, 20) + 20);
            peer.answering(request -> {
                if (request.kind() == Kind.FIND_NODE) {
                    return new Message(request.kind(), request.key(), null, closer, List.of());
                }
                gets.merge(peer, 1, Integer::sum);
                if (request.kind() == Kind.PUT_VALUE) {
                    return number % 4 == 0 ? Message.put(KEY, Numbered.value(0)) : request;
                }
                ValueRecord record =
                        new ValueRecord(KEY, Numbered.value(number % 2 == 0 ? newest : 1), "2026-11-22T00:00:00.0Z");
                return new Message(request.kind(), request.key(), record, closer, List.of());
            });
        }
        sim.await(node.kad().start(all));
        sim.settle(Duration.ofSeconds(30));
    }

    private void silence(int count) {
        for (Stranger peer : peers.subList(20, 20 + count)) {
            peer.silent();
        }
    }

    @Test
    void noPeerIsAskedTwiceHoweverManyPathsLeadToIt() {
        start();
        Found found = sim.await(node.kad().get(KEY, Effort.AGREED, Sim.LONG));
        assertThat(found.enough()).isTrue();
        assertThat(found.answers()).isGreaterThanOrEqualTo(11);
        assertThat(gets.size()).isGreaterThanOrEqualTo(11);
        assertThat(gets.values()).containsOnly(1);
    }

    @Test
    void theFirstValidValueEndsALookupForOne() {
        start();
        Found found = sim.await(node.kad().get(KEY, Effort.FIRST, Sim.LONG));
        assertThat(found.answers()).isEqualTo(1);
        assertThat(found.enough()).isTrue();
        assertThat(gets.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void theHighestOfAllAnswersIsTheHead() {
        start();
        newest = 9;
        assertThat(number()).isEqualTo(9);
        // what was seen once is remembered, so that it never goes back
        newest = 1;
        assertThat(number()).isEqualTo(9);
    }

    private int number() {
        Found found = sim.await(node.kad().get(KEY, Effort.AGREED, Sim.LONG));
        return found.value().map(Numbered::number).orElse(0);
    }

    @Test
    void thoseWhoNeverAnswerAreWaitedForOnlyAsLongAsTheirVoiceIsNeeded() {
        start();
        silence(5);
        long begin = sim.network.time().now();
        Found found = sim.await(node.kad().get(KEY, Effort.AGREED, Sim.LONG));
        assertThat(found.enough()).isTrue();
        assertThat(found.value()).isPresent();
        assertThat(Duration.ofNanos(sim.network.time().now() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whenTimeIsUpWhatIsKnownIsReturnedAndItSaysThatItIsNotEnough() {
        start();
        for (Stranger peer : peers.subList(3, PEERS)) {
            peer.silent();
        }
        Found found = sim.await(node.kad().get(KEY, Effort.AGREED, Duration.ofMillis(600)));
        assertThat(found.value()).hasValue(Numbered.value(1));
        assertThat(found.enough()).isFalse();
    }

    @Test
    void onlyPeersThatEchoTheValueCountAsHolders() {
        start();
        List<Receipt> heard = new ArrayList<>();
        Receipt receipt = sim.await(node.kad().put(KEY, Numbered.value(3), Sim.LONG, progress -> {
            heard.add(progress);
            if (heard.size() == 2) {
                throw new IllegalStateException("a listener may fail");
            }
        }));
        assertThat(receipt.asked()).isEqualTo(20);
        assertThat(receipt.holders()).isBetween(11, 19).isEqualTo(heard.size());
        assertThat(receipt.isDurable()).isTrue();
        assertThat(heard.get(0).isAnnounced()).isTrue();
        assertThat(heard.get(0).isDurable()).isFalse();
    }
}
