package io.ggen.record.store;

import static io.ggen.records.store.Taken.Outcome.FORK;
import static io.ggen.records.store.Taken.Outcome.IGNORED;
import static io.ggen.records.store.Taken.Outcome.KNOWN;
import static io.ggen.records.store.Taken.Outcome.NEW;
import static io.ggen.records.store.Taken.Outcome.OLDER;
import static io.ggen.records.store.Taken.Outcome.REJECTED;
import static io.ggen.records.store.Taken.Outcome.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, what goes and what is refused. */
final class RulesTest {
    private static final Author ALICE = new Author(1);
    private static final Author BOB = new Author(2);
    private static final PackageName PARSER = new PackageName("parser");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("catalog"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nothingIsMadeByQuestions() {
        assertThat(bench.store.releases(ALICE.id(), PARSER)).isEmpty();
        assertThat(bench.store.syncSet().size()).isZero();
        assertThat(bench.store.changesSince(0).everything()).isTrue();
        assertThat(bench.store.counts().bytes()).isZero();
        assertThat(bench.folder).doesNotExist();
    }

    @Test
    void aReleaseIsFoundEveryWay() {
        Signed<ReleaseRecord> release = ALICE.release("parser", "1.0.0");
        assertThat(bench.take(release)).isEqualTo(NEW);
        assertThat(bench.take(release)).isEqualTo(KNOWN);
        assertThat(bench.store.release(ALICE.id(), PARSER, Version.parse("1.0.0+build")))
                .contains(release);
        assertThat(bench.store.releases(ALICE.id(), PARSER)).containsExactly(release);
        assertThat(bench.store.publishers(PARSER)).containsExactly(ALICE.id());
        assertThat(bench.store.envelope(release.id()).orElseThrow()).isEqualTo(release.toBytes());
        assertThat(bench.store.withArchive(release.payload().archive().sha256()))
                .contains(release);
        assertThat(bench.store.byPublisher(ALICE.id(), Optional.empty(), 10)).containsExactly(release.id());
        assertThat(bench.store.isSeen(release.id())).isTrue();
        assertThat(bench.store.releases(BOB.id(), PARSER)).isEmpty();
        assertThat(bench.store.releases(PublisherId.LOCAL, PARSER)).isEmpty();
        assertThat(bench.heard).hasSize(1);
    }

    @Test
    void releasesComeNewestFirst() {
        for (String version : List.of("1.10.0", "1.9.0", "2.0.0-rc.1", "0.1.0")) {
            bench.take(ALICE.release("parser", version));
        }
        bench.take(ALICE.release("parser-tools", "9.0.0"));
        assertThat(bench.store.releases(ALICE.id(), PARSER))
                .extracting(release -> release.payload().version().toString())
                .containsExactly("2.0.0-rc.1", "1.10.0", "1.9.0", "0.1.0");
    }

    @Test
    void anotherPayloadOfAVersionIsAForkAndBothAreProof() {
        Signed<ReleaseRecord> one = ALICE.release("parser", "1.0.0", "one");
        Signed<ReleaseRecord> two = ALICE.release("parser", "1.0.0+other", "two");
        assertThat(bench.take(one)).isEqualTo(NEW);
        assertThat(bench.take(two)).isEqualTo(FORK);
        assertThat(bench.store.releases(ALICE.id(), PARSER)).isEmpty();
        Fork fork = Fork.between(one, two).orElseThrow();
        assertThat(bench.store.forks(ALICE.id(), PARSER)).containsExactly(fork);
        assertThat(bench.store
                        .release(ALICE.id(), PARSER, Version.parse("1.0.0"))
                        .orElseThrow())
                .isEqualTo(fork.first());
        assertThat(bench.store.counts().forks()).isEqualTo(1);
        assertThat(bench.store.syncSet().size()).isEqualTo(2);
    }

    @Test
    void ofManyForksTheTwoLowestIdsStayWhateverTheOrder() {
        List<Signed<ReleaseRecord>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(ALICE.release("parser", "1.0.0", "number " + i));
        }
        all.sort(Comparator.comparing(Signed::id));
        for (int i : new int[] {4, 2, 5, 0, 3, 1}) {
            bench.take(all.get(i));
        }
        assertThat(bench.store.forks(ALICE.id(), PARSER)).containsExactly(new Fork(all.get(0), all.get(1)));
        assertThat(bench.take(all.get(4))).isEqualTo(OLDER);
        assertThat(bench.store.isSeen(all.get(4).id())).isTrue();
        assertThat(bench.store.envelope(all.get(4).id())).isEmpty();
        assertThat(bench.store.counts().forks()).isEqualTo(1);
    }

