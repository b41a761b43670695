package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each table that strangers fill stays as large as it may be. */
class BoundsTest {
    private static final Duration DAYS = Duration.ofHours(48);
    private static final Key SELF = Key.of(new byte[] {1});
    private static final List<Multiaddr> ADDRESS = List.of(Multiaddr.parse("/ip4/20.1.1.1/tcp/1"));
    private static final PeerId PUTTER = Sim.idOf("putter");

    private static KademliaLimits limits(long values, long perPeer, int perKey, int providers, int providersPerPeer) {
        return new KademliaLimits(values, perPeer, 16 << 10, perKey, providers, providersPerPeer, 9, 9, 9, 9, 9);
    }

    private static HeldValues.Held record(int key, int size, PeerId from) {
        return new HeldValues.Held(new byte[] {(byte) key}, new byte[size - 1], 0, "", from);
    }

    @Test
    void whereThereIsNoRoomTheFarthestRecordGoes() {
        HeldValues values = new HeldValues(SELF, limits(1000, 1000, 1, 1, 1), DAYS);
        for (int i = 0; i < 100; i++) {
            values.hold(record(i, 100, Sim.idOf("putter " + i)));
            assertThat(values.bytes()).isLessThanOrEqualTo(1000);
        }
        assertThat(values.size()).isEqualTo(10);
        Set<Key> nearest = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            nearest.add(SELF.xor(Key.of(new byte[] {(byte) i})));
        }
        Set<Key> kept = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            if (values.get(Key.of(new byte[] {(byte) i}), 0) != null) {
                kept.add(SELF.xor(Key.of(new byte[] {(byte) i})));
            }
        }
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        nearest.stream().sorted().limit(10).toList());
    }

    @Test
    void onePeerCannotFillMoreThanItsShare() {
        HeldValues values = new HeldValues(SELF, limits(1000, 300, 1, 1, 1), DAYS);
        int held = 0;
        for (int i = 0; i < 10; i++) {
            held += values.hold(record(i, 100, PUTTER)) ? 1 : 0;
        }
        assertThat(held).isEqualTo(3);
        assertThat(values.hold(record(50, 100, Sim.idOf("another")))).isTrue();
        assertThat(values.hold(record(0, 100, PUTTER))).as("its own, anew").isTrue();
        values.expire(DAYS.toNanos() + 1);
        assertThat(values.bytes()).isZero();
        assertThat(values.hold(record(60, 100, PUTTER)))
                .as("after the others expired")
                .isTrue();
    }

    @Test
    void aKeyHasAThousandProvidersAndTwentyRandomOnesAreTold() {
        HeldProviders providers = new HeldProviders(SELF, KademliaLimits.DEFAULT, DAYS, new SplittableRandom(1));
        Key key = Key.of(new byte[] {5});
        for (int i = 0; i < 3000; i++) {
            assertThat(providers.add(key, Sim.idOf("p" + i), ADDRESS, 0)).isTrue();
        }
        assertThat(providers.size()).isEqualTo(1000);
        Map<PeerId, Integer> told = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            var some = providers.some(key, 20, null, 1);
            assertThat(some).hasSize(20).doesNotHaveDuplicates();
            some.forEach(one -> told.merge(one.peer(), 1, Integer::sum));
        }
        assertThat(told.size()).isGreaterThan(990);
    }

    @Test
    void aProviderThatComesAgainIsRenewedAndOneThatAsksIsNotTold() {
        HeldProviders providers = new HeldProviders(SELF, KademliaLimits.DEFAULT, DAYS, new SplittableRandom(1));
        Key key = Key.of(new byte[] {5});
        providers.add(key, PUTTER, ADDRESS, 0);
        providers.add(key, PUTTER, ADDRESS, DAYS.toNanos());
        assertThat(providers.size()).isEqualTo(1);
        providers.expire(DAYS.toNanos() + 5);
        assertThat(providers.some(key, 20, null, DAYS.toNanos() + 5)).hasSize(1);
        assertThat(providers.some(key, 20, PUTTER, DAYS.toNanos() + 5)).isEmpty();
    }

    @Test
    void providersHaveABoundForEachPeerAndForAll() {
        HeldProviders providers = new HeldProviders(SELF, limits(1, 1, 1000, 50, 10), DAYS, new SplittableRandom(1));
        int mine = 0;
        for (int i = 0; i < 100; i++) {
            mine += providers.add(Key.of(new byte[] {(byte) i}), PUTTER, ADDRESS, 0) ? 1 : 0;
        }
        assertThat(mine).isEqualTo(10);
        for (int i = 0; i < 1000; i++) {
            providers.add(Key.of(new byte[] {(byte) i, (byte) (i >> 8), 1}), Sim.idOf("p" + i), ADDRESS, 0);
            assertThat(providers.size()).isLessThanOrEqualTo(50);
        }
        assertThat(providers.keys()).isEqualTo(50);
    }

    @Test
    void offendersAreForgottenBeyondAThousandAndInTime() {
        Conduct conduct = new Conduct();
        PeerId first = Sim.idOf("first");
        assertThat(conduct.fault(first, Fault.MALFORMED, 0)).isFalse();
        assertThat(conduct.fault(first, Fault.MALFORMED, 0)).isTrue();
        assertThat(conduct.isBanned(first, Duration.ofMinutes(9).toNanos())).isTrue();
        assertThat(conduct.isBanned(first, Duration.ofMinutes(10).toNanos())).isFalse();
        for (int i = 0; i < 1000; i++) {
            conduct.fault(Sim.idOf("p" + i), Fault.MALFORMED, 1);
        }
        assertThat(conduct.trouble(first)).isNull();
        assertThat(conduct.trouble(Sim.idOf("p0"))).isEqualTo("sent what is no message");
        assertThat(conduct.faults()).isEqualTo(1002);
    }

    @Test
    void aFaultNowAndThenIsNoReasonForABan() {
        Conduct conduct = new Conduct();
        for (int hour = 0; hour < 100; hour++) {
            assertThat(conduct.fault(
                            PUTTER, Fault.MALFORMED, Duration.ofHours(hour).toNanos()))
                    .isFalse();
        }
    }

    @Test
    void whoAsksTooFastWaitsLongerAndLonger() {
        Pace pace = new Pace(10);
        for (int i = 0; i < 20; i++) {
            assertThat(pace.next(PUTTER, 0)).isZero();
        }
        assertThat(pace.next(PUTTER, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(pace.next(PUTTER, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(pace.next(Sim.idOf("another"), 0)).isZero();
        assertThat(pace.next(PUTTER, Duration.ofSeconds(60).toNanos())).isZero();
    }

    @Test
    void patienceGrowsAndShrinksWithWhatIsMeasuredAndHasBounds() {
        Patience patience = new Patience();
        assertThat(patience.hedge()).isEqualTo(Duration.ofMillis(500));
        for (int i = 0; i < 100; i++) {
            patience.took(1_000_000);
        }
        assertThat(patience.hedge()).isEqualTo(Duration.ofMillis(50));
        assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            patience.took(10_000_000_000L);
        }
        assertThat(patience.hedge()).isEqualTo(Duration.ofSeconds(2));
        assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aDamagedSweepStateIsNothingAndAGoodOneIsWhatWasWritten() {
        Map<Key, Long> told = Map.of(SELF, 17L, Key.of(new byte[] {2}), 1_790_000_000_000L);
        byte[] state = SweepState.encode(told);
        assertThat(SweepState.decode(state)).isEqualTo(told);
        state[0] = 0x7f;
        assertThat(SweepState.decode(state)).isEmpty();
        assertThat(SweepState.decode(new byte[] {10, 2, 10})).isEmpty();
    }
}
