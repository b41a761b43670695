package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.gossipsub.Simulation.Outcome;
import io.ggen.p2p.memory.Link;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gossip among some hundred hosts; {@link GossipSimulation} has thousands. */
class SimulationTest {
    private static final long SEED = 20261122;
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    @ParameterizedTest
    @ValueSource(longs = {SEED, 1, 2})
    void everybodyHearsEverythingWithinHalfASecond(long seed) {
        Simulation simulation = new Simulation(200, 0, false, seed);
        simulation.connect(10, Duration.ofSeconds(5));
        simulation.publish(20, HALF_A_SECOND);
        simulation.run(Duration.ofSeconds(5));
        Outcome outcome = simulation.outcome(0);
        assertThat(outcome.reached()).as("seed " + seed).isEqualTo(100);
        assertThat(outcome.allWorst()).isLessThan(500);
        long copies = 0;
        for (GossipCounts counts : simulation.counts()) {
            assertThat(counts.complaints()).isZero();
            copies += counts.duplicates();
        }
        assertThat(copies / (200.0 * 20)).isLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(longs = {SEED, 1, 2})
    void lossDelaysButLosesNothing(long seed) {
        Simulation simulation = new Simulation(200, 0, false, seed);
        simulation.network.links(
                Link.of(Duration.ofMillis(50)).withJitter(Duration.ofMillis(10)).withLoss(0.1));
        simulation.connect(10, Duration.ofSeconds(5));
        simulation.publish(10, HALF_A_SECOND);
        simulation.run(Duration.ofSeconds(10));
        assertThat(simulation.outcome(0).reached()).as("seed " + seed).isEqualTo(100);
        assertThat(simulation.outcome(0).allWorst()).isLessThan(1500);
    }

    @Test
    void realSignaturesGoAllTheWay() {
        Simulation simulation = new Simulation(20, 0, true, SEED);
        simulation.connect(4, Duration.ofSeconds(3));
        simulation.publish(5, HALF_A_SECOND);
        simulation.run(Duration.ofSeconds(5));
        assertThat(simulation.outcome(0).reached()).as("seed " + SEED).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {SEED, 1, 2})
    void fourSybilsForEveryHonestHostDoNotSilenceAnybody(long seed) {
        Simulation simulation = new Simulation(50, 200, false, seed);
        simulation.connect(20, Duration.ofSeconds(5));
        simulation.publish(20, HALF_A_SECOND);
        simulation.run(Duration.ofSeconds(12));
        Outcome outcome = simulation.outcome(0);
        assertThat(outcome.reached()).as("seed " + seed).isGreaterThanOrEqualTo(99);
        assertThat(outcome.allWorst()).isLessThan(12_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {SEED, 1, 2})
    void whatWasSaidWhileApartStaysApartAndWhatIsSaidLaterReachesAll(long seed) {
        Simulation simulation = new Simulation(100, 0, false, seed);
        simulation.connect(8, Duration.ofSeconds(5));
        simulation.network.partition(simulation.hosts.subList(0, 50), simulation.hosts.subList(50, 100));
        simulation.run(Duration.ofSeconds(30));
        int apart = simulation.publishBy(0);
        simulation.run(Duration.ofSeconds(30));
        assertThat(simulation.have(apart, 0, 50)).isEqualTo(50);
        assertThat(simulation.have(apart, 50, 100)).isZero();
        simulation.network.heal();
        simulation.dialAll();
        simulation.run(Duration.ofSeconds(10));
        int first = simulation.published();
        simulation.publish(5, HALF_A_SECOND);
        simulation.run(Duration.ofSeconds(5));
        assertThat(simulation.outcome(first).reached()).as("seed " + seed).isEqualTo(100);
    }
}