    @Test
    void theHighestHeadStaysAndOlderOnesAreSeen() {
        Signed<HeadRecord> first = ALICE.head("parser", 1);
        Signed<HeadRecord> second = ALICE.head("parser", 2);
        assertThat(bench.take(first)).isEqualTo(NEW);
        assertThat(bench.take(second)).isEqualTo(NEW);
        assertThat(bench.take(first)).isEqualTo(OLDER);
        assertThat(bench.take(second)).isEqualTo(KNOWN);
        assertThat(bench.store.head(ALICE.id(), PARSER)).contains(second);
        assertThat(bench.store.envelope(first.id())).isEmpty();
        assertThat(bench.store.isSeen(first.id())).isTrue();
        assertThat(bench.store.syncSet().size()).isEqualTo(1);
        assertThat(bench.store.publishers(PARSER)).containsExactly(ALICE.id());
    }

    @Test
    void twoHeadsOfOneSeqAreProofUntilAHigherOne() {
        Signed<HeadRecord> one = ALICE.head("parser", 1, "one");
        Signed<HeadRecord> two = ALICE.head("parser", 1, "two");
        assertThat(bench.take(one)).isEqualTo(NEW);
        assertThat(bench.take(two)).isEqualTo(FORK);
        Fork fork = Fork.between(one, two).orElseThrow();
        assertThat(bench.store.forks(ALICE.id(), PARSER)).containsExactly(fork);
        assertThat(bench.store.head(ALICE.id(), PARSER).orElseThrow()).isEqualTo(fork.first());
        assertThat(bench.take(ALICE.head("parser", 2))).isEqualTo(NEW);
        assertThat(bench.store.forks(ALICE.id(), PARSER)).isEmpty();
        assertThat(bench.store.counts().forks()).isZero();
        assertThat(bench.store.syncSet().size()).isEqualTo(1);
    }

    @Test
    void aHeadThatNamesAnotherRecordOfAVersionThanAnOlderOneIsProofInEitherOrder() {
        Signed<HeadRecord> older = ALICE.head("parser", 1, ALICE.release("parser", "1.0.0", "one"));
        Signed<HeadRecord> newer = ALICE.head("parser", 2, ALICE.release("parser", "1.0.0", "two"));
        Signed<HeadRecord> bobsOlder = BOB.head("parser", 1, BOB.release("parser", "1.0.0", "one"));
        Signed<HeadRecord> bobsNewer = BOB.head("parser", 2, BOB.release("parser", "1.0.0", "two"));
        assertThat(bench.take(older)).isEqualTo(NEW);
        assertThat(bench.take(newer)).isEqualTo(FORK);
        assertThat(bench.take(bobsNewer)).isEqualTo(NEW);
        assertThat(bench.take(bobsOlder)).isEqualTo(FORK);
        assertThat(bench.store.forks(ALICE.id(), PARSER))
                .containsExactly(Fork.between(older, newer).orElseThrow());
        assertThat(bench.store.forks(BOB.id(), PARSER))
                .containsExactly(Fork.between(bobsOlder, bobsNewer).orElseThrow());
        assertThat(bench.store.head(ALICE.id(), PARSER)).contains(newer);
        assertThat(bench.store.head(BOB.id(), PARSER)).contains(bobsNewer);
        assertThat(bench.store.counts().forks()).isEqualTo(2);
        assertThat(bench.store.syncSet().size()).isEqualTo(4);
    }

    @Test
    void theProofOfAnOlderHeadStaysAsLongAsTheHighestContradictsItAndIsNeverMoreThanOne() {
        Signed<ReleaseRecord> one = ALICE.release("parser", "1.0.0", "one");
        Signed<ReleaseRecord> two = ALICE.release("parser", "1.0.0", "two");
        Signed<HeadRecord> proof = ALICE.head("parser", 5, one);
        bench.take(proof);
        bench.take(ALICE.head("parser", 6, two));
        Signed<HeadRecord> highest = ALICE.head("parser", 9, two);
        assertThat(bench.take(highest)).isEqualTo(FORK);
        for (int i = 0; i < 5; i++) {
            assertThat(bench.take(ALICE.head("parser", i, one))).isEqualTo(OLDER);
            assertThat(bench.take(ALICE.head("parser", i, two))).isEqualTo(OLDER);
        }
        assertThat(bench.store.forks(ALICE.id(), PARSER))
                .containsExactly(Fork.between(proof, highest).orElseThrow());
        assertThat(bench.store.syncSet().size()).isEqualTo(2);
        Signed<HeadRecord> sameSeq = ALICE.head("parser", 9, "other");
        assertThat(bench.take(sameSeq)).isEqualTo(FORK);
        assertThat(bench.store.forks(ALICE.id(), PARSER))
                .containsExactly(Fork.between(highest, sameSeq).orElseThrow());
        assertThat(bench.take(ALICE.head("parser", 10, ALICE.release("parser", "2.0.0"))))
                .isEqualTo(NEW);
        assertThat(bench.store.forks(ALICE.id(), PARSER)).isEmpty();
        assertThat(bench.store.counts().forks()).isZero();
        assertThat(bench.store.syncSet().size()).isEqualTo(1);
    }

