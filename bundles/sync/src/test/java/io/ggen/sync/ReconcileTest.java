package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of Negentropy against each other. */
class ReconcileTest {
    private static final int FRAME = 64 << 10;
    private static final int SMALL_FRAME = 4096;
    private static final int EVER = 100_000;

    private static Set<RecordId> ids(List<SyncItem> items) {
        Set<RecordId> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyDifferenceIsFoundWhateverTheSets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20; round++) {
            long seconds = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(1_000_000);
            List<SyncItem> both = Items.some(random, random.nextInt(random.nextBoolean() ? 40 : 4000), seconds);
            List<SyncItem> onlyHere = Items.some(random, random.nextInt(random.nextBoolean() ? 3 : 2000), seconds);
            List<SyncItem> onlyThere = Items.some(random, random.nextInt(random.nextBoolean() ? 3 : 2000), seconds);
            List<SyncItem> here = new ArrayList<>(both);
            here.addAll(onlyHere);
            List<SyncItem> there = new ArrayList<>(both);
            there.addAll(onlyThere);
            int frame = random.nextBoolean() ? FRAME : SMALL_FRAME;
            Talk talk = new Talk(new ArraySet(here), new ArraySet(there), frame).run(EVER);
            String what = "seed " + seed + " round " + round;
            assertThat(new HashSet<>(talk.need).equals(ids(onlyThere))).as(what).isTrue();
            assertThat(talk.need).as(what).hasSize(onlyThere.size());
            assertThat(talk.initiator.have()).as(what).isEqualTo(onlyHere.size());
            assertThat(talk.largest).as(what).isLessThanOrEqualTo(frame);
            assertThat(talk.responder.differs()).as(what).isEqualTo(!onlyHere.isEmpty() || !onlyThere.isEmpty());
            if (!onlyHere.isEmpty() && frame == FRAME) {
                assertThat(talk.responder.mayLack()).as(what).isTrue();
            }
        }
    }

    @Test
    void equalSetsTakeOneSmallRoundTrip() {
        ArraySet set = new ArraySet(Items.some(new SplittableRandom(1), 100_000, 30_000_000));
        Talk talk = new Talk(set, set, FRAME).run(EVER);
        assertThat(talk.rounds).isEqualTo(1);
        assertThat(talk.bytes).isLessThan(500);
        assertThat(talk.responder.differs()).isFalse();
        assertThat(talk.responder.mayLack()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestThousandOfAHundredThousandTakeAtMostFiveRoundTripsAnd64KiB(boolean missingHere) {
        List<SyncItem> all = new ArrayList<>(Items.some(new SplittableRandom(2), 100_000, 30_000_000));
        Collections.sort(all);
        ArraySet whole = new ArraySet(all);
        ArraySet part = new ArraySet(all.subList(0, 99_000));
        Talk talk = missingHere ? new Talk(part, whole, FRAME) : new Talk(whole, part, FRAME);
        talk.run(EVER);
        assertThat(talk.need.size() + talk.initiator.have()).isEqualTo(1000);
        assertThat(talk.rounds).isLessThanOrEqualTo(5);
        assertThat(talk.bytes).isLessThan(64 << 10);
    }

    @Test
    void anEmptyHostHearsOfTheNewestFirst() {
        List<SyncItem> all = new ArrayList<>(Items.some(new SplittableRandom(3), 100_000, 30_000_000));
        Collections.sort(all);
        Talk talk = new Talk(new ArraySet(List.of()), new ArraySet(all), FRAME).run(EVER);
        assertThat(talk.need).hasSize(100_000);
        Set<RecordId> newest = ids(all.subList(98_000, 100_000));
        assertThat(new HashSet<>(talk.need.subList(0, 4000)).containsAll(newest))
                .isTrue();
        Set<RecordId> oldest = ids(all.subList(0, 50_000));
        assertThat(Collections.disjoint(talk.need.subList(0, 40_000), oldest)).isTrue();
    }

    @Test
    void whatIsOpenIsAllThereIsToKnowForGoingOnLater() {
        List<SyncItem> all = Items.some(new SplittableRandom(4), 20_000, 1_000_000);
        ArraySet there = new ArraySet(all);
        Set<RecordId> got = new HashSet<>();
        List<Span> open = List.of(Span.of(0, Items.NOW + 1));
        int sessions = 0;
        while (!open.isEmpty()) {
            List<SyncItem> here =
                    all.stream().filter(item -> got.contains(item.id())).toList();
            Talk talk = new Talk(new ArraySet(here), there, FRAME, open).run(4);
            got.addAll(talk.need);
            open = talk.initiator.open();
            assertThat(++sessions).isLessThan(20);
        }
        assertThat(got).isEqualTo(ids(all));
    }

    @Test
    void nothingOutsideOfTheWindowIsAskedFor() {
        SplittableRandom random = new SplittableRandom(5);
        List<SyncItem> all = Items.some(random, 5000, 100_000);
        long from = Items.NOW - 60_000;
        long to = Items.NOW - 20_000;
        Talk talk = new Talk(new ArraySet(List.of()), new ArraySet(all), SMALL_FRAME, List.of(Span.of(from, to)));
        talk.run(EVER);
        Set<RecordId> within = ids(all.stream()
                .filter(item -> item.seconds() >= from && item.seconds() < to)
                .toList());
        assertThat(new HashSet<>(talk.need).equals(within)).isTrue();
    }

    @Test
    void aChangeOfTheOthersSetOnTheWayLeadsToNoHarm() {
        Random random = new Random(6);
        for (int round = 0; round < 50; round++) {
            SplittableRandom chance = new SplittableRandom(random.nextLong());
            List<SyncItem> all = Items.some(chance, 3000, 10_000);
            Initiator initiator =
                    new Initiator(new ArraySet(all.subList(0, 1500)), List.of(Span.of(0, Items.NOW)), SMALL_FRAME);
            int rounds = 0;
            for (var question = initiator.next(); question.isPresent() && rounds < 1000; question = initiator.next()) {
                int from = chance.nextInt(all.size());
                Responder changed = new Responder(new ArraySet(all.subList(from, all.size())), SMALL_FRAME);
                assertThat(ids(all)).containsAll(initiator.answer(changed.answer(question.get())));
                rounds++;
            }
            assertThat(rounds).isLessThan(1000);
        }
    }
}
