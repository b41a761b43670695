package io.ggen.record.store;

import static io.ggen.records.store.Taken.Outcome.KNOWN;
import static io.ggen.records.store.Taken.Outcome.NEW;
import static io.ggen.records.store.Taken.Outcome.OVER_QUOTA;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.records.Fork;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore.Counts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bound, and what is beyond it. */
final class BoundsTest {
    private static final Author ALICE = new Author(1);
    private static final Author BOB = new Author(2);
    private static final PackageName PARSER = new PackageName("parser");

    @TempDir
    Path folder;

    private Bench bench;

    /** One that never makes a file, until a test has its own. */
    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Bounds of which only a few count in a test. */
    private void open(int records, long bytes, int strangers, int publisher) {
        bench = new Bench(
                folder.resolve("catalog"),
                new Limits(records, bytes, strangers, publisher, 100_000, 1, 100_000, 1, 100, 1_000, 1_000));
    }

    private void openWithPace(
            int peerBurst, int peerPerSecond, int publisherBurst, int publisherPerSecond, int buckets) {
        bench = new Bench(
                folder.resolve("catalog"),
                new Limits(
                        10_000,
                        64 << 20,
                        50,
                        5_000,
                        peerBurst,
                        peerPerSecond,
                        publisherBurst,
                        publisherPerSecond,
                        buckets,
                        1_000,
                        1_000));
    }

