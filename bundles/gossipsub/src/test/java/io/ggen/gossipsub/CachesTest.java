package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachesTest {
    private static MessageKey id(int number) {
        return new MessageKey(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)});
    }

    private static PeerId peer(int number) {
        return PeerId.of(new FakeKey(number).publicKey());
    }

    private static PeerScore score(int number) {
        return new PeerScore(peer(number));
    }

    @Test
    void seenMessagesAreForgottenInTime() {
        SeenCache seen = new SeenCache(Duration.ofSeconds(120), 100);
        long second = 1_000_000_000L;
        seen.add(id(1), 0);
        seen.add(id(2), 60 * second);
        seen.expire(119 * second);
        assertThat(seen.get(id(1))).isNotNull();
        seen.expire(120 * second);
        assertThat(seen.get(id(1))).isNull();
        assertThat(seen.get(id(2))).isNotNull();
    }

    @Test
    void seenMessagesAreBoundedTheOldestOut() {
        SeenCache seen = new SeenCache(Duration.ofSeconds(120), 100);
        for (int i = 0; i < 1000; i++) {
            seen.add(id(i), i);
        }
        assertThat(seen.size()).isEqualTo(100);
        assertThat(seen.get(id(899))).isNull();
        assertThat(seen.get(id(900))).isNotNull();
    }

    @Test
    void thoseWhoBroughtAMessageAreBounded() {
        SeenCache.Entry entry = new SeenCache(Duration.ofSeconds(120), 100).add(id(1), 0);
        PeerScore first = score(0);
        assertThat(entry.isNewFrom(first)).isTrue();
        assertThat(entry.isNewFrom(first)).isFalse();
        for (int i = 1; i < 200; i++) {
            entry.isNewFrom(score(i));
        }
        assertThat(entry.bringers).hasSize(64).startsWith(first);
    }

    @Test
    void keptMessagesAreToldAboutForThreeHeartbeatsAndGivenForFive() {
        MessageCache cache = new MessageCache(MeshSettings.DEFAULT, GossipLimits.DEFAULT);
        cache.put(id(1), "t", new byte[10]);
        for (int heartbeat = 0; heartbeat < 5; heartbeat++) {
            assertThat(cache.get(id(1))).as("heartbeat " + heartbeat).isNotNull();
            assertThat(cache.recent().getOrDefault("t", List.of())).hasSize(heartbeat < 3 ? 1 : 0);
            cache.shift();
        }
        assertThat(cache.get(id(1))).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    void keptMessagesAreBoundedInNumberAndBytes() {
        MessageCache cache = new MessageCache(MeshSettings.DEFAULT, GossipLimits.DEFAULT);
        for (int i = 0; i < 6000; i++) {
            cache.put(id(i), "t", new byte[10]);
        }
        assertThat(cache.size()).isEqualTo(5000);
        for (int i = 6000; i < 8000; i++) {
            cache.put(id(i), "t", new byte[16 * 1024]);
        }
        assertThat(cache.size()).isEqualTo(1024);
        assertThat(cache.get(id(7999))).isNotNull();
    }

    @Test
    void askingIsCountedForEachPeer() {
        MessageCache cache = new MessageCache(MeshSettings.DEFAULT, GossipLimits.DEFAULT);
        cache.put(id(1), "t", new byte[10]);
        assertThat(cache.asked(id(1), peer(1))).isEqualTo(1);
        assertThat(cache.asked(id(1), peer(1))).isEqualTo(2);
        assertThat(cache.asked(id(1), peer(2))).isEqualTo(1);
        assertThat(cache.asked(id(2), peer(2))).isZero();
    }

    @Test
    void thePrunedAreBoundedAndForgotten() {
        Topic topic = new Topic("t", 10);
        for (int i = 0; i < 20; i++) {
            topic.backOff(peer(i), 0, 1000);
        }
        assertThat(topic.backoffs()).isEqualTo(10);
        assertThat(topic.backoff(peer(5), 0)).isNull();
        assertThat(topic.backoff(peer(15), 999)).isNotNull();
        assertThat(topic.backoff(peer(15), 1000)).isNull();
        assertThat(topic.isFree(peer(15), 1000, 100)).isFalse();
        assertThat(topic.isFree(peer(15), 1100, 100)).isTrue();
        topic.forgetBackoffs(1100, 100);
        assertThat(topic.backoffs()).isZero();
    }

    @Test
    void aBackoffIsNotMadeShorter() {
        Topic topic = new Topic("t", 10);
        topic.backOff(peer(1), 0, 1000);
        topic.backOff(peer(1), 10, 5);
        assertThat(topic.backoff(peer(1), 999)).isNotNull();
    }
}
