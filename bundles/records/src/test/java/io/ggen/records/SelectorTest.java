package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SelectorTest {
    private static Signed<HeadRecord> head(long ahead, String deprecated) {
        HeadDraft draft = Samples.draft(2);
        return Signed.seal(
                new HeadDraft(draft.name(), draft.publisher(), draft.versions(), draft.yanked(), deprecated)
                        .next(Samples.NOW.toEpochMilli() + ahead, Samples.NOW),
                SeedSigner.ALICE,
                Samples.NOW);
    }

    private static Signed<ReleaseRecord> release(String version, String description) {
        return Signed.seal(Samples.release(version, description, Samples.NOW), SeedSigner.ALICE, Samples.NOW);
    }

    @Test
    void theHighestSeqWinsAndThenTheLowerId() {
        Signed<HeadRecord> a = head(0, "a");
        Signed<HeadRecord> b = head(0, "b");
        Signed<HeadRecord> newer = head(1, "c");
        Signed<HeadRecord> lower = a.id().compareTo(b.id()) < 0 ? a : b;
        assertThat(Selector.select(List.of(a, newer, b))).isEqualTo(1);
        assertThat(List.of(a, b).get(Selector.select(List.of(a, b)))).isEqualTo(lower);
        assertThat(List.of(b, a).get(Selector.select(List.of(b, a)))).isEqualTo(lower);
        assertThat(Selector.select(List.of(a, a))).isZero();
    }

    @Test
    void theOrderOfAnswersMakesNoDifference() {
        long seed = 5;
        Random random = new Random(seed);
        List<Signed<ReleaseRecord>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(release("1.0.0", "payload " + i));
        }
        RecordId lowest = Collections.min(answers.stream().map(Signed::id).toList());
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(answers, random);
            assertThat(answers.get(Selector.select(answers)).id())
                    .as("seed " + seed)
                    .isEqualTo(lowest);
        }
    }

    @Test
    void aHeadIsNewerSameOlderOrAFork() {
        Signed<HeadRecord> seen = head(1, "");
        assertThat(Selector.step(head(2, ""), seen)).isEqualTo(Selector.Step.NEWER);
        assertThat(Selector.step(head(1, ""), seen)).isEqualTo(Selector.Step.SAME);
        assertThat(Selector.step(head(0, ""), seen)).isEqualTo(Selector.Step.OLDER);
        assertThat(Selector.step(head(1, "other"), seen)).isEqualTo(Selector.Step.FORK);
    }

    @Test
    void recordsOfTwoKeysAreNotCompared() {
        assertThatThrownBy(() -> Selector.compare(release("1.0.0", ""), release("1.0.1", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Selector.select(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoPayloadsForOneVersionAreAForkWithBothAsProof() {
        Signed<ReleaseRecord> a = release("1.0.0", "a");
        Signed<ReleaseRecord> b = release("1.0.0+build", "b");
        Fork fork = Fork.between(a, b).orElseThrow();
        assertThat(fork).isEqualTo(Fork.between(b, a).orElseThrow());
        assertThat(List.of(fork.first(), fork.second())).containsExactlyInAnyOrder(a, b);
        assertThat(fork.first().id()).isLessThan(fork.second().id());
        assertThat(fork.reason())
                .startsWith(SeedSigner.ALICE.id() + " signed two different releases acme/parser@1.0.0");
    }

    /** One that names {@code release} and {@code more} others. */
    private static Signed<HeadRecord> naming(long ahead, Signed<ReleaseRecord> release, String... more) {
        TreeMap<Version, RecordId> versions = new TreeMap<>();
        versions.put(release.payload().version(), release.id());
        for (String each : more) {
            versions.put(Version.parse(each), release(each, "").id());
        }
        return Signed.seal(
                new HeadDraft(release.payload().name(), release.publisher(), versions, new TreeSet<>(), "")
                        .next(Samples.NOW.toEpochMilli() + ahead, Samples.NOW),
                SeedSigner.ALICE,
                Samples.NOW);
    }

    @Test
    void headsThatNameDifferentRecordsOfAVersionAreAForkWhateverTheirSeqs() {
        Signed<HeadRecord> older = naming(1, release("1.0.0", "a"), "0.9.0");
        Signed<HeadRecord> newer = naming(2, release("1.0.0+build", "b"), "1.1.0");
        Fork fork = Fork.between(older, newer).orElseThrow();
        assertThat(fork).isEqualTo(Fork.between(newer, older).orElseThrow());
        assertThat(fork.reason())
                .contains(
                        " signed heads of acme/parser with seq "
                                + older.payload().seq() + " and "
                                + newer.payload().seq(),
                        "different records of version 1.0.0");
    }

    @Test
    void anOlderHeadThatKnowsFewerVersionsIsNoFork() {
        Signed<ReleaseRecord> release = release("1.0.0", "a");
        assertThat(Fork.between(naming(1, release), naming(2, release, "1.1.0")))
                .isEmpty();
        assertThat(Fork.between(naming(1, release, "1.1.0", "2.0.0"), naming(2, release)))
                .isEmpty();
    }

    @Test
    void whatDoesNotContradictIsNoFork() {
        Signed<ReleaseRecord> release = release("1.0.0", "a");
        assertThat(Fork.between(release, release("1.0.0", "a"))).isEmpty();
        assertThat(Fork.between(release, release("1.0.1", "a"))).isEmpty();
        assertThat(Fork.between(release, head(0, ""))).isEmpty();
        assertThat(Fork.between(head(0, ""), head(1, ""))).isEmpty();
        assertThat(Fork.between(head(0, ""), head(0, "x"))).isPresent();
        Signed<?> bobs = Records.open(
                        Forge.envelope(
                                RecordKind.RELEASE,
                                Samples.text(release("1.0.0", "b").payload())
                                        .replace(
                                                SeedSigner.ALICE.id().value(),
                                                SeedSigner.BOB.id().value()),
                                SeedSigner.BOB),
                        Samples.NOW)
                .orThrow("bob's", "");
        assertThat(Fork.between(release, bobs)).isEmpty();
        assertThatThrownBy(() -> new Fork(release, bobs)).isInstanceOf(IllegalArgumentException.class);
    }
}