    @Test
    void spamOfOneKeyLeavesTheHonestPartAlone() {
        open(200, 64 << 20, 50, 1_000);
        List<Signed<ReleaseRecord>> honest = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            honest.add(BOB.release("parser", "1." + i + ".0"));
            assertThat(bench.take(honest.get(i))).isEqualTo(NEW);
        }
        for (int i = 0; i < 300; i++) {
            bench.take(ALICE.release("spam", "1." + i + ".0", "", Author.NOW.plusMillis(i * 1000)));
        }
        assertThat(bench.store.releases(BOB.id(), PARSER)).hasSize(20);
        assertThat(bench.store.counts().releases()).isEqualTo(100);
        assertThat(bench.store.counts().evicted()).isPositive();
    }

    @Test
    void spamOfAThousandNewKeysLeavesTheHonestPartAlone() {
        open(2_400, 64 << 20, 50, 1_000);
        bench.favoured.add(ALICE.id());
        List<Signed<ReleaseRecord>> honest = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            honest.add(ALICE.release("lexer", "1." + i + ".0"));
        }
        honest.add(BOB.release("parser", "1.0.0"));
        honest.forEach(bench::take);
        for (int key = 0; key < 1_000; key++) {
            Author spammer = new Author(1_000 + key);
            bench.take(spammer.release("spam-" + key, "1.0.0"));
            bench.take(spammer.release("spam-" + key, "2.0.0"));
        }
        for (Signed<?> each : honest) {
            assertThat(bench.take(each)).isEqualTo(KNOWN);
        }
        assertThat(bench.store.counts().releases()).isEqualTo(1_200 + 30);
    }

    @Test
    void ofThoseWithEquallyManyTheLastToComeGoes() {
        open(20, 64 << 20, 50, 1_000);
        for (int key = 0; key < 10; key++) {
            assertThat(bench.take(new Author(10 + key).release("parser", "1.0.0")))
                    .isEqualTo(NEW);
        }
        Signed<ReleaseRecord> late = new Author(99).release("parser", "1.0.0");
        assertThat(bench.take(late)).isEqualTo(OVER_QUOTA);
        assertThat(bench.store.isSeen(late.id())).isTrue();
        assertThat(bench.store.envelope(late.id())).isEmpty();
        assertThat(bench.store.counts().overQuota()).isEqualTo(1);
        bench.now = bench.now.plus(Limits.SEEN).plusSeconds(1);
        assertThat(bench.store.isSeen(late.id())).isFalse();
    }

    @Test
    void ofOnePublisherTheOldestGoesFirst() {
        open(20, 64 << 20, 50, 1_000);
        Signed<ReleaseRecord> oldest = ALICE.release("parser", "9.0.0", "", Author.NOW.minusSeconds(1_000));
        for (int i = 0; i < 5; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0", "", Author.NOW.minusSeconds(500 - i)));
        }
        bench.take(oldest);
        for (int i = 5; i < 10; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0", "", Author.NOW.minusSeconds(500 - i)));
        }
        assertThat(bench.store.envelope(oldest.id())).isEmpty();
        assertThat(bench.store.isSeen(oldest.id())).isTrue();
        assertThat(bench.take(ALICE.release("parser", "0.1.0", "", Author.NOW.minusSeconds(2_000))))
                .isEqualTo(OVER_QUOTA);
    }

    @Test
    void headsProofsAndTheEndOfAKeyOutlastPlainReleases() {
        open(20, 64 << 20, 50, 1_000);
        Signed<ReleaseRecord> one = ALICE.release("parser", "1.0.0", "one", Author.NOW.minusSeconds(9_000));
        Signed<ReleaseRecord> two = ALICE.release("parser", "1.0.0", "two", Author.NOW.minusSeconds(9_000));
        bench.take(one);
        bench.take(two);
        bench.take(ALICE.head("parser", 1));
        for (int i = 0; i < 30; i++) {
            bench.take(ALICE.release("parser", "2." + i + ".0", "", Author.NOW.minusSeconds(100 - i)));
        }
        bench.take(ALICE.revocation("lost"));
        assertThat(bench.store.forks(ALICE.id(), PARSER))
                .containsExactly(Fork.between(one, two).orElseThrow());
        assertThat(bench.store.head(ALICE.id(), PARSER)).isPresent();
        assertThat(bench.store.revocation(ALICE.id())).isPresent();
        assertThat(bench.store.counts().releases()).isEqualTo(8);
    }

    @Test
    void bytesAreBoundedToo() {
        Signed<ReleaseRecord> first = ALICE.release("parser", "1.0.0", "x".repeat(500));
        open(10_000, 20L * first.toBytes().length, 50, 1_000);
        for (int i = 0; i < 30; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0", "x".repeat(500)));
        }
        Counts counts = bench.store.counts();
        assertThat(counts.bytes()).isLessThanOrEqualTo(10L * first.toBytes().length);
        assertThat(counts.releases()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aStrangerHasABoundOfItsOwnAndAFavouredPublisherHasNot() {
        open(1_000, 64 << 20, 50, 10);
        bench.favoured.add(BOB.id());
        for (int i = 0; i < 20; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0"));
            bench.take(BOB.release("parser", "1." + i + ".0"));
        }
        assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(10);
        assertThat(bench.store.releases(BOB.id(), PARSER)).hasSize(20);
    }

    @Test
    void favouredPublishersAreBoundedAmongThemselves() {
        open(40, 64 << 20, 25, 1_000);
        bench.favoured.add(ALICE.id());
        bench.favoured.add(BOB.id());
        bench.take(BOB.release("parser", "1.0.0"));
        for (int i = 0; i < 50; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0"));
        }
        assertThat(bench.store.counts().releases()).isEqualTo(30);
        assertThat(bench.store.releases(BOB.id(), PARSER)).hasSize(1);
    }

    @Test
    void whoIsFavouredLaterMovesToTheOtherPool() {
        open(40, 64 << 20, 25, 1_000);
        for (int i = 0; i < 10; i++) {
            bench.take(ALICE.release("parser", "1." + i + ".0"));
        }
        bench.favoured.add(ALICE.id());
        for (int i = 0; i < 10; i++) {
            assertThat(bench.take(BOB.release("parser", "1." + i + ".0"))).isEqualTo(NEW);
        }
        assertThat(bench.take(BOB.release("parser", "1.10.0", "", Author.NOW.plusSeconds(10))))
                .isEqualTo(NEW);
        assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(10);
        assertThat(bench.store.releases(BOB.id(), PARSER)).hasSize(10);
    }

    @Test
    void nothingHoldsUpWhatThisHostItselfTakesAndItsPublisherIsFavouredFromThenOn() {
        bench = new Bench(folder.resolve("catalog"), new Limits(40, 64 << 20, 25, 2, 1, 1, 1, 1, 100, 1_000, 1_000));
        for (int i = 0; i < 20; i++) {
            assertThat(bench.take(ALICE.release("parser", "1." + i + ".0"), Origin.HERE))
                    .isEqualTo(NEW);
        }
        bench.close();
        bench = new Bench(folder.resolve("catalog"), new Limits(40, 64 << 20, 25, 2, 100, 1, 1, 1, 100, 1_000, 1_000));
        for (int i = 20; i < 25; i++) {
            assertThat(bench.take(ALICE.release("parser", "1." + i + ".0"))).isEqualTo(NEW);
        }
        assertThat(bench.store.releases(ALICE.id(), PARSER)).hasSize(25);
    }

    @Test
    void aKnownRecordOfThisHostMakesItsPublisherFavouredToo() {
        open(40, 64 << 20, 25, 5);
        bench.take(ALICE.release("parser", "1.0.0"));
        assertThat(bench.take(ALICE.release("parser", "1.0.0"), Origin.HERE)).isEqualTo(KNOWN);
        for (int i = 1; i < 10; i++) {
            assertThat(bench.take(ALICE.release("parser", "1." + i + ".0"))).isEqualTo(NEW);
        }
    }

    @Test
    void aPeerThatIsTooFastIsHeldUpAndOthersAreNot() {
        openWithPace(3, 2, 100, 1, 100);
        for (int i = 0; i < 3; i++) {
            assertThat(bench.take(ALICE.release("parser", "1." + i + ".0"))).isEqualTo(NEW);
        }
        Signed<ReleaseRecord> next = ALICE.release("parser", "1.3.0");
        assertThat(bench.take(next)).isEqualTo(OVER_QUOTA);
        assertThat(bench.store.isSeen(next.id())).isTrue();
        assertThat(bench.take(ALICE.release("parser", "1.0.0"))).isEqualTo(KNOWN);
        assertThat(bench.take(BOB.release("parser", "1.0.0"), Origin.peer("other")))
                .isEqualTo(NEW);
        bench.now = bench.now.plus(Limits.SEEN_IN_HASTE).plusSeconds(1);
        assertThat(bench.store.isSeen(next.id())).isFalse();
        bench.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(bench.take(next)).isEqualTo(NEW);
        assertThat(bench.take(ALICE.release("parser", "1.4.0"))).isEqualTo(NEW);
        assertThat(bench.take(ALICE.release("parser", "1.5.0"))).isEqualTo(OVER_QUOTA);
    }

    @Test
    void aPublisherThatIsTooFastIsHeldUpWhoeverBringsIt() {
        openWithPace(1_000, 1, 3, 1, 100);
        bench.favoured.add(BOB.id());
        for (int i = 0; i < 6; i++) {
            assertThat(bench.take(ALICE.release("parser", "1." + i + ".0"), Origin.peer("peer " + i)))
                    .isEqualTo(i < 3 ? NEW : OVER_QUOTA);
            assertThat(bench.take(BOB.release("parser", "1." + i + ".0"), Origin.peer("peer " + i)))
                    .isEqualTo(NEW);
        }
        assertThat(bench.take(ALICE.revocation("lost"), Origin.peer("peer"))).isEqualTo(NEW);
    }

    @Test
    void newcomersShareABucketWhenAllAreInUse() {
        Buckets buckets = new Buckets(2, 1, 3);
        for (String each : List.of("a", "b", "c")) {
            assertThat(buckets.take(each, 0)).isTrue();
        }
        assertThat(buckets.take("d", 0)).isTrue();
        assertThat(buckets.take("e", 0)).isTrue();
        assertThat(buckets.take("f", 0)).isFalse();
        assertThat(buckets.take("a", 0)).isTrue();
        assertThat(buckets.size()).isEqualTo(3);
        assertThat(buckets.take("f", Duration.ofSeconds(5).toNanos())).isTrue();
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void onlySoManySeenIdsAreRemembered() {
        bench = new Bench(
                folder.resolve("catalog"), new Limits(1_000, 64 << 20, 50, 100, 1_000, 1, 1_000, 1, 100, 5, 1_000));
        List<Signed<?>> heads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            heads.add(ALICE.head("parser", i));
            bench.take(heads.get(i));
        }
        assertThat(heads).filteredOn(head -> bench.store.isSeen(head.id())).isEqualTo(heads.subList(4, 10));
    }

    @Test
    void whoMissedTooManyChangesIsToldEverything() {
        bench = new Bench(
                folder.resolve("catalog"), new Limits(1_000, 64 << 20, 50, 100, 1_000, 1, 1_000, 1, 100, 1_000, 5));
        bench.take(ALICE.release("parser", "1.0.0"));
        long cursor = bench.store.changesSince(0).cursor();
        for (int i = 0; i < 5; i++) {
            bench.take(ALICE.release("parser-" + i, "1.0.0"));
        }
        assertThat(bench.store.changesSince(cursor).everything()).isFalse();
        assertThat(bench.store.changesSince(cursor).names()).hasSize(5);
        bench.take(ALICE.release("parser-9", "1.0.0"));
        assertThat(bench.store.changesSince(cursor).everything()).isTrue();
        assertThat(bench.store.changesSince(cursor).names()).hasSize(7);
    }

    @Test
    void whatWasEvictedIsAChange() {
        open(20, 64 << 20, 50, 1_000);
        for (int i = 0; i < 10; i++) {
            bench.take(ALICE.release("parser-" + i, "1.0.0", "", Author.NOW.minusSeconds(100 - i)));
        }
        long cursor = bench.store.changesSince(0).cursor();
        bench.take(ALICE.release("lexer", "1.0.0"));
        assertThat(bench.store.changesSince(cursor).names())
                .containsExactlyInAnyOrder(new PackageName("parser-0"), new PackageName("lexer"));
        assertThat(bench.store.publishers(new PackageName("parser-0"))).isEmpty();
    }
}
