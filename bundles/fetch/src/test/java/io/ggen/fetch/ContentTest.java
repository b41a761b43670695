package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.memory.MemoryHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path root;

    private World world;
    private Member user;

    @BeforeEach
    void begin() {
        world = new World(root, 11);
        user = world.member();
    }

    private byte[] content(Parcel wanted, int largest, PeerAddresses... peers) {
        return world.await(user.fetcher.content(wanted.sha256(), largest, List.of(peers)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3000, 65536, MIB, MIB + 1, 4 * MIB})
    void contentOfAnySizeComesByItsDigestAlone(int size) {
        Parcel manifest = Parcel.of(size, 1);
        Member seed = world.seed(manifest);

        assertThat(content(manifest, 4 * MIB)).isEqualTo(manifest.bytes());
        world.pass(Duration.ofMillis(1));
        assertThat(user.policy.of(seed.id())).containsExactly(Outcome.SERVED);
    }

    @Test
    void whatIsHereIsNotFetched() {
        Parcel manifest = Parcel.of(100, 1);
        user.hold(manifest);
        assertThat(content(manifest, 1000)).isEqualTo(manifest.bytes());
    }

    @Test
    void moreThanAllowedIsNotTaken() {
        Parcel manifest = Parcel.of(1001, 1);
        world.seed(manifest);
        assertThatThrownBy(() -> content(manifest, 1000))
                .hasMessage("No peer gave the content " + manifest.sha256().hex() + " (1 asked).");
        assertThatThrownBy(() -> content(manifest, 4 * MIB + 1)).isInstanceOf(NetworkException.class);
    }

    @Test
    void whoSendsSomethingElseIsAForgerAndTheNextOneIsAsked() {
        Parcel manifest = Parcel.of(5000, 1);
        MemoryHost liar = world.host();
        liar.handle(Fakes.serving(Parcel.of(5000, 2)));
        Member seed = world.member();
        seed.hold(manifest);

        assertThat(content(manifest, 8000, Member.address(liar), seed.address()))
                .isEqualTo(manifest.bytes());
        assertThat(user.policy.of(liar.id())).containsExactly(Outcome.FORGED);
    }

    @Test
    void aSilentPeerCostsTwoSeconds() {
        Parcel manifest = Parcel.of(5000, 1);
        MemoryHost silent = world.host();
        silent.handle(Fakes.answering((stream, request) -> {}));
        Member seed = world.member();
        seed.hold(manifest);

        assertThat(content(manifest, 8000, Member.address(silent), seed.address()))
                .isEqualTo(manifest.bytes());
        assertThat(world.now()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void peersThatGiveNothingEndItInTime() {
        Parcel manifest = Parcel.of(5000, 1);
        for (int i = 0; i < 40; i++) {
            world.provider(Fakes.answering((stream, request) -> {}));
        }
        assertThatThrownBy(() -> content(manifest, 8000)).isInstanceOf(NetworkException.class);
        assertThat(world.now()).isLessThan(Duration.ofSeconds(31));
    }

    @Test
    void aSizeThatGrowsOnTheWayIsFoundOut() {
        Parcel manifest = Parcel.of(2 * MIB, 1);
        MemoryHost liar = world.host();
        liar.handle(Fakes.answering((stream, request) -> Fakes.send(
                stream,
                new Header(Header.Status.OK, 2L * MIB + request.first(), null, null),
                Fakes.data(manifest, request, 32))));
        assertThatThrownBy(() -> content(manifest, 4 * MIB, Member.address(liar)))
                .isInstanceOf(NetworkException.class);
        assertThat(user.policy.of(liar.id())).containsExactly(Outcome.FAILED);
    }

    @Test
    void tooManyAtOnceAreRefused() {
        List<CompletableFuture<byte[]>> all = new ArrayList<>();
        world.provider(Fakes.answering((stream, request) -> {}));
        for (int i = 0; i <= FetchLimits.DEFAULT.contents(); i++) {
            all.add(user.fetcher
                    .content(Parcel.of(10, i).sha256(), 100, List.of())
                    .toCompletableFuture());
        }
        assertThatThrownBy(() -> world.await(all.get(FetchLimits.DEFAULT.contents())))
                .hasMessage("Too many small contents are being fetched at the same time.");
    }
}
