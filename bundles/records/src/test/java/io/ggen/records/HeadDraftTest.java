package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeadDraftTest {
    private static final long NOW = Samples.NOW.toEpochMilli();

    @Test
    void seqIsTheLargerOfTheClockAndTheHighestSeenPlusOne() {
        assertThat(Samples.draft(1).next(-1, Samples.NOW).seq()).isEqualTo(NOW);
        assertThat(Samples.draft(1).next(NOW - 10, Samples.NOW).seq()).isEqualTo(NOW);
        assertThat(Samples.draft(1).next(NOW, Samples.NOW).seq()).isEqualTo(NOW + 1);
        assertThat(Samples.draft(1).next(NOW + 299_999, Samples.NOW).seq()).isEqualTo(NOW + 300_000);
    }

    @Test
    void aClockThatIsFarBehindTheLastHeadMakesNoHead() {
        assertThatThrownBy(() -> Samples.draft(1).next(NOW + 300_000, Samples.NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "The last head of acme/parser is from 2026-11-22T10:05:00Z but the clock of this machine says"
                                + " 2026-11-22T10:00:00Z; no head was made.");
    }

    @Test
    void theNewestTwentyVersionsAreNamedAndTheWholeListIsDigested() {
        HeadDraft draft = Samples.draft(25, "1.24.0");
        HeadRecord head = draft.next(-1, Samples.NOW);
        assertThat(head.versions())
                .hasSize(20)
                .containsOnlyKeys(draft.versions().tailMap(Version.of(1, 5, 0)).keySet());
        assertThat(head.count()).isEqualTo(25);
        assertThat(head.list()).isEqualTo(Digest.sha256Of(draft.versionList()));
        assertThat(head.latest()).isEqualTo(Version.of(1, 23, 0));
        assertThat(head.expires()).isEqualTo(Samples.NOW.plus(Duration.ofDays(30)));
        assertThat(VersionList.open(draft.versionList(), head).value()).contains(draft.versions());
        Signed<HeadRecord> signed = Signed.seal(head, SeedSigner.ALICE, Samples.NOW);
        assertThat(Records.openHead(signed.toBytes(), Samples.NOW)
                        .value()
                        .orElseThrow()
                        .payload())
                .isEqualTo(head);
    }

    @Test
    void aListThatIsNotTheHeadsIsRefused() {
        HeadRecord head = Samples.head(25);
        byte[] other = Samples.draft(24).versionList();
        assertThat(VersionList.open(other, head).refusal().orElseThrow())
                .isEqualTo(new Refusal.BrokenRule(
                        "sha256", head.list().hex(), Digest.sha256Of(other).hex()));
        assertThat(VersionList.open(new byte[VersionList.LARGEST_CONTENT + 1], head)
                        .refusal()
                        .orElseThrow())
                .isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void aListOfAnotherLengthThanTheHeadSaysIsRefused() {
        HeadDraft draft = Samples.draft(25);
        String text = Samples.with(Samples.text(draft.next(-1, Samples.NOW)), "count", "26");
        HeadRecord head = Records.openHead(Forge.envelope(RecordKind.HEAD, text, SeedSigner.ALICE), Samples.NOW)
                .orThrow("It", "")
                .payload();
        assertThat(VersionList.open(draft.versionList(), head)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo("its 'list.count' must be 25, found 26");
    }

    @Test
    void moreVersionsThanAListHoldsMakeNoHead() {
        assertThatThrownBy(() -> Samples.draft(VersionList.MOST_VERSIONS + 1).next(-1, Samples.NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The 20001 versions of acme/parser are over the limit of 20000");
        assertThat(Samples.draft(VersionList.MOST_VERSIONS)
                        .next(-1, Samples.NOW)
                        .count())
                .isEqualTo(20_000);
    }

    @Test
    void latestIsTheHighestStableVersionThatIsNotYanked() {
        TreeMap<Version, RecordId> versions = new TreeMap<>(Samples.draft(2).versions());
        versions.put(Version.parse("2.0.0-rc.1"), RecordId.of(Samples.digest("rc")));
        HeadDraft draft = new HeadDraft(new PackageName("a"), SeedSigner.ALICE.id(), versions, new TreeSet<>(), "");
        assertThat(draft.latest()).isEqualTo(Version.of(1, 1, 0));
        assertThat(Samples.head(1, "1.0.0").latest()).isNull();
    }

    @Test
    void manyYankedVersionsTakeTheRoomOfNamedOnesUntilTheyFillTheHead() {
        assertThat(Samples.draft(280, yanked(280)).next(-1, Samples.NOW).versions())
                .hasSizeBetween(1, 19);
        assertThatThrownBy(() -> Samples.draft(1000, yanked(1000)).next(-1, Samples.NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000 yanked versions");
    }

    private static String[] yanked(int count) {
        String[] yanked = new String[count];
        for (int i = 0; i < count; i++) {
            yanked[i] = "1." + i + ".0";
        }
        return yanked;
    }

    @Test
    void aDraftIsMadeFromReleasesOfOnePackage() {
        Signed<ReleaseRecord> one = Signed.seal(Samples.release("1.0.0"), SeedSigner.ALICE, Samples.NOW);
        Signed<ReleaseRecord> two = Signed.seal(Samples.release("1.1.0"), SeedSigner.ALICE, Samples.NOW);
        Signed<ReleaseRecord> forked =
                Signed.seal(Samples.release("1.0.0", "other", Samples.NOW), SeedSigner.ALICE, Samples.NOW);
        HeadDraft draft = HeadDraft.of(List.of(two, one, one), List.of(Version.of(1, 1, 0)), "gone");
        assertThat(draft.versions())
                .containsEntry(Version.of(1, 0, 0), one.id())
                .hasSize(2);
        assertThat(draft.latest()).isEqualTo(Version.of(1, 0, 0));
        assertThatThrownBy(() -> HeadDraft.of(List.of(one, forked), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadDraft.of(List.of(), List.of(), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeadTellsOfReleasesButNotOfAnothers() {
        HeadDraft draft = Samples.draft(3, "1.1.0");
        HeadRecord head = new HeadDraft(draft.name(), draft.publisher(), draft.versions(), draft.yanked(), "use b")
                .next(-1, Samples.NOW);
        Release gone = head.applyTo(Samples.release("1.1.0").toRelease());
        assertThat(gone.yanked()).isTrue();
        assertThat(gone.deprecated()).isEqualTo("use b");
        assertThat(head.applyTo(Samples.release("1.2.0").toRelease()).yanked()).isFalse();
        assertThat(Samples.head(1).applyTo(Samples.release("1.0.0").toRelease()).deprecated())
                .isNull();
        Release others = Samples.release("1.1.0").toRelease();
        assertThatThrownBy(() -> head.applyTo(new Release(
                        new PackageName("b"),
                        others.version(),
                        others.publisher(),
                        others.kind(),
                        List.of(),
                        others.archive(),
                        false,
                        null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeadExpires() {
        HeadRecord head = Samples.head(1);
        assertThat(head.isExpired(head.expires())).isFalse();
        assertThat(head.isExpired(head.expires().plusMillis(1))).isTrue();
    }
}
