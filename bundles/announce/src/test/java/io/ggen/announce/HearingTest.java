package io.ggen.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HearingTest {
    @TempDir
    Path folder;

    private World world;
    private Hearing hearing;
    private Signed<ReleaseRecord> release;
    private Signed<HeadRecord> head;

    @BeforeEach
    void listen() {
        world = new World(folder);
        hearing = new Hearing(world.store, Runnable::run);
        release = world.author.release("notes", "1.0.0", world.now());
        head = world.author.head(List.of(release), -1, world.now());
    }

    private Verdict hear(byte[] message) {
        return hearing.received(world.other.id(), message).toCompletableFuture().join();
    }

    @Test
    void newsIsTakenInAndPassedOnOnce() {
        byte[] message = Announcement.write(head.toBytes(), release.toBytes(), null);

        assertThat(hear(message)).isEqualTo(Verdict.ACCEPT);
        assertThat(hear(message)).isEqualTo(Verdict.IGNORE);

        assertThat(world.store.records).containsOnlyKeys(head.id(), release.id());
        assertThat(world.store.origins)
                .containsOnly(Origin.peer(world.other.id().toString()));
    }

    @Test
    void aForgedRecordIsRejected() {
        byte[] forged = release.toBytes();
        forged[forged.length - 1] ^= 1;

        assertThat(hear(Announcement.write(null, forged, null))).isEqualTo(Verdict.REJECT);
        assertThat(hear(Announcement.write(head.toBytes(), forged, null))).isEqualTo(Verdict.REJECT);
    }

    @Test
    void whatIsAheadOfItsTimeOrOverAQuotaIsNotPassedOnAndNobodyIsToBlame() {
        Signed<ReleaseRecord> later =
                world.author.release("notes", "2.0.0", world.now().plus(Duration.ofDays(1)));
        assertThat(hear(Announcement.write(null, later.toBytes(), null))).isEqualTo(Verdict.IGNORE);

        world.store.forNews = Taken.Outcome.OVER_QUOTA;
        assertThat(hear(Announcement.write(null, release.toBytes(), null))).isEqualTo(Verdict.IGNORE);
    }

    @Test
    void whatCannotBeReadIsRejected() {
        byte[] whole = Announcement.write(head.toBytes(), release.toBytes(), null);
        assertThat(hear(new byte[0])).isEqualTo(Verdict.REJECT);
        assertThat(hear(Arrays.copyOf(whole, whole.length - 3))).isEqualTo(Verdict.REJECT);
        assertThat(hear(new byte[Announcement.LARGEST + 1])).isEqualTo(Verdict.REJECT);
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        assertThat(hear(twice)).isEqualTo(Verdict.REJECT);
    }

    @Test
    void anyBytesGetAVerdict() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = Announcement.write(head.toBytes(), release.toBytes(), null);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            assertThat(hear(cut)).as("seed " + seed).isNotNull();
        }
        assertThat(world.store.records.keySet()).isSubsetOf(head.id(), release.id());
    }

    @Test
    void withTooMuchToDoAnnouncementsAreIgnored() {
        Executor busy = task -> {
            throw new RejectedExecutionException("busy");
        };
        Verdict verdict = new Hearing(world.store, busy)
                .received(world.other.id(), Announcement.write(head.toBytes(), null, null))
                .toCompletableFuture()
                .join();
        assertThat(verdict).isEqualTo(Verdict.IGNORE);
    }

    @Test
    void valuesStandUnderTheirOwnKeysAlone() {
        GgenRecords rules = new GgenRecords(world.network.clock(), world.store, Runnable::run);
        Signed<HeadRecord> next =
                world.author.head(List.of(release), head.payload().seq(), world.now());
        byte[] key = head.payload().valueKey().bytes();

        assertThat(rules.isValid(key, head.toBytes())).isTrue();
        assertThat(rules.isValid(release.payload().valueKey().bytes(), head.toBytes()))
                .isFalse();
        assertThat(rules.isValid("/ggen/x".getBytes(java.nio.charset.StandardCharsets.US_ASCII), head.toBytes()))
                .isFalse();
        assertThat(rules.isValid(key, new byte[10])).isFalse();
        assertThat(rules.select(key, List.of(head.toBytes(), next.toBytes()))).isEqualTo(1);
        assertThat(rules.select(key, List.of(next.toBytes(), head.toBytes()))).isZero();
    }
}
