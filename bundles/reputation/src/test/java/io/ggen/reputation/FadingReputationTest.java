package io.ggen.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.memory.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FadingReputationTest {
    private static final PeerId PEER = KeptBookTest.peer(1);

    private final VirtualTime time = new VirtualTime();
    private KeptBook book;
    private FadingReputation policy;

    @BeforeEach
    void open(@TempDir Path folder) {
        book = new KeptBook(folder.resolve("reputation.json"), time.clock(), time, warning -> {});
        policy = new FadingReputation(book, time.clock());
    }

    private void note(Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            policy.record(PEER, outcome);
        }
    }

    @Test
    void aStrangerIsInTheMiddle() {
        assertThat(policy.score(PEER)).isEqualTo(0.5);
        assertThat(policy.explain(PEER)).isEqualTo("nothing is known of it");
    }

    @Test
    void successesRaiseAndFailuresLowerIt() {
        note(Outcome.SERVED, 8);
        assertThat(policy.score(PEER)).isEqualTo(0.9);
        note(Outcome.FAILED, 8);
        assertThat(policy.score(PEER)).isEqualTo(0.5);
        assertThat(policy.explain(PEER))
                .isEqualTo("served 8, failed 8, forged 0 times; what is a week old counts half");
    }

    @Test
    void whatIsOldCountsLess() {
        note(Outcome.FAILED, 8);
        time.runFor(Duration.ofDays(7));
        assertThat(policy.score(PEER)).isCloseTo(1 / 6.0, within(1e-9));
        time.runFor(Duration.ofDays(365));
        assertThat(policy.score(PEER)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whoForgedIsBannedForADayAndPoorAfterwards() {
        note(Outcome.SERVED, 8);
        note(Outcome.FORGED, 1);
        assertThat(policy.score(PEER)).isZero();
        assertThat(policy.explain(PEER)).isEqualTo("banned until 2026-11-23T00:00:00Z, because it sent wrong bytes");
        time.runFor(Duration.ofHours(24).minusMillis(1));
        assertThat(policy.score(PEER)).isZero();
        time.runFor(Duration.ofMillis(1));
        assertThat(policy.score(PEER)).isBetween(0.4, 0.5);
    }

    @Test
    void scoresStayWithinZeroAndOne() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            policy.record(PEER, Outcome.values()[random.nextInt(3)]);
            time.runFor(Duration.ofHours(random.nextInt(40)));
            assertThat(policy.score(PEER)).as("seed %d", seed).isBetween(0.0, 1.0);
        }
    }
}
