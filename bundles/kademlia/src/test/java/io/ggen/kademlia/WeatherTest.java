package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Small networks under the weather that {@link KademliaSimulation} tries at full size. */
class WeatherTest {
    private static final int GETS = 20;

    private final KademliaSimulation simulation = new KademliaSimulation(60, GETS, 20261122);

    private static void assertAllFound(Trial trial, String what) {
        assertThat(trial.firstFound).as(trial.row(what)).isEqualTo(GETS);
        assertThat(trial.headsRight).as(trial.row(what)).isEqualTo(GETS);
        assertThat(trial.forged).as(trial.row(what)).isZero();
    }

    @Test
    void lostPacketsLoseNothing() {
        Trial trial = simulation.loss(0.05);
        assertAllFound(trial, "loss");
        assertThat(Trial.percentile(trial.hops, 0.5)).isLessThanOrEqualTo(4);
    }

    @Test
    void liarsDoNotHideTheHighestHead() {
        assertAllFound(simulation.hostile(20, true), "lie");
    }

    @Test
    void nothingForgedIsFoundAmongFortyPercentOfLiars() {
        Trial trial = simulation.hostile(40, true);
        assertThat(trial.forged).isZero();
        assertThat(trial.headsRight).as(trial.row("lie")).isGreaterThan(GETS * 9 / 10);
    }

    @Test
    void fortyIdsMadeForOneKeyDoNotHideIt() {
        assertAllFound(simulation.mined(40), "mined");
    }

    @Test
    void fortyIdsInFourNetworksDoNotHideIt() {
        assertAllFound(simulation.mined(4), "mined");
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        Sim one = new Sim(3);
        one.grow(30);
        Sim other = new Sim(3);
        other.grow(30);
        assertThat(one.network.digest()).isEqualTo(other.network.digest());
        other.grow(1);
        assertThat(one.network.digest()).isNotEqualTo(other.network.digest());
    }
}
