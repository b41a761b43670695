package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.api.wire.Varint;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.records.ArchiveTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that mean ill: alone they are found out, and beside an honest one they change nothing. */
class HostileSenderTest {
    private static final int MIB = 1024 * 1024;
    private static final Parcel HELLO = Parcel.of(3 * MIB + 100, 7);
    private static final int LEAVES = HELLO.tree().leaves().count();
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path root;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(root, 99);
    }

    /** What a peer does, by name; what is said of it when it is alone; the worst that is recorded of it. */
    static java.util.stream.Stream<Arguments> tricks() {
        java.util.stream.Stream.Builder<Arguments> all = java.util.stream.Stream.builder();
        all.add(trick(
                "offers and has nothing",
                "1 did not have it",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, Header.of(Header.Status.NOT_FOUND), NOTHING)));
        all.add(trick(
                "refuses",
                "1 refused",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, Header.of(Header.Status.REFUSED), NOTHING)));
        all.add(trick(
                "is always busy",
                "1 had no time",
                null,
                (stream, request) -> Fakes.send(stream, Header.of(Header.Status.BUSY), NOTHING)));
        all.add(trick("resets everything", "1 had no time", null, (stream, request) -> stream.reset("no")));
        all.add(trick("ends without a word", "1 broke the rules", Outcome.FAILED, (stream, request) -> stream.close()));
        all.add(trick(
                "says nothing",
                "nothing came in for 20 s; 1 peer was asked: 1 stalled",
                Outcome.FAILED,
                (stream, request) -> {}));
        all.add(trick(
                "sends garbage for a header",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> stream.write(ByteBuffer.wrap(new byte[] {5, (byte) 0xff, (byte) 0xff, 1, 1, 1}))));
        all.add(trick(
                "promises a header of a gigabyte",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> stream.write(ByteBuffer.wrap(Varint.encode(1 << 30)))));
        all.add(trick(
                "never ends its header",
                "nothing came in for 20 s; 1 peer was asked: 1 stalled",
                Outcome.FAILED,
                (stream, request) -> drip(stream, Varint.encode(9000))));
        all.add(trick(
                "says another size",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, new Header(Header.Status.OK, 5 * MIB, null, null), NOTHING)));
        all.add(trick(
                "says an impossible size",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> raw(stream, new ProtoWriter().varint(1, 0).varint(2, -5))));
        all.add(trick(
                "has an unknown status",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> raw(stream, new ProtoWriter().varint(1, 77))));
        all.add(trick("tells of leaves that are not", "1 broke the rules", Outcome.FAILED, (stream, request) -> {
            byte[] bits = new byte[(LEAVES + 7) / 8];
            Arrays.fill(bits, (byte) 0xff);
            raw(
                    stream,
                    new ProtoWriter()
                            .varint(1, 0)
                            .varint(2, HELLO.bytes().length)
                            .bytes(3, bits));
        }));
        all.add(trick(
                "tells of too many leaves",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> raw(
                        stream,
                        new ProtoWriter()
                                .varint(1, 0)
                                .varint(2, HELLO.bytes().length)
                                .bytes(3, new byte[8000]))));
        all.add(trick(
                "lists wrong hashes",
                "1 sent a list of leaves that does not fit the release",
                null,
                (stream, request) -> Fakes.send(stream, header(), new byte[LEAVES * 32])));
        all.add(trick(
                "lists too few hashes",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, header(), new byte[32])));
        all.add(trick(
                "lists too many hashes",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, header(), new byte[LEAVES * 32 + 1])));
        all.add(data(
                "sends garbage for leaves",
                "1 sent wrong bytes",
                Outcome.FORGED,
                (stream, request) -> Fakes.send(stream, header(), new byte[request.count() * ArchiveTree.LEAF])));
        all.add(data(
                "sends other leaves",
                "1 sent wrong bytes",
                Outcome.FORGED,
                (stream, request) -> Fakes.send(
                        stream,
                        header(),
                        Fakes.data(
                                HELLO,
                                new Request(request.sha256(), request.op(), request.first() + 1, request.count()),
                                LEAVES))));
        all.add(data("spoils one bit", "1 sent wrong bytes", Outcome.FORGED, (stream, request) -> {
            byte[] body = Fakes.data(HELLO, request, LEAVES);
            body[body.length - 1] ^= 1;
            Fakes.send(stream, header(), body);
        }));
        all.add(data(
                "sends half a leaf",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) ->
                        Fakes.send(stream, header(), Arrays.copyOf(Fakes.data(HELLO, request, LEAVES), 1000))));
        all.add(data(
                "sends no leaf",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, header(), NOTHING)));
        all.add(data("never stops sending", "1 broke the rules", Outcome.FAILED, (stream, request) -> {
            byte[] body = Fakes.data(HELLO, request, LEAVES);
            stream.write(Frames.encode(header().encode())).thenAccept(done -> pour(stream, body));
        }));
        all.add(data(
                "drips leaves",
                "nothing came in for 20 s; 1 peer was asked: 1 stalled",
                Outcome.FAILED,
                (stream, request) ->
                        stream.write(Frames.encode(header().encode())).thenAccept(done -> drip(stream, NOTHING))));
        all.add(data(
                "has no leaf that it said it has",
                "1 did not have it",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, Header.of(Header.Status.NOT_FOUND), NOTHING)));
        all.add(data(
                "says another size with leaves",
                "1 broke the rules",
                Outcome.FAILED,
                (stream, request) -> Fakes.send(stream, new Header(Header.Status.OK, 64, null, null), NOTHING)));
        return all.build();
    }

    private static Header header() {
        return new Header(Header.Status.OK, HELLO.bytes().length, null, null);
    }

    private static Arguments trick(
            String name, String said, @Nullable Outcome worst, java.util.function.BiConsumer<Stream, Request> answer) {
        return Arguments.of(name, said, worst, Fakes.answering(answer));
    }

    /** Honest about what it has, until it is asked for leaves. */
    private static Arguments data(
            String name, String said, @Nullable Outcome worst, java.util.function.BiConsumer<Stream, Request> answer) {
        return trick(name, said, worst, (stream, request) -> {
            if (request.op() == Request.Op.DATA) {
                answer.accept(stream, request);
            } else {
                Fakes.serve(stream, request, HELLO, LEAVES);
            }
        });
    }

    private static void raw(Stream stream, ProtoWriter header) {
        stream.write(Frames.encode(header.toBytes())).thenAccept(done -> stream.close());
    }

    private static void pour(Stream stream, byte[] body) {
        Steps.repeat(() -> stream.write(ByteBuffer.wrap(body)).thenApply(done -> true))
                .exceptionally(failure -> null);
    }

    /** A byte now, and as many more as the window takes, each when the one before has gone. */
    private static void drip(Stream stream, byte[] begin) {
        stream.write(ByteBuffer.wrap(begin.length == 0 ? new byte[1] : begin)).exceptionally(failure -> null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void aloneItIsFoundOut(String name, String said, @Nullable Outcome worst, ProtocolHandler handler) {
        MemoryHost liar = world.provider(handler);
        Member user = world.member();
        FetchOptions options = new FetchOptions(0, List.of(), Duration.ofSeconds(20));

        assertThatThrownBy(() -> world.await(user.fetcher.fetch(HELLO.wanted(), options, FetchProgress.NONE)))
                .hasMessageContaining("hello@1.0.0")
                .hasMessageContaining(said);

        world.pass(Duration.ofMinutes(2));
        if (worst == null) {
            assertThat(user.policy.of(liar.id())).doesNotContain(Outcome.FORGED, Outcome.SERVED);
        } else {
            assertThat(user.policy.of(liar.id())).contains(worst);
        }
        assertThat(user.fetcher.status().get(0).value()).isEqualTo("0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void besideAnHonestOneItChangesNothing(String name, String said, @Nullable Outcome worst, ProtocolHandler handler)
            throws IOException {
        MemoryHost liar = world.provider(handler);
        Member honest = world.seed(HELLO);
        Member user = world.member();

        Path file = world.await(user.fetch(HELLO));

        assertThat(Files.readAllBytes(file)).isEqualTo(HELLO.bytes());
        assertThat(world.now()).isLessThan(Duration.ofSeconds(11));
        assertThat(user.policy.of(honest.id())).doesNotContain(Outcome.FAILED, Outcome.FORGED);
        assertThat(user.policy.of(liar.id())).doesNotContain(Outcome.SERVED);
    }

    @Test
    void aWrongListIsHeldAgainstThePeerOnlyOnceThereIsARightOne() {
        MemoryHost liar = world.provider(Fakes.answering((stream, request) ->
                Fakes.send(stream, header(), request.op() == Request.Op.HASHES ? new byte[LEAVES * 32] : NOTHING)));
        world.seed(HELLO);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(to == liar || from == liar ? 1 : 200)));
        Member user = world.member();

        world.await(user.fetch(HELLO));
        world.pass(Duration.ofSeconds(1));

        assertThat(user.policy.of(liar.id())).containsExactly(Outcome.FAILED);
    }

    @Test
    void aPeerThatStallsCostsAFewSecondsOnce() {
        MemoryHost staller = world.provider(Fakes.answering((stream, request) -> {
            if (request.op() != Request.Op.DATA) {
                Fakes.serve(stream, request, HELLO, LEAVES);
            }
        }));
        world.seed(HELLO);
        world.network.links((from, to) -> Link.of(Duration.ofMillis(from == staller ? 1 : 60)));
        Member user = world.member();

        world.await(user.fetch(HELLO));

        assertThat(world.now()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void halfOfManyProvidersSendWrongBytes() throws IOException {
        for (int i = 0; i < 10; i++) {
            world.provider(Fakes.answering((stream, request) -> {
                if (request.op() == Request.Op.DATA) {
                    byte[] body = Fakes.data(HELLO, request, LEAVES);
                    body[0] ^= 1;
                    Fakes.send(stream, header(), body);
                } else {
                    Fakes.serve(stream, request, HELLO, LEAVES);
                }
            }));
            world.seed(HELLO);
        }
        for (int i = 0; i < 20; i++) {
            Member user = world.member();
            assertThat(Files.readAllBytes(world.await(user.fetch(HELLO)))).isEqualTo(HELLO.bytes());
            user.host.close(Duration.ZERO);
            world.pass(Duration.ofSeconds(1));
        }
    }
}
