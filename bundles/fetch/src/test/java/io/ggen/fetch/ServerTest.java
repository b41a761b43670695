package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Streams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final int LEAF = 65536;
    private static final Parcel HELLO = Parcel.of(20 * LEAF + 10, 3);

    @TempDir
    Path root;

    private World world;
    private Member server;
    private MemoryHost stranger;

    @BeforeEach
    void begin() {
        world = new World(root, 5);
        server = world.member();
        server.hold(HELLO);
        stranger = world.host();
        world.await(stranger.connect(server.id(), server.host.addresses(), Duration.ofSeconds(5)));
    }

    private record Reply(Header header, byte[] body) {}

    private Stream open() {
        return world.await(stranger.open(server.id(), List.of(Server.PROTOCOL), Duration.ofSeconds(5)));
    }

    private Reply ask(byte[] request) {
        Stream stream = open();
        stream.write(ByteBuffer.wrap(request));
        stream.finish();
        Frames frames = new Frames(stream);
        byte[] header = world.await(frames.read(100_000)).orElseThrow();
        List<byte[]> pieces = new ArrayList<>();
        while (true) {
            ByteBuffer next = world.await(frames.readRaw());
            if (!next.hasRemaining()) {
                break;
            }
            byte[] piece = new byte[next.remaining()];
            next.get(piece);
            pieces.add(piece);
        }
        ByteBuffer body = ByteBuffer.allocate(
                pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(body::put);
        return new Reply(Header.decode(header), body.array());
    }

    private Reply ask(Request request) {
        return ask(request.encode());
    }

    private Reply data(int first, int count) {
        return ask(new Request(HELLO.sha256(), Request.Op.DATA, first, count));
    }

    @Test
    void itTellsWhatItHas() {
        Reply reply = ask(Request.have(HELLO.sha256()));
        assertThat(reply.header())
                .isEqualTo(new Header(
                        Header.Status.OK, 20 * LEAF + 10, null, HELLO.tree().root()));
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void itListsTheHashesOfAllLeaves() {
        assertThat(ask(Request.hashes(HELLO.sha256())).body())
                .isEqualTo(HELLO.tree().leaves().bytes());
    }

    @Test
    void itSendsLeaves() {
        assertThat(data(0, 1).body()).isEqualTo(Arrays.copyOf(HELLO.bytes(), LEAF));
        assertThat(data(3, 16).body()).isEqualTo(Arrays.copyOfRange(HELLO.bytes(), 3 * LEAF, 19 * LEAF));
        assertThat(data(19, 16).body()).isEqualTo(Arrays.copyOfRange(HELLO.bytes(), 19 * LEAF, 20 * LEAF + 10));
    }

    @Test
    void whatItDoesNotHaveIsNotFound() {
        assertThat(ask(Request.have(Digest.sha256Of(new byte[0]))).header().status())
                .isEqualTo(Header.Status.NOT_FOUND);
        assertThat(data(21, 1).header().status()).isEqualTo(Header.Status.NOT_FOUND);
        assertThat(data(Integer.MAX_VALUE, 16).header().status()).isEqualTo(Header.Status.NOT_FOUND);
    }

    @Test
    void tooManyLeavesOrNoneAreRefused() {
        assertThat(data(0, 17).header().status()).isEqualTo(Header.Status.REFUSED);
        assertThat(data(0, Integer.MAX_VALUE).header().status()).isEqualTo(Header.Status.REFUSED);
        assertThat(data(0, 0).header().status()).isEqualTo(Header.Status.REFUSED);
    }

    @Test
    void garbageIsReset() {
        for (byte[] garbage : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                new byte[200],
                new ProtoWriter().bytes(1, new byte[31]).toBytes(),
                new ProtoWriter().bytes(1, new byte[32]).varint(2, 3).toBytes(),
                new ProtoWriter()
                        .bytes(1, new byte[32])
                        .varint(2, 2)
                        .varint(3, -1)
                        .toBytes())) {
            assertThatThrownBy(() -> ask(garbage))
                    .as(HexFormat.of().formatHex(garbage))
                    .isInstanceOfSatisfying(
                            NetworkException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.RESET));
        }
    }

    @Test
    void randomRequestsNeverHurt() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            byte[] request = random.nextBoolean()
                    ? new byte[random.nextInt(140)]
                    : new Request(HELLO.sha256(), Request.Op.DATA, 0, 1).encode();
            for (int change = random.nextInt(4); change > 0 && request.length > 0; change--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt();
            }
            try {
                ask(request);
            } catch (NetworkException e) {
                assertThat(e.reason()).as("seed %d", seed).isEqualTo(NetworkException.Reason.RESET);
            }
        }
        assertThat(data(0, 1).body()).as("seed %d", seed).hasSize(LEAF);
    }

    @Test
    void aRequestThatDoesNotComeIsResetInTime() {
        Stream stream = open();
        stream.write(ByteBuffer.wrap(new byte[] {10}));
        assertThatThrownBy(() -> world.await(stream.read())).isInstanceOf(NetworkException.class);
        assertThat(world.now()).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void whoDoesNotReadIsResetAndItsPlaceIsFreeAgain() {
        for (int i = 0; i < 8; i++) {
            Stream stream = open();
            stream.write(ByteBuffer.wrap(new Request(HELLO.sha256(), Request.Op.DATA, 0, 16).encode()));
            stream.finish();
        }
        world.pass(Duration.ofSeconds(5));
        Stream ninth = open();
        assertThatThrownBy(() -> world.await(Streams.readAll(ninth))).isInstanceOf(NetworkException.class);
        world.pass(Duration.ofSeconds(40));
        assertThat(data(0, 1).body()).hasSize(LEAF);
    }

    @Test
    void aFullServerSaysThatItIsBusy() {
        Member small = world.member(FetchLimits.DEFAULT.withUploads(0, 0, 0));
        small.hold(HELLO);
        world.await(stranger.connect(small.id(), small.host.addresses(), Duration.ofSeconds(5)));
        server = small;
        assertThat(ask(Request.have(HELLO.sha256())).header().status()).isEqualTo(Header.Status.BUSY);
    }

    @Test
    void aFileThatIsNotWhatItShouldBeIsNotServed() {
        byte[] other = HELLO.bytes().clone();
        other[0] ^= 1;
        server.hold(HELLO.sha256(), other);
        assertThat(ask(Request.have(HELLO.sha256())).header().status()).isEqualTo(Header.Status.NOT_FOUND);
    }

    @Test
    void aFileThatChangesLaterIsNoLongerServed() throws IOException {
        Path file = server.held.get(HELLO.sha256());
        assertThat(data(5, 1).body()).hasSize(LEAF);
        byte[] other = HELLO.bytes().clone();
        other[5 * LEAF] ^= 1;
        Files.write(file, other);

        assertThat(data(4, 1).body()).hasSize(LEAF);
        assertThat(data(5, 1).header().status()).isEqualTo(Header.Status.NOT_FOUND);
        assertThat(ask(Request.have(HELLO.sha256())).header().status()).isEqualTo(Header.Status.NOT_FOUND);

        Files.delete(file);
        assertThat(data(4, 1).header().status()).isEqualTo(Header.Status.NOT_FOUND);
    }

    @Test
    void aFileThatChangesUnderAnAnswerEndsIt() throws IOException {
        Path file = server.held.get(HELLO.sha256());
        assertThat(data(0, 1).body()).hasSize(LEAF);
        byte[] other = HELLO.bytes().clone();
        other[10 * LEAF] ^= 1;
        Files.write(file, other);
        assertThatThrownBy(() -> data(0, 16)).isInstanceOf(NetworkException.class);
    }
}
