package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Stranger;
import io.ggen.p2p.memory.kit.TestSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final PeerId ANN = PeerId.of(TestSigner.of(1).publicKey());
    private static final PeerId BOB = PeerId.of(TestSigner.of(2).publicKey());

    @Test
    void aHundredDroppedPeersAreRememberedAndTheSameReasonIsCounted() {
        DroppedPeers dropped = new DroppedPeers(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        for (int i = 0; i < 1000; i++) {
            dropped.add(ANN, "reason " + i);
        }
        assertThat(dropped.all()).hasSize(DroppedPeers.MOST);
        assertThat(dropped.all().get(0).why()).isEqualTo("reason 999");
        dropped.add(BOB, "away");
        dropped.add(ANN, "reason 999");
        dropped.add(BOB, "away");
        assertThat(dropped.all().get(0).times()).isEqualTo(2);
        assertThat(dropped.all().get(1).times()).isEqualTo(2);
        dropped.add(ANN, "reason 5");
        assertThat(dropped.all().get(0).times()).isEqualTo(1);
        assertThat(dropped.all()).hasSize(DroppedPeers.MOST);
    }

    @Test
    void aHundredStrangersAreRememberedAndOneIpAddressIsOneOfThem() {
        Strangers strangers = new Strangers(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        for (int i = 0; i < 1000; i++) {
            strangers.add(Multiaddr.parse("/ip4/10.0.0.1/tcp/" + (1000 + i)), true, "reason " + i);
        }
        assertThat(strangers.latestFirst())
                .containsExactly(new Stranger(
                        Multiaddr.parse("/ip4/10.0.0.1/tcp/1999"), true, "reason 999", Instant.EPOCH, 1000));
        for (int i = 0; i < 1000; i++) {
            strangers.add(Multiaddr.parse("/ip6/fd00::" + Integer.toHexString(i) + "/tcp/1"), false, "away");
        }
        assertThat(strangers.latestFirst()).hasSize(Strangers.MOST);
        assertThat(strangers.latestFirst().get(0).address().toString()).isEqualTo("/ip6/fd00::3e7/tcp/1");
        strangers.add(Multiaddr.parse("/ip6/fd00::3a0/tcp/7"), true, "again");
        assertThat(strangers.latestFirst().get(0).times()).isEqualTo(2);
        assertThat(strangers.latestFirst()).hasSize(Strangers.MOST);
    }

    @Test
    void waitsDoubleUpToABoundWithChanceInThem() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new SplittableRandom(3));
        List<Duration> waits = new ArrayList<>();
        for (int failures = 1; failures < 2000; failures++) {
            Duration wait = backoff.after(failures);
            waits.add(wait);
            Duration whole = Duration.ofSeconds(failures > 6 ? 60 : 1L << failures - 1);
            assertThat(wait).isBetween(whole.dividedBy(2), whole);
        }
        assertThat(waits.subList(10, 100)).doesNotHaveDuplicates();
    }

    @Test
    void portsAreKeptWhereItIsClearWhichIsWhich() {
        assertThat(kept("/ip4/127.0.0.1/tcp/0", "/ip4/127.0.0.1/tcp/5")).isEqualTo("/ip4/127.0.0.1/tcp/5");
        assertThat(kept("/ip4/0.0.0.0/tcp/0", "/ip4/127.0.0.1/tcp/5 /ip4/10.0.0.1/tcp/5"))
                .isEqualTo("/ip4/0.0.0.0/tcp/5");
        assertThat(kept("/ip4/0.0.0.0/tcp/0 /ip6/::/tcp/0", "/ip6/::1/tcp/6 /ip4/127.0.0.1/tcp/5"))
                .isEqualTo("/ip4/0.0.0.0/tcp/5 /ip6/::/tcp/6");
        assertThat(kept("/ip4/127.0.0.1/tcp/0 /ip4/127.0.0.1/tcp/0", "/ip4/127.0.0.1/tcp/5 /ip4/127.0.0.1/tcp/6"))
                .isEqualTo("/ip4/127.0.0.1/tcp/5 /ip4/127.0.0.1/tcp/6");
        assertThat(kept("/ip4/127.0.0.1/tcp/80", "/ip4/127.0.0.1/tcp/80")).isEqualTo("/ip4/127.0.0.1/tcp/80");
        assertThat(kept("/ip4/127.0.0.1/tcp/0/ws", "/ip4/127.0.0.1/tcp/5/ws")).isEqualTo("/ip4/127.0.0.1/tcp/5/ws");
        assertThat(kept("/ip4/127.0.0.1/tcp/0", "/ip4/9.9.9.9/tcp/5")).isEqualTo("/ip4/127.0.0.1/tcp/0");
    }

    private static String kept(String wanted, String bound) {
        StringBuilder text = new StringBuilder();
        for (Multiaddr address : Ports.kept(parse(wanted), parse(bound))) {
            text.append(text.length() == 0 ? "" : " ").append(address);
        }
        return text.toString();
    }

    private static List<Multiaddr> parse(String addresses) {
        List<Multiaddr> all = new ArrayList<>();
        for (String address : addresses.split(" ")) {
            all.add(Multiaddr.parse(address));
        }
        return all;
    }
}