    @Test
    void anOlderHeadThatKnewFewerVersionsProvesNothing() {
        Signed<ReleaseRecord> release = ALICE.release("parser", "1.0.0");
        bench.take(ALICE.head("parser", 2, release));
        assertThat(bench.take(ALICE.head("parser", 1, release))).isEqualTo(OLDER);
        assertThat(bench.take(ALICE.head("parser", 1))).isEqualTo(OLDER);
        assertThat(bench.take(ALICE.head("parser", 1, ALICE.release("parser", "2.0.0"))))
                .isEqualTo(OLDER);
        assertThat(bench.store.forks(ALICE.id(), PARSER)).isEmpty();
    }

    @Test
    void afterARevocationNothingNewIsTakenAndTheRestStays() {
        Signed<ReleaseRecord> release = ALICE.release("parser", "1.0.0");
        Signed<RevocationRecord> end = ALICE.revocation("lost");
        bench.take(release);
        assertThat(bench.take(end)).isEqualTo(NEW);
        assertThat(bench.take(ALICE.revocation("sold"))).isEqualTo(REVOKED);
        assertThat(bench.take(ALICE.release("parser", "2.0.0"))).isEqualTo(REVOKED);
        assertThat(bench.take(ALICE.head("parser", 1))).isEqualTo(REVOKED);
        assertThat(bench.take(BOB.release("parser", "2.0.0"))).isEqualTo(NEW);
        assertThat(bench.store.revocation(ALICE.id())).contains(end);
        assertThat(bench.store.releases(ALICE.id(), PARSER)).containsExactly(release);
    }

    @Test
    void whatIsWrongIsRejectedAndWhatIsAheadIgnored() {
        byte[] bad = ALICE.release("parser", "1.0.0").toBytes();
        bad[bad.length - 1] ^= 1;
        Taken taken = bench.store.take(bad, Bench.PEER);
        assertThat(taken.outcome()).isEqualTo(REJECTED);
        assertThat(taken.refusal()).isNotNull();
        assertThat(bench.take(ALICE.release("parser", "1.0.0", "", Author.NOW.plusSeconds(301))))
                .isEqualTo(IGNORED);
        assertThat(bench.folder).doesNotExist();
        assertThat(bench.heard).isEmpty();
    }

    @Test
    void onlyChangedNamesAreTold() {
        bench.take(ALICE.release("parser", "1.0.0"));
        bench.take(ALICE.release("lexer", "1.0.0"));
        var all = bench.store.changesSince(0);
        assertThat(all.everything()).isTrue();
        assertThat(all.names()).containsExactlyInAnyOrder(PARSER, new PackageName("lexer"));
        assertThat(bench.store.changesSince(all.cursor()).names()).isEmpty();
        bench.take(BOB.head("parser", 1));
        bench.take(BOB.head("parser", 2));
        var some = bench.store.changesSince(all.cursor());
        assertThat(some.everything()).isFalse();
        assertThat(some.names()).containsExactly(PARSER);
        assertThat(bench.store.changesSince(some.cursor()).names()).isEmpty();
    }

    @Test
    void cursorsOutliveTheProcessAndThoseOfAnotherFileMeanEverything() throws Exception {
        bench.take(ALICE.release("parser", "1.0.0"));
        long cursor = bench.store.changesSince(0).cursor();
        bench.take(ALICE.release("lexer", "1.0.0"));
        bench.close();
        bench = new Bench(bench.folder, Bench.LIMITS);
        assertThat(bench.store.changesSince(cursor).names()).containsExactly(new PackageName("lexer"));
        bench.close();
        Files.delete(bench.folder.resolve(Vault.FILE));
        bench = new Bench(bench.folder, Bench.LIMITS, Kills.HABITS, 8);
        bench.take(ALICE.release("parser", "1.0.0"));
        assertThat(bench.store.changesSince(cursor).everything()).isTrue();
    }

    @Test
    void idsOfAPublisherComeInOrderAndInParts() {
        List<RecordId> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Signed<ReleaseRecord> release = ALICE.release("parser", "1." + i + ".0");
            all.add(release.id());
            bench.take(release);
            bench.take(BOB.release("parser", "1." + i + ".0"));
        }
        all.sort(null);
        List<RecordId> found = new ArrayList<>(bench.store.byPublisher(ALICE.id(), Optional.empty(), 4));
        while (found.size() < 10) {
            found.addAll(bench.store.byPublisher(ALICE.id(), Optional.of(found.get(found.size() - 1)), 4));
        }
        assertThat(found).isEqualTo(all);
    }

    @Test
    void aSnapshotOfTheSetStaysAsItWas() {
        bench.take(ALICE.release("parser", "1.0.0"));
        SyncSet before = bench.store.syncSet();
        bench.take(ALICE.release("parser", "2.0.0"));
        assertThat(before.size()).isEqualTo(1);
        assertThat(bench.store.syncSet().size()).isEqualTo(2);
        assertThat(bench.store.syncSet()).isSameAs(bench.store.syncSet());
    }
}
