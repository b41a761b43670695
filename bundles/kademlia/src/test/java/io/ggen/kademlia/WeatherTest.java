package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small networks under the weather that {@link KademliaSimulation} tries at full size. */
class WeatherTest {
    private static final int GETS = 20;

    private static KademliaSimulation simulation(long seed) {
        return new KademliaSimulation(60, GETS, seed);
    }

    private static void assertAllFound(Trial trial, String what) {
        assertThat(trial.firstFound).as(trial.row(what)).isEqualTo(GETS);
        assertThat(trial.headsRight).as(trial.row(what)).isEqualTo(GETS);
        assertThat(trial.forged).as(trial.row(what)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void lostPacketsLoseNothing(long seed) {
        Trial trial = simulation(seed).loss(0.05);
        assertAllFound(trial, "loss");
        assertThat(Trial.percentile(trial.hops, 0.5)).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void liarsDoNotHideTheHighestHead(long seed) {
        assertAllFound(simulation(seed).hostile(20, true), "lie");
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void nothingForgedIsFoundAmongFortyPercentOfLiars(long seed) {
        Trial trial = simulation(seed).hostile(40, true);
        assertThat(trial.forged).isZero();
        assertThat(trial.headsRight).as(trial.row("lie")).isGreaterThan(GETS * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void fortyIdsMadeForOneKeyDoNotHideIt(long seed) {
        Trial trial = simulation(seed).mined(40);
        assertThat(trial.headsRight).as(trial.row("mined")).isEqualTo(GETS);
        assertThat(trial.forged).as(trial.row("mined")).isZero();
        // two thirds of this network are theirs; who asks along one path can meet nobody else
        assertThat(trial.firstFound).as(trial.row("mined")).isGreaterThanOrEqualTo(GETS * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void fortyIdsInFourNetworksDoNotHideIt(long seed) {
        assertAllFound(simulation(seed).mined(4), "mined");
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
