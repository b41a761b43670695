package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.kit.TestSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    private static final String TOPIC = GossipSettings.PACKAGES;
    private static final PeerId PEER = peer(1);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final GossipSettings settings = GossipSettings.DEFAULT
            .withTopic(TOPIC, TopicScore.ANNOUNCEMENTS.withDeliveries(-0.5, 4))
            .withApplication(peer -> peer.equals(PEER) ? -3 : 0);
    private final Scores scores = new Scores(GossipSettings.DEFAULT);

    private static PeerId peer(long number) {
        return PeerId.of(TestSigner.of(number).publicKey());
    }

    private static Multiaddr at(String ip) {
        return Multiaddr.parse("/" + (ip.contains(":") ? "ip6/" : "ip4/") + ip + "/tcp/4001");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing at all,                       0,    0, 0,  0, 0,  0,       0",
        "ten seconds in the mesh,             10,    0, 0,  0, 0,  0,     0.1",
        "hours in the mesh are capped,     99999,    0, 9,  0, 0,  0,      10",
        "one message first,                    0,    1, 0,  0, 0,  0,       1",
        "messages first are capped,            0,   99, 0,  0, 0,  0,      20",
        "one invalid message,                  0,    0, 0,  1, 0,  0,     -10",
        "two invalid messages,                 0,    0, 0,  2, 0,  0,     -40",
        "three invalid messages: graylisted,   0,    0, 0,  3, 0,  0,     -90",
        "good deeds do not outweigh five,  99999,   99, 9,  5, 0,  0,    -220",
        "misbehaviour of honest peers,         0,    0, 0,  0, 4,  0,       0",
        "some misbehaviour,                    0,    0, 0,  0, 6,  0,     -20",
        "more misbehaviour: graylisted,        0,    0, 0,  0, 9,  0,    -125"
    })
    void aScoreIsTheSumOfItsParts(
            String what, long seconds, int first, int more, int invalid, double behaviour, int none, double expected) {
        PeerScore score = scores.arrived(PEER, List.of());
        TopicConduct conduct = scores.in(score, TOPIC);
        if (seconds > 0) {
            scores.grafted(score, TOPIC, 0);
        }
        for (int i = 0; i < first; i++) {
            conduct.broughtFirst();
        }
        for (int i = 0; i < more; i++) {
            conduct.brought();
        }
        conduct.invalid = invalid;
        score.behaviour = behaviour;
        assertThat(scores.value(score, seconds * SECOND)).isCloseTo(expected, within(1e-9));
        assertThat(scores.parts(score, seconds * SECOND).total()).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest(name = "{0} deliveries {1} s after the graft: {2}")
    @CsvSource({"0, 59, 0", "0, 60, -8", "1, 60, -4.5", "3, 60, -0.5", "4, 60, 0", "9, 60, 0"})
    void whoBringsTooLittleToTheMeshPays(int deliveries, long seconds, double expected) {
        Scores counting = new Scores(settings.withApplication(peer -> 0));
        PeerScore score = counting.arrived(PEER, List.of());
        counting.grafted(score, TOPIC, 0);
        for (int i = 0; i < deliveries; i++) {
            counting.in(score, TOPIC).brought();
        }
        assertThat(counting.parts(score, seconds * SECOND).deliveries()).isEqualTo(expected);
        counting.pruned(score, TOPIC, seconds * SECOND);
        assertThat(counting.parts(score, seconds * SECOND).deliveries()).isZero();
        assertThat(counting.parts(score, seconds * SECOND).failure())
                .as("P3b keeps it after the prune")
                .isEqualTo(expected);
    }

    @Test
    void deliveriesOutsideOfTheMeshDoNotCount() {
        PeerScore score = scores.arrived(PEER, List.of());
        scores.in(score, TOPIC).brought();
        assertThat(scores.in(score, TOPIC).deliveries).isZero();
    }

    @Test
    void theApplicationHasItsSay() {
        Scores asking = new Scores(settings);
        assertThat(asking.value(asking.arrived(PEER, List.of()), 0)).isEqualTo(-3);
        assertThat(asking.value(asking.arrived(peer(2), List.of()), 0)).isZero();
    }

    @Test
    void allTopicsTogetherAreCapped() {
        PeerScore score = scores.arrived(PEER, List.of());
        for (String topic : List.of("a", "b", "c", "d")) {
            for (int i = 0; i < 20; i++) {
                scores.in(score, topic).broughtFirst();
            }
        }
        assertThat(scores.value(score, 0)).isEqualTo(50);
    }

    @ParameterizedTest(name = "{0} peers at {1}: {2}")
    @CsvSource({
        "10, 203.0.113.7, 0",
        "11, 203.0.113.7, -5",
        "14, 203.0.113.7, -80",
        "15, 2001:db8::1, -125",
        "50, 127.0.0.1, 0",
        "50, 10.1.2.3, 0",
        "50, 192.168.1.1, 0",
        "50, ::1, 0",
        "50, fd00::1, 0"
    })
    void aCrowdAtOneAddressPays(int peers, String ip, double expected) {
        PeerScore score = scores.arrived(PEER, List.of(at(ip)));
        for (int i = 1; i < peers; i++) {
            scores.arrived(peer(100 + i), List.of(at(ip)));
        }
        assertThat(scores.value(score, 0)).isEqualTo(expected);
    }

    @Test
    void aSlash64OfIpv6IsOneAddressAndAMappedIpv4IsIpv4() {
        for (int i = 0; i < 10; i++) {
            scores.arrived(peer(100 + i), List.of(at("2001:db8:0:1::" + (i + 1))));
        }
        assertThat(scores.value(scores.arrived(PEER, List.of(at("2001:db8:0:1:ffff::"))), 0))
                .isEqualTo(-5);
        assertThat(scores.value(scores.arrived(PEER, List.of(at("2001:db8:0:2::"))), 0))
                .isZero();
        Networks networks = new Networks(List.of());
        assertThat(networks.place(at("::ffff:203.0.113.7"))).isEqualTo(networks.place(at("203.0.113.7")));
        assertThat(networks.place(at("::ffff:127.0.0.1"))).isNull();
        assertThat(networks.place(Multiaddr.parse("/dns4/example.org/tcp/1"))).isNull();
    }

    @Test
    void aCrowdThatHasGoneDoesNotCountAndExemptNetworksNever() {
        PeerScore score = scores.arrived(PEER, List.of(at("203.0.113.7")));
        for (int i = 0; i < 10; i++) {
            scores.arrived(peer(100 + i), List.of(at("203.0.113.7")));
        }
        assertThat(scores.value(score, 0)).isEqualTo(-5);
        scores.left(scores.arrived(peer(100), List.of()), 0);
        assertThat(scores.value(score, 0)).isZero();

        Networks exempt = new Networks(List.of("203.0.113.0/24", "2001:db8::/32"));
        assertThat(exempt.place(at("203.0.113.200"))).isNull();
        assertThat(exempt.place(at("203.0.114.200"))).isNotNull();
        assertThat(exempt.place(at("2001:db8:9::1"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "203.0.113.0", "203.0.113.0/33", "203.0.113.0/-1", "example.org/8", "2001:db8::/129", "/8"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> new Networks(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everythingIsForgivenInTime() {
        PeerScore score = scores.arrived(PEER, List.of());
        scores.in(score, TOPIC).invalid = 4;
        score.behaviour = 8;
        for (int i = 0; i < 600; i++) {
            scores.decay(i * SECOND);
        }
        assertThat(scores.in(score, TOPIC).invalid).isCloseTo(2, within(1e-6));
        assertThat(score.behaviour).isCloseTo(0.25, within(1e-6));
        for (int i = 0; i < 6000; i++) {
            scores.decay(i * SECOND);
        }
        assertThat(scores.value(score, 0)).isZero();
    }

    @Test
    void leavingAndComingBackDoesNotCleanAScore() {
        PeerScore score = scores.arrived(PEER, List.of());
        scores.in(score, TOPIC).invalid = 3;
        scores.left(score, 0);
        scores.decay(SECOND);
        assertThat(scores.arrived(PEER, List.of())).isSameAs(score);
        assertThat(scores.value(score, SECOND)).isLessThan(-80);

        scores.left(score, 0);
        scores.decay(Duration.ofMinutes(61).toNanos());
        assertThat(scores.remembered()).isZero();
    }

    @Test
    void aGoodScoreIsNotKept() {
        PeerScore score = scores.arrived(PEER, List.of());
        scores.in(score, TOPIC).broughtFirst();
        scores.left(score, 0);
        assertThat(scores.remembered()).isZero();
        assertThat(scores.value(scores.arrived(PEER, List.of()), 0)).isZero();
    }

    @Test
    void scoresOfThoseWhoHaveGoneAreBounded() {
        int most = GossipLimits.DEFAULT.retained();
        for (int i = 0; i < most + 10; i++) {
            PeerScore score = scores.arrived(PeerId.of(new FakeKey(i).publicKey()), List.of());
            score.behaviour = 100;
            scores.left(score, 0);
        }
        assertThat(scores.remembered()).isEqualTo(most);
        assertThat(scores.find(PeerId.of(new FakeKey(0).publicKey()))).isNull();
    }
}
