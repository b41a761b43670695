package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final Key TARGET = Key.ofDigest(new byte[32]);
    private static final List<Multiaddr> ADDRESS = List.of(Multiaddr.parse("/ip4/20.1.1.1/tcp/1"));

    private final Nearest nearest = new Nearest();

    /** A candidate at {@code distance} / 65,536 of the key space. */
    private Candidate add(int distance, long group, Candidate.State state) {
        byte[] key = new byte[32];
        key[0] = (byte) (distance >> 8);
        key[1] = (byte) distance;
        Contact contact = new Contact(Sim.idOf("c" + distance), Key.ofDigest(key), ADDRESS);
        Candidate candidate = new Candidate(contact, TARGET, 1, group);
        candidate.state = state;
        nearest.add(candidate);
        return candidate;
    }

    private int[] window(double region, boolean slow) {
        return nearest.window(20, region, slow).stream()
                .mapToInt(one -> (int) Math.round(one.distance.share() * 65_536))
                .toArray();
    }

    @Test
    void theWindowIsTheTwentyNearestThatCanBeReached() {
        for (int i = 30; i > 0; i--) {
            add(i, -1, i == 3 ? Candidate.State.FAILED : i == 5 ? Candidate.State.SLOW : Candidate.State.NEW);
        }
        assertThat(window(0, false)).hasSize(20).startsWith(1, 2, 4, 6).endsWith(22);
        assertThat(window(0, true)).hasSize(20).startsWith(1, 2, 4, 5, 6).endsWith(21);
    }

    @Test
    void twoOfANetworkAreInTheWindow() {
        for (int i = 1; i <= 40; i++) {
            add(i, i <= 30 ? i % 3 : 100 + i, Candidate.State.ANSWERED);
        }
        assertThat(window(0, false)).containsExactly(1, 2, 3, 4, 5, 6, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40);
    }

    @Test
    void aCrowdedKeyIsLookedAtInItsWholeRegionButNotWithoutEnd() {
        for (int i = 1; i <= 40; i++) {
            add(i, -1, Candidate.State.ANSWERED);
        }
        for (int i = 1; i <= 100; i++) {
            add(1000 * i % 65_000 + i, -1, Candidate.State.ANSWERED);
        }
        assertThat(window(20_000 / 65_536.0, false)).hasSizeBetween(60, 80);
        assertThat(window(30 / 65_536.0, false)).as("as dense as everywhere").hasSize(20);
        assertThat(window(1.0, false)).hasSize(80);
    }

    @Test
    void noMoreThanFourHundredAreRemembered() {
        for (int i = 1; i < 2000; i++) {
            add(i, -1, Candidate.State.NEW);
        }
        assertThat(nearest.all()).hasSize(400);
        assertThat(nearest.all().get(399).distance.share() * 65_536).isEqualTo(400);
    }

    @Test
    void aRegionCoversTheKeysWhoseNearestPeersItHas() {
        for (int i = 0; i < 60; i++) {
            add(i * 30, -1, Candidate.State.ANSWERED);
        }
        Region region = Region.of(TARGET, nearest.all());
        byte[] inside = new byte[32];
        inside[1] = (byte) 77;
        byte[] outside = new byte[32];
        outside[0] = (byte) 0x40;
        assertThat(region.covers(Key.ofDigest(inside))).isTrue();
        assertThat(region.covers(Key.ofDigest(outside))).isFalse();
        assertThat(region.nearest(Key.ofDigest(inside), 0)).hasSize(20);
        assertThat(Region.of(TARGET, nearest.all().subList(0, 30)).covers(Key.ofDigest(outside)))
                .as("a network of 30 is known whole")
                .isTrue();
    }
}
