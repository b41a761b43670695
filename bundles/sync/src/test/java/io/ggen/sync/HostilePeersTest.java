package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.sync.Sim.Member;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Peers that do what they should not: each is noticed, bounded and scored, and nothing of it stays. */
class HostilePeersTest {
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final PackageName NAME = new PackageName("a");

    private final Sim sim = new Sim(21);
    private final Member victim = sim.member();
    private final MemoryHost stranger = sim.host();
    private final Author author = new Author(1);
    private int asked;

    /** The stranger answers each frame of {@code protocol} with what {@code reply} makes of it. */
    private void answers(ProtocolId protocol, UnaryOperator<byte[]> reply) {
        stranger.handle(Streams.handler(protocol, stream -> {
            Frames frames = new Frames(stream);
            Steps.repeat(() -> frames.read(1 << 20).thenCompose(question -> {
                        asked++;
                        return question.isEmpty()
                                ? CompletableFuture.completedFuture(false)
                                : frames.write(reply.apply(question.get())).thenApply(done -> true);
                    }))
                    .whenComplete((done, failure) -> stream.close());
        }));
    }

    /** The stranger lists {@code ids} whatever it is asked about. */
    private void lists(List<RecordId> ids) {
        answers(Core.SYNC, question -> {
            MessageReader in = new MessageReader(question);
            in.next();
            MessageWriter out = MessageWriter.begin();
            out.bound(in.upper());
            out.varint(Negentropy.ID_LIST);
            out.varint(ids.size());
            ids.forEach(id -> out.bytes(id.bytes()));
            return out.toBytes();
        });
    }

    private void meet() {
        sim.connect(victim.host, stranger);
        sim.settle(A_WHILE);
    }

    private static byte[] batch(byte[] cursor, byte[]... envelopes) {
        return new RecordBatch(List.of(envelopes), cursor).encode();
    }

    private Received byName() {
        return sim.await(victim.node.exchange().byName(stranger.id(), NAME, Duration.ofSeconds(20)));
    }

