package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.memory.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    @TempDir
    Path root;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(root, 42);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 65537, 16 * 65536, 16 * 65536 + 1, 3 * MIB + 17})
    void anArchiveOfAnySizeComesWholeFromOnePeer(int size) throws IOException {
        Parcel hello = Parcel.of(size, size);
        Member seed = world.seed(hello);
        Member user = world.member();

        Path file = world.await(user.fetch(hello));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
        assertThat(user.received()).isEqualTo(size);
        assertThat(user.policy.of(seed.id())).allMatch(outcome -> outcome == Outcome.SERVED);
        assertThat(world.routing.provided).contains(hello.sha256());
    }

    @Test
    void nobodyHasIt() {
        Parcel hello = Parcel.of(100 * KIB, 1);
        Member user = world.member();

        assertThatThrownBy(() -> world.await(user.fetch(hello)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("No peer gave hello@1.0.0: no peer that has it is known; nothing of it is here.");
        assertThat(world.now()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void peersThatAreNamedAndThoseThatAreConnectedAreAsked() throws IOException {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(4L * MIB));
        Member named = world.member();
        named.hold(hello);
        Member connected = world.member();
        connected.hold(hello);
        Member user = world.member();
        world.await(user.host.connect(connected.id(), connected.host.addresses(), Duration.ofSeconds(5)));
        world.pass(Duration.ofSeconds(1));

        Path file = world.await(user.fetcher.fetch(
                hello.wanted(),
                new FetchOptions(0, List.of(named.address()), Duration.ofSeconds(30)),
                FetchProgress.NONE));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
        assertThat(named.sent()).isPositive();
        assertThat(connected.sent()).isPositive();
    }

    @Test
    void fourPeersOfOneRateGiveAlmostFourTimesThatRate() {
        Parcel hello = Parcel.of(16 * MIB, 1);
        long rate = MIB;
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(rate));
        for (int i = 0; i < 4; i++) {
            world.seed(hello);
        }
        Member user = world.member();

        world.await(user.fetch(hello));

        assertThat(world.now()).isLessThan(Duration.ofMillis((long) (16_000 / 3.5)));
        assertThat(user.received()).isLessThan(17 * MIB);
    }

    @Test
    void fourPeersThatLimitThemselvesGiveAlmostFourTimesThatRate() {
        Parcel hello = Parcel.of(16 * MIB, 1);
        for (int i = 0; i < 4; i++) {
            world.seed(hello, FetchLimits.DEFAULT.withUploads(64, MIB, 0));
        }
        Member user = world.member();

        world.await(user.fetch(hello));

        assertThat(world.now()).isLessThan(Duration.ofMillis((long) (16_000 / 3.5)));
        assertThat(user.received()).isLessThan(17 * MIB);
    }

    @Test
    void uploadLimitsHold() {
        Parcel hello = Parcel.of(4 * MIB, 1);
        world.seed(hello, FetchLimits.DEFAULT.withUploads(64, 0, MIB));
        Member user = world.member();

        world.await(user.fetch(hello));

        assertThat(world.now()).isBetween(Duration.ofMillis(3300), Duration.ofMillis(4500));
    }

    @Test
    void theLimitForAllIsSharedByAll() {
        Parcel hello = Parcel.of(2 * MIB, 1);
        world.seed(hello, FetchLimits.DEFAULT.withUploads(64, MIB, 0));
        world.routing.providers.clear();
        PeerAddresses seed = Member.address(world.network.hosts().get(0));
        CompletableFuture<?>[] all = new CompletableFuture<?>[2];
        for (int i = 0; i < 2; i++) {
            all[i] = world.member()
                    .fetcher
                    .fetch(
                            hello.wanted(),
                            new FetchOptions(0, List.of(seed), Duration.ofSeconds(30)),
                            FetchProgress.NONE)
                    .toCompletableFuture();
        }

        world.await(CompletableFuture.allOf(all));

        assertThat(world.now()).isBetween(Duration.ofMillis(3300), Duration.ofMillis(5000));
    }

    @Test
    void twoFetchesOfOneArchiveAreOne() {
        Parcel hello = Parcel.of(2 * MIB, 1);
        world.seed(hello);
        Member user = world.member();

        CompletableFuture<Path> one = user.fetch(hello).toCompletableFuture();
        CompletableFuture<Path> two = user.fetch(hello).toCompletableFuture();

        assertThat(world.await(one)).isEqualTo(world.await(two));
        assertThat(user.received()).isEqualTo(2 * MIB);
    }

    @Test
    void progressGrowsToTheWhole() {
        Parcel hello = Parcel.of(2 * MIB + 5, 1);
        world.seed(hello);
        Member user = world.member();
        List<Long> seen = new ArrayList<>();
        List<Integer> peers = new ArrayList<>();

        world.await(user.fetcher.fetch(hello.wanted(), FetchOptions.DEFAULT, new FetchProgress() {
            @Override
            public void at(long done, long total, int sending) {
                assertThat(total).isEqualTo(2 * MIB + 5);
                seen.add(done);
                peers.add(sending);
            }
        }));

        assertThat(seen).isSorted().endsWith(2L * MIB + 5);
        assertThat(peers).contains(1).allMatch(count -> count <= 1);
    }

    @Test
    void whatIsFetchedIsServedUntilItIsReleased() {
        Parcel hello = Parcel.of(2 * MIB, 1);
        Member seed = world.seed(hello);
        Member user = world.member();
        Path file = world.await(user.fetch(hello));
        seed.host.close(Duration.ZERO);
        world.routing.providers.clear();
        world.routing.providers.add(user.address());

        world.await(world.member().fetch(hello));
        assertThat(user.sent()).isGreaterThanOrEqualTo(2 * MIB);

        user.fetcher.release(hello.sha256());
        world.pass(Duration.ofSeconds(1));
        assertThat(file).doesNotExist();
        assertThat(world.routing.provided).doesNotContain(hello.sha256());
        Member late = world.member();
        assertThatThrownBy(() -> world.await(late.fetch(hello))).isInstanceOf(NetworkException.class);
    }

    @Test
    void aFileOnThisMachineIsASource() throws IOException {
        Parcel hello = Parcel.of(2 * MIB + 1, 1);
        Member user = world.member();
        user.hold(hello);

        Path file = world.await(user.fetch(hello));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
        assertThat(user.received()).isZero();
    }

    @Test
    void ofADamagedFileOnThisMachineTheGoodLeavesAreTaken() throws IOException {
        Parcel hello = Parcel.of(2 * MIB, 1);
        byte[] damaged = hello.bytes().clone();
        damaged[70_000] ^= 1;
        Member user = world.member();
        user.hold(hello.sha256(), damaged);
        world.seed(hello);

        Path file = world.await(user.fetch(hello));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
        assertThat(user.received()).isEqualTo(64 * KIB);
    }

    @Test
    void itGoesOnWhenThePeerComesBack() {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(MIB));
        Member seed = world.seed(hello);
        Member user = world.member();
        CompletableFuture<Path> fetch = user.fetch(hello).toCompletableFuture();
        world.pass(Duration.ofSeconds(3));

        world.network.partition(List.of(seed.host), List.of(user.host));
        world.pass(Duration.ofSeconds(5));
        world.network.heal();
        world.await(fetch);

        assertThat(user.received()).isLessThan(9 * MIB);
    }

    @Test
    void itGoesOnWhenTheConnectionBreaksNowAndThen() {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(MIB));
        Member seed = world.seed(hello);
        Member user = world.member();
        CompletableFuture<Path> fetch = user.fetch(hello).toCompletableFuture();
        for (int i = 0; i < 2; i++) {
            world.pass(Duration.ofSeconds(2));
            seed.host.disconnect(user.id(), "the test says so");
        }

        world.await(fetch);
        assertThat(user.policy.of(seed.id())).doesNotContain(Outcome.FORGED, Outcome.FAILED);
    }

    @Test
    void itGoesOnAfterARestartWhereItWas() throws IOException {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(MIB));
        world.seed(hello);
        Member user = world.member();
        CompletableFuture<Path> fetch = user.fetch(hello).toCompletableFuture();
        world.pass(Duration.ofSeconds(4));
        long before = user.received();
        assertThat(before).isGreaterThan(2 * MIB);

        user.restart();
        assertThatThrownBy(() -> world.await(fetch)).hasMessage("The network was stopped; what came in is kept.");
        Path file = world.await(user.fetch(hello));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
        assertThat(user.received()).isLessThan(8 * MIB + 6 * 64 * KIB);
    }

    @Test
    void leavesThatWereSpoiledOnDiskAreFetchedAgain() throws IOException {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(MIB));
        world.seed(hello);
        Member user = world.member();
        CompletableFuture<Path> fetch = user.fetch(hello).toCompletableFuture();
        world.pass(Duration.ofSeconds(4));
        fetch.cancel(true);
        world.pass(Duration.ofSeconds(1));
        Path part = user.home.resolve("fetch").resolve(Folder.name(hello.wanted()) + ".part");
        byte[] bytes = Files.readAllBytes(part);
        bytes[100_000] ^= 1;
        Files.write(part, bytes);

        Path file = world.await(user.fetch(hello));

        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
    }

    @Test
    void aFinishedArchiveIsCheckedAgainAfterARestart() throws IOException {
        Parcel hello = Parcel.of(MIB, 1);
        world.seed(hello);
        Member user = world.member();
        Path file = world.await(user.fetch(hello));
        long before = user.received();
        user.restart();
        assertThat(world.await(user.fetch(hello))).isEqualTo(file);
        assertThat(user.received()).isEqualTo(before);

        byte[] spoiled = hello.bytes().clone();
        spoiled[5] ^= 1;
        Files.write(file, spoiled);
        user.restart();
        assertThat(Files.readAllBytes(world.await(user.fetch(hello)))).isEqualTo(hello.bytes());
    }

    @Test
    void cancellingEndsItAndKeepsWhatCame() {
        Parcel hello = Parcel.of(8 * MIB, 1);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(20)).withRate(MIB));
        Member seed = world.seed(hello);
        Member user = world.member();
        CompletableFuture<Path> fetch = user.fetch(hello).toCompletableFuture();
        world.pass(Duration.ofSeconds(3));

        fetch.cancel(true);
        world.pass(Duration.ofSeconds(5));
        long sent = seed.sent();
        world.pass(Duration.ofSeconds(30));

        assertThat(seed.sent()).isEqualTo(sent).isLessThan(8 * MIB);
        assertThat(user.home.resolve("fetch")).isDirectoryContaining("glob:**.part");
        assertThat(user.policy.of(seed.id())).doesNotContain(Outcome.FAILED, Outcome.FORGED);
    }

    @Test
    void peersGiveEachOtherWhatTheyHaveOfIt() {
        Parcel hello = Parcel.of(16 * MIB, 1);
        Member seed = world.seed(hello);
        world.network.links(
                (from, to) -> Link.of(Duration.ofMillis(20)).withRate(from == seed.host ? MIB / 2 : 4L * MIB));
        List<Member> users = List.of(world.member(), world.member(), world.member());
        users.forEach(user -> world.routing.providers.add(user.address()));

        world.await(CompletableFuture.allOf(users.stream()
                .map(user -> user.fetch(hello).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));

        long betweenThem = users.stream().mapToLong(Member::sent).sum();
        assertThat(betweenThem).isGreaterThan(16 * MIB);
        assertThat(seed.sent()).isLessThan(32 * MIB);
    }

    @Test
    void aRecordThatContradictsItselfIsThePublishersFault() {
        Parcel hello = Parcel.of(MIB, 1);
        Parcel other = Parcel.of(MIB, 2);
        Wanted wrong = new Wanted(other.sha256(), MIB, hello.tree().root(), "hello@1.0.0");
        Member liar = world.member();
        Member user = world.member();
        liar.host.handle(Fakes.serving(hello));
        world.routing.providers.add(liar.address());

        assertThatThrownBy(() -> world.await(user.fetcher.fetch(wrong, FetchOptions.DEFAULT, FetchProgress.NONE)))
                .hasMessage(
                        "The record of hello@1.0.0 contradicts itself: every leaf fits its signed tree, but the whole"
                                + " has another SHA-256; its publisher is to blame, no peer; nothing was kept.");
        assertThat(user.policy.of(liar.id())).isNotEmpty().allMatch(outcome -> outcome == Outcome.SERVED);
        assertThat(user.home.resolve("fetch")).isEmptyDirectory();
    }

    @Test
    void whoHasAnotherTreeUnderThisDigestIsNotBlamed() {
        Parcel hello = Parcel.of(2 * MIB, 1);
        Parcel bad = Parcel.of(2 * MIB, 2);
        Wanted wrong = new Wanted(hello.sha256(), 2 * MIB, bad.tree().root(), "evil@1.0.0");
        Member victim = world.member();
        Member attacker = world.member();
        attacker.host.handle(Fakes.serving(bad, 20));
        victim.fetcher.fetch(
                wrong, new FetchOptions(0, List.of(attacker.address()), Duration.ofMinutes(5)), FetchProgress.NONE);
        world.pass(Duration.ofSeconds(2));
        assertThat(victim.received()).isPositive();
        world.routing.providers.add(victim.address());
        world.seed(hello);
        Member user = world.member();

        world.await(user.fetch(hello));

        assertThat(user.policy.of(victim.id())).isEmpty();
    }

    @Test
    void peersOfLittleReputationArePassedOverWhileThereAreOthers() {
        Parcel hello = Parcel.of(MIB, 1);
        Member bad = world.seed(hello);
        Member good = world.seed(hello);
        Member user = world.member();
        user.policy.scores.put(bad.id(), 0.2);
        user.policy.scores.put(good.id(), 0.9);
        List<String> warnings = new ArrayList<>();

        world.await(user.fetcher.fetch(
                hello.wanted(), new FetchOptions(0.8, List.of(), Duration.ofSeconds(30)), warningsTo(warnings)));

        assertThat(bad.sent()).isZero();
        assertThat(warnings).isEmpty();
    }

    @Test
    void ifNobodyHasTheReputationTheOthersAreUsedWithAWarningButNeverTheBanned() {
        Parcel hello = Parcel.of(MIB, 1);
        Member poor = world.seed(hello);
        Member banned = world.seed(hello);
        Member user = world.member();
        user.policy.scores.put(poor.id(), 0.2);
        user.policy.scores.put(banned.id(), 0.0);
        List<String> warnings = new ArrayList<>();

        world.await(user.fetcher.fetch(
                hello.wanted(), new FetchOptions(0.8, List.of(), Duration.ofSeconds(30)), warningsTo(warnings)));

        assertThat(banned.sent()).isZero();
        assertThat(poor.sent()).isPositive();
        assertThat(warnings)
                .containsExactly(
                        "nobody who has hello@1.0.0 has a reputation of at least 0.8, so others are used; every"
                                + " byte is checked as always");
    }

    private static FetchProgress warningsTo(List<String> warnings) {
        return new FetchProgress() {
            @Override
            public void warning(String sentence) {
                warnings.add(sentence);
            }
        };
    }

    @Test
    void aSlowPeerIsLeftBehind() {
        Parcel hello = Parcel.of(16 * MIB, 1);
        Member slow = world.seed(hello);
        world.seed(hello);
        world.seed(hello);
        world.network.links(
                (from, to) -> Link.of(Duration.ofMillis(20)).withRate(from == slow.host ? 50L * KIB : 2L * MIB));
        Member user = world.member();

        world.await(user.fetch(hello));

        assertThat(world.now()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void whoComesWhenAllIsAskedForTakesOverFromASlowPeer() throws IOException {
        Parcel hello = Parcel.of(4 * 64 * KIB, 1);
        Member slow = world.seed(hello);
        world.network.links(
                (from, to) -> Link.of(Duration.ofMillis(20)).withRate(from == slow.host ? 32L * KIB : 2L * MIB));
        Member user = world.member();
        CompletionStage<Path> fetch = user.fetch(hello);
        world.pass(Duration.ofSeconds(1));
        Member newcomer = world.member();
        newcomer.hold(hello);
        world.await(user.host.connect(newcomer.id(), newcomer.host.addresses(), Duration.ofSeconds(5)));

        Path file = world.await(fetch);

        assertThat(world.now()).isLessThan(Duration.ofSeconds(7));
        assertThat(newcomer.sent()).isPositive();
        assertThat(Files.readAllBytes(file)).isEqualTo(hello.bytes());
    }

    @Test
    void aFileThatTwoHaveFetchedStaysUntilBothGiveItUp() {
        Parcel hello = Parcel.of(MIB, 1);
        world.seed(hello);
        Member user = world.member();
        CompletionStage<Path> first = user.fetch(hello);
        CompletionStage<Path> second = user.fetch(hello);
        Path file = world.await(first);
        assertThat(world.await(second)).isEqualTo(file);

        user.fetcher.release(hello.sha256());
        world.network.time().runFor(Duration.ofSeconds(1));
        assertThat(file).exists();

        user.fetcher.release(hello.sha256());
        world.network.time().runFor(Duration.ofSeconds(1));
        assertThat(file).doesNotExist();
    }

    @Test
    void whoFetchesRightBehindAReleaseGetsAFileThatStays() {
        Parcel hello = Parcel.of(MIB, 1);
        world.seed(hello);
        Member user = world.member();
        world.await(user.fetch(hello));

        user.fetcher.release(hello.sha256());
        Path file = world.await(user.fetch(hello));
        world.network.time().runFor(Duration.ofSeconds(1));

        assertThat(file).exists();
    }
}
