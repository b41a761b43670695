package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.VirtualTime;
import io.ggen.p2p.memory.kit.TestSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SyncScheduleTest {
    private static final Cursor NOWHERE = new Cursor(List.of(), List.of());
    private static final Cursor MORE = new Cursor(List.of(Span.of(0, 50)), List.of());

    private record Session(PeerId peer, Optional<Cursor> cursor, CompletableFuture<Outcome> result) {}

    private final VirtualTime time = new VirtualTime();
    private final List<Session> sessions = new ArrayList<>();
    private final SyncSchedule schedule =
            new SyncSchedule(time, new SplittableRandom(1), SyncTimes.DEFAULT, SyncLimits.DEFAULT, (peer, cursor) -> {
                CompletableFuture<Outcome> result = new CompletableFuture<>();
                sessions.add(new Session(peer, cursor, result));
                return result;
            });

    private static PeerId peer(int number) {
        return PeerId.of(TestSigner.of(number).publicKey());
    }

    private void seconds(long seconds) {
        time.runFor(Duration.ofSeconds(seconds));
    }

    private static Outcome outcome(int records, Cursor rest) {
        return new Outcome(new Tally(records, records, 0, records, true), 1, 100, records, 0, rest);
    }

    private Session last() {
        return sessions.get(sessions.size() - 1);
    }

    @Test
    void theFirstSessionWithAPeerIsAboutEverythingUntilItSucceedsAndLaterOnesAreNot() {
        schedule.start();
        schedule.speaks(peer(1));
        seconds(3);
        assertThat(last().cursor).hasValue(Cursor.EVERYTHING);
        last().result.completeExceptionally(new IllegalStateException("gone"));
        seconds(600);
        assertThat(sessions).hasSizeGreaterThan(1);
        assertThat(last().cursor).hasValue(Cursor.EVERYTHING);
        last().result.complete(outcome(0, NOWHERE));
        int before = sessions.size();
        seconds(900);
        assertThat(sessions).hasSizeGreaterThan(before);
        assertThat(last().cursor).isEmpty();
    }

    @Test
    void aPeerThatComesIsReconciledWithSoonAndThenAboutEveryFiveMinutes() {
        schedule.start();
        schedule.speaks(peer(1));
        schedule.speaks(peer(1));
        seconds(3);
        assertThat(sessions).hasSize(1);
        last().result.complete(outcome(0, NOWHERE));
        assertThat(schedule.inSync()).isEqualTo(1);
        for (int hour = 0; hour < 12; hour++) {
            for (int i = 0; i < 3600; i++) {
                seconds(1);
                last().result.complete(outcome(0, NOWHERE));
            }
        }
        assertThat(sessions.size()).isBetween(120, 170);
    }

    @Test
    void whoComesFirstSparesTheOtherItsSession() {
        schedule.speaks(peer(1));
        schedule.served(peer(1), false, false);
        seconds(60);
        assertThat(sessions).isEmpty();
        assertThat(schedule.inSync()).isEqualTo(1);
    }

    @Test
    void whoHasWhatIsNotHereIsAskedBackButNotAgainAndAgain() {
        schedule.speaks(peer(1));
        schedule.served(peer(1), true, true);
        seconds(3);
        assertThat(sessions).hasSize(1);
        last().result.complete(outcome(3, NOWHERE));
        schedule.served(peer(1), true, true);
        seconds(50);
        assertThat(sessions).hasSize(1);
        seconds(20);
        schedule.served(peer(1), true, true);
        seconds(3);
        assertThat(sessions).hasSize(2);
    }

    @Test
    void whereThereIsMoreItGoesOnAtTheCursorUntilNothingComes() {
        schedule.speaks(peer(1));
        seconds(3);
        last().result.complete(outcome(5, MORE));
        assertThat(sessions).hasSize(2);
        assertThat(last().cursor).hasValue(MORE);
        last().result.complete(outcome(0, MORE));
        assertThat(sessions).hasSize(2);
        seconds(16);
        last().result.complete(outcome(0, MORE));
        seconds(16);
        assertThat(sessions).hasSize(4);
        assertThat(schedule.reached()).isEmpty();
        last().result.complete(outcome(0, MORE));
        seconds(100);
        assertThat(sessions).hasSize(4);
        assertThat(schedule.reached()).hasValue(50L);
        assertThat(schedule.inSync()).isZero();
    }

    @Test
    void aSessionThatFailedIsTriedAgainThreeTimes() {
        schedule.speaks(peer(1));
        for (int i = 0; i < 10; i++) {
            seconds(16);
            last().result.completeExceptionally(new IllegalStateException("no"));
        }
        assertThat(sessions).hasSize(4);
    }

    @Test
    void threeSessionsRunAtOnceAndOthersWaitTheirTurn() {
        for (int i = 0; i < 10; i++) {
            schedule.speaks(peer(i));
        }
        seconds(5);
        assertThat(sessions).hasSize(SyncLimits.DEFAULT.sessions());
        sessions.get(0).result.complete(outcome(1, MORE));
        assertThat(sessions).hasSize(4);
        assertThat(last().peer).isNotEqualTo(sessions.get(0).peer);
    }

    @Test
    void whoHasGoneIsForgotten() {
        schedule.speaks(peer(1));
        schedule.gone(peer(1));
        seconds(10);
        assertThat(sessions).isEmpty();
        schedule.speaks(peer(2));
        seconds(3);
        schedule.gone(peer(2));
        last().result.complete(outcome(1, MORE));
        assertThat(sessions).hasSize(1);
        assertThat(schedule.peers()).isZero();
    }

    @Test
    void nothingBeginsBehindTheEnd() {
        schedule.start();
        schedule.speaks(peer(1));
        schedule.stop();
        seconds(1000);
        assertThat(sessions).isEmpty();
    }
}