    private void refusedByName() {
        sim.connect(victim.host, stranger);
        assertThatThrownBy(this::byName)
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isIn(Reason.REFUSED, Reason.MALFORMED));
        assertThat(victim.faults()).isPositive();
    }

    @Test
    void aSyncThatNeverEndsEnds() {
        answers(Core.SYNC, question -> {
            MessageWriter out = MessageWriter.begin();
            out.fingerprint(Negentropy.INFINITY, new byte[16]);
            return out.toBytes();
        });
        meet();
        assertThat(asked).isBetween(32, 3 * 33);
        assertThat(victim.faults()).isPositive();
        assertThat(victim.store.taken).isZero();
    }

    @Test
    void garbageInASyncIsAFault() {
        answers(Core.SYNC, question -> new byte[] {0x61, -1, -1});
        meet();
        assertThat(victim.faults()).isPositive();
        assertThat(asked).isLessThan(5);
    }

    @Test
    void aFrameOverSizeIsAFault() {
        answers(Core.SYNC, question -> new byte[(64 << 10) + 1]);
        meet();
        assertThat(victim.faults()).isPositive();
    }

    @Test
    void idsOfRecordsThatDoNotExistBringNothingButAreNotWaitedForForEver() {
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(Items.id(sim.random));
        }
        lists(ids);
        answers(Core.RECORDS, request -> batch(new byte[0]));
        meet();
        assertThat(victim.store.taken).isZero();
        assertThat(victim.fact("new records")).isEqualTo("0");
        assertThat(asked).isLessThan(200);
    }

    @Test
    void aRecordThatWasNotAskedForIsAFaultAndNotTaken() {
        lists(List.of(Items.id(sim.random)));
        answers(
                Core.RECORDS,
                request -> batch(
                        new byte[0], author.release("a", "1.0.0", Author.BEFORE).toBytes()));
        meet();
        assertThat(victim.store.taken).isZero();
        assertThat(victim.faults()).isPositive();
    }

    @Test
    void aRecordThatIsBadlySignedIsAFaultAndItsPeerIsNotAskedAgain() {
        byte[] forged = author.release("a", "1.0.0", Author.BEFORE).toBytes();
        forged[forged.length - 1] ^= 1;
        lists(List.of(RecordBatch.idOf(forged)));
        answers(Core.RECORDS, request -> batch(new byte[0], forged));
        meet();
        assertThat(victim.store.ids()).isEmpty();
        assertThat(victim.store.rejected).isEqualTo(1);
        assertThat(victim.node.about(stranger.id())).isNotEmpty();
        assertThatThrownBy(this::byName).hasMessageContaining("too much that is wrong");
    }

    @Test
    void whatCameBeforeAFaultIsCounted() {
        Signed<ReleaseRecord> good = author.release("a", "1.0.0", Author.BEFORE);
        byte[] forged = author.release("b", "1.0.0", Author.BEFORE).toBytes();
        forged[forged.length - 1] ^= 1;
        lists(List.of(good.id(), RecordBatch.idOf(forged)));
        answers(Core.RECORDS, request -> batch(new byte[0], good.toBytes(), forged));
        meet();
        assertThat(victim.store.ids()).containsExactly(good.id());
        assertThat(victim.fact("failed")).isEqualTo("1");
        assertThat(victim.fact("records")).isEqualTo("1");
        assertThat(victim.fact("new records")).isEqualTo("1");
        assertThat(victim.node.about(stranger.id()).get(0).value()).startsWith("1 new, then: ");
    }

    @Test
    void whatCameInASessionThatBreaksOffIsCounted() {
        Signed<ReleaseRecord> release = author.release("a", "1.0.0", Author.BEFORE);
        int[] questions = {0};
        answers(Core.SYNC, question -> {
            if (questions[0]++ > 0) {
                throw new IllegalStateException("no more");
            }
            MessageWriter out = MessageWriter.begin();
            out.bound(Negentropy.bound(Author.BEFORE.getEpochSecond() + 1));
            out.varint(Negentropy.ID_LIST);
            out.varint(1);
            out.bytes(release.id().bytes());
            out.fingerprint(Negentropy.INFINITY, new byte[16]);
            return out.toBytes();
        });
        answers(Core.RECORDS, request -> batch(new byte[0], release.toBytes()));
        meet();
        assertThat(questions[0]).isGreaterThan(1);
        assertThat(victim.store.ids()).containsExactly(release.id());
        assertThat(victim.fact("failed")).isEqualTo(victim.fact("sessions"));
        assertThat(victim.fact("records")).isEqualTo("1");
        assertThat(victim.fact("new records")).isEqualTo("1");
    }

    @Test
    void recordsOfARevokedKeyAreNotKeptAndNotHeldAgainstAnybody() {
        victim.store.put(author.end(Author.BEFORE));
        Member holder = sim.member();
        holder.store.put(author.release("a", "1.0.0", Author.BEFORE));
        sim.connect(victim, holder);
        sim.settle(A_WHILE);
        assertThat(victim.store.ids()).hasSize(1);
        assertThat(victim.faults()).isZero();
        assertThat(victim.store.taken).isLessThanOrEqualTo(1);
    }

    @Test
    void cursorsThatNeverEndEnd() {
        int[] page = {0};
        answers(
                Core.RECORDS,
                request -> batch(
                        new byte[] {(byte) page[0], (byte) (page[0] >> 8)},
                        author.release("a", "1.0." + page[0]++, Author.BEFORE).toBytes()));
        refusedByName();
        assertThat(page[0]).isLessThan(30);
    }

    @Test
    void pagesWithNothingOnThemEnd() {
        answers(Core.RECORDS, request -> batch(new byte[] {1}));
        refusedByName();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void theSameRecordAgainAndAgainIsAFault() {
        byte[] release = author.release("a", "1.0.0", Author.BEFORE).toBytes();
        answers(Core.RECORDS, request -> batch(new byte[] {(byte) ++asked}, release));
        refusedByName();
        assertThat(victim.store.taken).isEqualTo(1);
    }

    @Test
    void aPackageOfAnotherNameIsNotTaken() {
        byte[] release = author.release("b", "1.0.0", Author.BEFORE).toBytes();
        answers(Core.RECORDS, request -> batch(new byte[0], release));
        refusedByName();
        assertThat(victim.store.taken).isZero();
    }

    @Test
    void aBatchOverSizeIsAFault() {
        answers(Core.RECORDS, request -> new byte[(256 << 10) + 1]);
        refusedByName();
    }

    @Test
    void garbageInsteadOfABatchIsAFault() {
        answers(Core.RECORDS, request -> new byte[] {0, 0, 0});
        refusedByName();
    }

    @Test
    void whoNeverAnswersIsGivenUpInTime() {
        stranger.handle(Streams.handler(Core.RECORDS, stream -> {}));
        stranger.handle(Streams.handler(Core.SYNC, stream -> {}));
        sim.connect(victim.host, stranger);
        long before = sim.network.time().now();
        assertThatThrownBy(this::byName).isInstanceOf(NetworkException.class);
        assertThat(Duration.ofNanos(sim.network.time().now() - before)).isLessThan(Duration.ofSeconds(12));
        sim.settle(Duration.ofMinutes(5));
        assertThat(Integer.parseInt(victim.fact("failed"))).isBetween(1, 6);
        Member good = sim.member();
        good.store.put(author.release("a", "1.0.0", Author.BEFORE));
        sim.connect(victim, good);
        sim.settle(Duration.ofSeconds(10));
        assertThat(victim.store.ids()).hasSize(1);
    }

    @Test
    void whoVanishesInTheMiddleCostsNothingButTime() {
        Member holder = sim.member();
        for (int i = 0; i < 500; i++) {
            holder.store.put(author.release("p" + i, "1.0.0", Author.BEFORE.plusSeconds(i)));
        }
        sim.connect(victim, holder);
        while (victim.store.ids().size() < 100) {
            sim.settle(Duration.ofMillis(5));
        }
        holder.host.crash();
        sim.settle(A_WHILE);
        assertThat(victim.store.ids().size()).isBetween(100, 500);
        assertThat(victim.fact("new records")).isEqualTo("" + victim.store.ids().size());
        assertThat(victim.fact("in sync with")).isEqualTo("0 of 0 peers");
        assertThat(victim.faults()).isZero();
    }

    @Test
    void ofManySessionsAtOnceAPeerHasOneAndAllTogetherHaveSome() {
        sim.connect(victim.host, stranger);
        byte[] question = new Initiator(new ArraySet(List.of()), List.of(Span.of(0, 9)), 4096)
                .next()
                .orElseThrow();
        int answered = 0;
        for (int i = 0; i < 5; i++) {
            try {
                Stream stream = sim.await(stranger.open(victim.id(), List.of(Core.SYNC), Duration.ofSeconds(5)));
                Frames frames = new Frames(stream);
                sim.await(frames.write(question));
                answered += sim.await(frames.read(4096)).isPresent() ? 1 : 0;
            } catch (NetworkException e) {
                assertThat(e.reason()).isIn(Reason.RESET, Reason.LIMIT, Reason.NO_PROTOCOL);
            }
        }
        assertThat(answered).isEqualTo(1);
    }

    @Test
    void whoAsksForMoreRoundsThanThereAreIsCutOff() {
        sim.connect(victim.host, stranger);
        Stream stream = sim.await(stranger.open(victim.id(), List.of(Core.SYNC), Duration.ofSeconds(5)));
        Frames frames = new Frames(stream);
        byte[] question = MessageWriter.begin().toBytes();
        int[] rounds = {0};
        assertThatThrownBy(() -> sim.await(Steps.repeat(() -> frames.write(question)
                        .thenCompose(done -> frames.read(4096))
                        .thenApply(answer -> ++rounds[0] < 100))))
                .isInstanceOf(NetworkException.class);
        assertThat(rounds[0]).isEqualTo(32);
        sim.settle(Duration.ofSeconds(1));
        assertThat(victim.faults()).isEqualTo(1);
    }

    @Test
    void garbageInARequestIsAFault() {
        sim.connect(victim.host, stranger);
        for (byte[] bad : List.of(new byte[0], new byte[] {10, 1, 0}, new byte[] {18, 2, '/', '/'})) {
            Stream stream = sim.await(stranger.open(victim.id(), List.of(Core.RECORDS), Duration.ofSeconds(5)));
            sim.await(stream.write(Frames.encode(bad)));
            assertThatThrownBy(() -> sim.await(stream.read())).isInstanceOf(NetworkException.class);
            sim.settle(Duration.ofSeconds(1));
        }
        assertThat(victim.faults()).isEqualTo(3);
        Stream stream = sim.await(stranger.open(victim.id(), List.of(Core.SYNC), Duration.ofSeconds(5)));
        assertThatThrownBy(() -> {
                    sim.await(stream.write(ByteBuffer.wrap(new byte[] {1, 0x61})));
                    sim.await(stream.read());
                })
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void whoAsksFasterThanAllowedWaits() {
        sim.connect(victim.host, stranger);
        Stream stream = sim.await(stranger.open(victim.id(), List.of(Core.RECORDS), Duration.ofSeconds(5)));
        Frames frames = new Frames(stream);
        byte[] request = RecordRequest.first(new RecordRequest.ByName(NAME)).encode();
        ByteBuffer many = ByteBuffer.allocate(1000 * (request.length + 1));
        for (int i = 0; i < 1000; i++) {
            many.put(Frames.encode(request));
        }
        long before = sim.network.time().now();
        stream.write(many.flip());
        int[] answers = {0};
        sim.await(Steps.repeat(() -> frames.read(4096).thenApply(answer -> ++answers[0] < 1000)));
        Duration took = Duration.ofNanos(sim.network.time().now() - before);
        assertThat(took).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        assertThat(victim.faults()).isZero();
    }

    @Test
    void aGoodAnswerByNameIsTakenAndCounted() {
        Member holder = sim.member();
        Signed<ReleaseRecord> release = author.release("a", "1.0.0", Author.BEFORE);
        holder.store.put(release);
        holder.store.put(author.head(release, Author.BEFORE));
        sim.connect(victim, holder);
        Received received = sim.await(victim.node.exchange().byName(holder.id(), NAME, Duration.ofSeconds(20)));
        assertThat(received.records()).isEqualTo(2);
        assertThat(received.news()).isEqualTo(2);
        assertThat(received.complete()).isTrue();
        assertThat(victim.store.ids()).isEqualTo(holder.store.ids());
    }
}
