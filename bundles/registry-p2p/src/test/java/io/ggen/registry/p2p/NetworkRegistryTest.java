package io.ggen.registry.p2p;

import static io.ggen.registry.p2p.Someone.ANN;
import static io.ggen.registry.p2p.Someone.BOB;
import static io.ggen.registry.p2p.Someone.EVE;
import static io.ggen.registry.p2p.Someone.NOON;
import static io.ggen.registry.p2p.Someone.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.p2p.memory.VirtualTime;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkRegistryTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final MemoryRecords store = new MemoryRecords();
    private final FakeNetwork network = new FakeNetwork(time, store);
    private final NetworkRegistry registry = registry(P2pLimits.DEFAULT);

    private NetworkRegistry registry(P2pLimits limits) {
        return new NetworkRegistry(() -> store, network, limits, time, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private Answer ask(String name, PublisherId... meant) {
        Map<PackageName, Set<PublisherId>> names = new HashMap<>(Map.of(name(name), Set.of(meant)));
        return time.await(registry.refresh(names, Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS)
                .getOrDefault(name(name), Answer.ABSENT);
    }

    private Answer releases(String name) {
        return time.await(registry.releases(Set.of(name(name)), Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS)
                .getOrDefault(name(name), Answer.ABSENT);
    }

    private static List<String> shown(Answer answer) {
        List<String> shown = new ArrayList<>();
        for (Release each : assertInstanceOf(Answer.Found.class, answer).releases()) {
            shown.add(each.version() + (each.yanked() ? " yanked" : ""));
        }
        return shown;
    }

    private static List<String> reasons(Answer answer) {
        return assertInstanceOf(Answer.Found.class, answer).withheld().stream()
                .map(Answer.Withheld::reason)
                .toList();
    }

    private static byte[] bytes(Signed<?> record) {
        return record.toBytes();
    }

    @Test
    void whatTheCatalogueKnowsIsAnsweredAndNobodyIsAsked() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> two = ANN.release("a 2.0.0 -> b ^1.0.0");
        store.with(one, two, ANN.head(NOON, List.of(one, two), "1.0.0"));
        assertEquals(List.of("2.0.0", "1.0.0 yanked"), shown(releases("a")));
        assertEquals(List.of(), network.log);
        assertEquals(0, time.now());
    }

    @Test
    void aNameNobodyHasToldOfIsFoundAtWhoeverAnswersForIt() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        network.answers("a", BOB, bytes(one));
        assertEquals(List.of("1.0.0"), shown(releases("a")));
        assertEquals(Origin.peer(BOB.peer().toString()), store.origins.get(0));
    }

    @Test
    void aNameThatNobodyHasIsAbsent() {
        assertEquals(Answer.ABSENT, releases("a"));
    }

    @Test
    void theHeadUnderItsKeyYanksWhatAPeerStillOffers() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> two = ANN.release("a 2.0.0");
        network.answers("a", EVE, bytes(one), bytes(two), bytes(ANN.head(NOON.minusSeconds(60), List.of(one, two))));
        network.value(ANN.head(NOON, List.of(one, two), "2.0.0"));
        assertEquals(List.of("2.0.0 yanked", "1.0.0"), shown(ask("a")));
    }

    @Test
    void thePublisherThatIsMeantIsFoundUnderKeysThatOnlyItCanSignFor() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        network.value(one);
        network.value(ANN.head(NOON, List.of(one)));
        assertEquals(List.of("1.0.0"), shown(ask("a", ANN.id())));
        assertTrue(network.log.contains("value AGREED /ggen/" + ANN.id() + "/a"), network.log.toString());
    }

    @Test
    void recordsThatAHeadNamesAndAPeerDidNotSendAreAskedFor() {
        List<Signed<ReleaseRecord>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(ANN.release("a 1." + i + ".0"));
        }
        network.answers("a", BOB, bytes(all.get(9)));
        network.value(ANN.head(NOON, all));
        releases("a");
        assertTrue(network.log.contains("ask for 9"), network.log.toString());
    }

    @Test
    void eachPeerIsAskedOnceForWhatNobodyHas() {
        List<Signed<ReleaseRecord>> all = List.of(ANN.release("a 1.0.0"), ANN.release("a 1.1.0"));
        network.answers("a", BOB, bytes(all.get(0)));
        network.answers("a", EVE, bytes(all.get(0)));
        network.value(ANN.head(NOON, all));
        assertEquals(List.of("1.0.0"), shown(releases("a")));
        assertEquals(
                2, network.log.stream().filter(each -> each.equals("ask for 1")).count());
    }

    @Test
    void forgeriesAreNeverAnswered() {
        byte[] forged = bytes(ANN.release("a 6.6.6"));
        forged[forged.length - 1] ^= 1;
        network.answers("a", EVE, forged, new byte[0], "nonsense".getBytes(StandardCharsets.UTF_8));
        network.answers("a", BOB, bytes(ANN.release("a 1.0.0")));
        network.values.put("/ggen/" + ANN.id() + "/a", forged);
        assertEquals(List.of("1.0.0"), shown(releases("a")));
    }

    @Test
    void randomBytesFromEverybodyLeaveTheNameAbsent() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = bytes(ANN.release("a 1.0.0"));
        for (int peer = 10; peer < 18; peer++) {
            byte[][] some = new byte[50][];
            for (int i = 0; i < some.length; i++) {
                some[i] = Arrays.copyOf(good, random.nextInt(good.length));
                for (int n = 0; n < 3 && some[i].length > 0; n++) {
                    some[i][random.nextInt(some[i].length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            network.answers("a", new Someone(peer), some);
        }
        assertEquals(Answer.ABSENT, releases("a"), "seed " + seed);
    }

    @Test
    void twoContentsOfOneVersionAreWithheldWithBothAsProof() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> other = ANN.release("a 1.0.0", new byte[] {1});
        network.answers("a", BOB, bytes(one), bytes(other), bytes(ANN.release("a 0.9.0")));
        Answer answer = releases("a");
        assertEquals(List.of("0.9.0"), shown(answer));
        assertEquals(2, reasons(answer).size());
        String reason = reasons(answer).get(0);
        assertTrue(reason.startsWith(ANN.id() + " signed two different releases a@1.0.0 (records "), reason);
        assertTrue(reason.contains(one.id().hex().substring(0, 12)), reason);
        assertTrue(reason.contains(other.id().hex().substring(0, 12)), reason);
    }

    @Test
    void aRecordIsFoundForEachSideOfAFork() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> other = ANN.release("a 1.0.0", new byte[] {1});
        store.with(one, other);
        for (Signed<ReleaseRecord> each : List.of(one, other)) {
            assertEquals(1, registry.sources(each.payload().toRelease()).size());
            assertTrue(Arrays.equals(
                    bytes(each), registry.record(each.payload().toRelease()).orElseThrow()));
        }
    }

    @Test
    void aDescriptionThatDiffersIsAForkToo() {
        store.with(ANN.release("a 1.0.0", new byte[] {1}, "This."), ANN.release("a 1.0.0", new byte[] {1}, "That."));
        Answer answer = releases("a");
        assertEquals(List.of(), shown(answer));
        assertEquals(2, reasons(answer).size());
    }

    @Test
    void whatARevokedKeySignedIsWithheld() {
        network.answers("a", BOB, bytes(ANN.release("a 1.0.0")));
        network.value(ANN.revocation());
        Answer answer = ask("a");
        assertEquals(List.of(), shown(answer));
        assertEquals(
                List.of("The key of " + ANN.id() + " (fingerprint "
                        + ANN.publicKey().fingerprint() + ") was revoked on 2026-11-22T12:00:00Z"),
                reasons(answer));
    }

    @Test
    void anExpiredHeadIsACautionAndTakesNothingAway() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.with(one, ANN.head(NOON.minus(Duration.ofDays(31)), List.of(one)));
        assertEquals(List.of("1.0.0"), shown(releases("a")));
        List<String> cautions = registry.cautions(one.payload().toRelease());
        assertEquals(1, cautions.size());
        assertTrue(cautions.get(0).startsWith("Freshness unknown: what " + ANN.id()), cautions.get(0));
    }

    @Test
    void headsThatContradictEachOtherAreACautionUntilAHigherOne() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.with(one, ANN.head(NOON, List.of(one)), ANN.head(NOON, List.of(one), "1.0.0"));
        assertEquals(1, registry.cautions(one.payload().toRelease()).size());
        store.with(ANN.head(NOON.plusSeconds(1), List.of(one)));
        assertEquals(List.of(), registry.cautions(one.payload().toRelease()));
    }

    @Test
    void aHeadThatNamesAnotherRecordOfAVersionThanAnOlderOneIsACaution() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> other = ANN.release("a 1.0.0", new byte[] {1});
        store.with(one, ANN.head(NOON, List.of(one)), ANN.head(NOON.plusSeconds(1), List.of(other)));
        List<String> cautions = registry.cautions(one.payload().toRelease());
        assertEquals(1, cautions.size());
        assertTrue(
                cautions.get(0).startsWith("The publisher has gone back on a release: " + ANN.id()), cautions.get(0));
        assertTrue(cautions.get(0).contains("different records of version 1.0.0"), cautions.get(0));
    }

    @Test
    void anOlderHeadIsNoCaution() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> two = ANN.release("a 2.0.0");
        store.with(one, two, ANN.head(NOON, List.of(one), "1.0.0"), ANN.head(NOON.plusSeconds(1), List.of(one, two)));
        assertEquals(List.of(), registry.cautions(one.payload().toRelease()));
    }

    @Test
    void peersThatNeverAnswerCostNoMoreThanTheTimeThereIs() {
        network.isSilent = true;
        assertEquals(new Answer.Unavailable("no answer within 10 s"), releases("a"));
        assertTrue(time.now() <= TEN_SECONDS.toNanos(), "" + time.now());
    }

    @Test
    void aNetworkWithoutAnybodySaysWhy() {
        network.failure = "no peers are connected";
        assertEquals(new Answer.Unavailable("no peers are connected"), releases("a"));
    }

    @Test
    void whoComesWhileTheFirstQuestionFailsIsAskedToo() {
        network.failure = "no peers are connected";
        network.answers("a", BOB, bytes(ANN.release("a 1.0.0")));
        time.schedule(Duration.ofMillis(150), () -> network.failure = "");
        assertEquals(List.of("1.0.0"), shown(releases("a")));
    }

    @Test
    void onePeerThatStallsHoldsNobodyUpForLong() {
        network.answers("a", EVE);
        network.stalled.add(EVE.peer());
        network.answers("a", BOB, bytes(ANN.release("a 1.0.0")));
        assertEquals(List.of("1.0.0"), shown(releases("a")));
        assertTrue(time.now() < Duration.ofSeconds(2).toNanos(), "" + time.now());
    }

    @Test
    void thousandsOfPublishersOfANameAreCutAndTheOneThatIsMeantStays() {
        NetworkRegistry small = registry(limits(5, 50));
        for (int i = 0; i < 40; i++) {
            store.with(new Someone(100 + i).release("a 1.0.0"));
        }
        store.with(ANN.release("a 1.0.0"));
        Map<PackageName, Set<PublisherId>> names = Map.of(name("a"), Set.of(ANN.id()));
        Answer answer = time.await(small.remembered(names, Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS)
                .getOrDefault(name("a"), Answer.ABSENT);
        List<Release> found = assertInstanceOf(Answer.Found.class, answer).releases();
        assertEquals(5, found.size());
        assertTrue(found.stream().anyMatch(each -> each.publisher().equals(ANN.id())));
    }

    @Test
    void moreReleasesThanAreWantedAreCut() {
        NetworkRegistry small = registry(limits(5, 50));
        for (int i = 0; i < 80; i++) {
            store.with(ANN.release("a 1." + i + ".0"));
        }
        Answer answer = time.await(small.releases(Set.of(name("a")), Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS)
                .getOrDefault(name("a"), Answer.ABSENT);
        assertEquals(50, assertInstanceOf(Answer.Found.class, answer).releases().size());
    }

    private static P2pLimits limits(int publishers, int releases) {
        P2pLimits some = P2pLimits.DEFAULT;
        return new P2pLimits(
                publishers,
                releases,
                2,
                some.names(),
                some.keys(),
                some.peers(),
                some.peersAtOnce(),
                3,
                some.grace(),
                some.starting());
    }

    @Test
    void crowdsOfProvidersAreAskedAFewAtATime() {
        for (int i = 0; i < 50; i++) {
            network.answers("a", new Someone(200 + i));
        }
        releases("a");
        assertEquals(
                8, network.log.stream().filter(each -> each.startsWith("ask ")).count());
    }

    @Test
    void crowdsOfPublishersCostAFewKeysEach() {
        byte[][] crowd = new byte[50][];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = bytes(new Someone(200 + i).release("a 1.0.0"));
        }
        network.answers("a", EVE, crowd);
        releases("a");
        assertEquals(
                8,
                network.log.stream()
                        .filter(each -> each.startsWith("value AGREED"))
                        .count());
    }

    @Test
    void whatTheUserAsksForComesInThoughStrangersHaveUsedUpTheirQuota() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.roomForStrangers = 0;
        network.value(one);
        network.value(ANN.head(NOON, List.of(one)));
        network.answers("a", EVE, bytes(EVE.release("spam 1.0.0")));
        assertEquals(List.of("1.0.0"), shown(ask("a", ANN.id())));
        assertEquals(List.of(), store.publishers(name("spam")));
    }

    @Test
    void withoutANetworkOnlyWhatIsRememberedCounts() {
        network.isThere = false;
        store.with(ANN.release("a 1.0.0"));
        assertEquals(List.of("1.0.0"), shown(ask("a")));
        assertEquals(Answer.ABSENT, ask("b"));
    }

    @Test
    void aCatalogueThatCannotBeOpenedIsNoFailure() {
        store.broken = "Another process has the catalogue open";
        assertEquals(new Answer.Unavailable("Another process has the catalogue open"), releases("a"));
        assertEquals(new Answer.Unavailable("Another process has the catalogue open"), ask("a"));
        assertEquals(List.of(), registry.describe(name("a")));
        assertEquals(Set.of(), registry.changesSince("5").names());
        assertFalse(registry.changesSince("").everything());
        assertEquals(
                List.of(), registry.sources(ANN.release("a 1.0.0").payload().toRelease()));
    }

    @Test
    void withoutACatalogueItKnowsNothing() {
        NetworkRegistry bare =
                new NetworkRegistry(() -> null, network, P2pLimits.DEFAULT, time, Clock.fixed(NOON, ZoneOffset.UTC));
        assertEquals(
                Map.of(name("a"), Answer.ABSENT),
                time.await(bare.releases(Set.of(name("a")), Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS));
        assertEquals(List.of(), network.log);
    }

    @Test
    void theIndexFollowsWhatComesIn() {
        assertEquals(Set.of(), registry.changesSince("").names());
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.with(one, ANN.release("a 2.0.0"), BOB.release("a 1.5.0"));
        String cursor = registry.changesSince("nonsense").cursor();
        store.with(ANN.release("b 1.0.0"));
        assertEquals(Set.of(name("b")), registry.changesSince(cursor).names());
        assertEquals(
                List.of("2.0.0", "1.5.0", "1.0.0"),
                registry.describe(name("a")).stream()
                        .map(listing -> listing.release().version().toString())
                        .toList());
        assertEquals("Title of a", registry.describe(name("a")).get(0).title());
        assertEquals(List.of("tools"), registry.describe(name("a")).get(0).categories());
    }

    @Test
    void manyNamesAreLookedUpAFewAtATimeAndAllAnswered() {
        Map<PackageName, Set<PublisherId>> names = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            names.put(name("p" + i), Set.of());
            network.answers("p" + i, new Someone(300 + i), bytes(ANN.release("p" + i + " 1.0.0")));
        }
        Map<PackageName, Answer> answers =
                time.await(registry.refresh(names, Deadline.in(TEN_SECONDS, time::now)), TEN_SECONDS);
        assertEquals(100, answers.size());
        answers.forEach((name, answer) -> assertEquals(List.of("1.0.0"), shown(answer), name.value()));
    }
}
