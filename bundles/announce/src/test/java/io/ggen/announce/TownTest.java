package io.ggen.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.announce.Town.Citizen;
import io.ggen.api.PackageName;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.memory.Link;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing in a town of a hundred hosts, all with the real parts; and among those who mean ill. */
class TownTest {
    private static final long SEED = 20261129;
    private static final int HOSTS = 100;
    private static final Duration STEP = Duration.ofMillis(10);

    @TempDir
    Path folder;

    /** Milliseconds of virtual time until each other host knows what {@code publisher} publishes now. */
    private static List<Long> visible(Town town, Citizen publisher, String name) {
        List<Citizen> waiting = new ArrayList<>(town.citizens);
        List<Long> times = new ArrayList<>();
        CompletionStage<Receipt> told = publisher.publish(name, "1.0.0");
        waiting.remove(publisher);
        for (long at = 0; !waiting.isEmpty() && at <= 20_000; at += STEP.toMillis()) {
            long now = at;
            waiting.removeIf(one -> one.knows(publisher.author.id, name) && times.add(now));
            town.network.time().runFor(STEP);
        }
        assertThat(waiting).as("do not know " + name).isEmpty();
        assertThat(town.await(told).isDurable()).isTrue();
        return times;
    }

    private static long p99(List<Long> times) {
        Collections.sort(times);
        return times.get((int) Math.ceil(0.99 * times.size()) - 1);
    }

    @Test
    void whatOnePublishesAHundredHostsKnowWithinASecond() throws Exception {
        System.out.println("seed " + SEED);
        try (Town town = new Town(folder, SEED, Map.of()).settled(HOSTS)) {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                times.addAll(visible(town, town.citizens.get(town.random.nextInt(HOSTS)), "novelty-" + i));
            }
            System.out.println("known by " + times.size() + " at p50 " + times.get(times.size() / 2) + ", p99 "
                    + p99(times) + " ms");
            assertThat(p99(times)).isLessThan(1000);
        }
    }

    @Test
    void whatIsHonestIsHeardAndStaysWhileOthersSpamSquatAndLie() throws Exception {
        System.out.println("seed " + SEED);
        // Small stores, so that the spam does not fit: 300 records in all, 75 of them for strangers.
        Map<String, Object> small =
                Map.of("records", 300, "publisher_records", 20, "publisher_burst", 30, "peer_burst", 400);
        try (Town town = new Town(folder, SEED, small)) {
            town.settled(HOSTS);
            List<Citizen> honest = town.citizens.subList(0, 90);
            List<Citizen> bad = town.citizens.subList(90, HOSTS);
            Citizen known = honest.get(7);
            Citizen later = honest.get(20);
            town.pins.put(new PackageName("known"), known.author.id);
            town.pins.put(new PackageName("later"), later.author.id);
            visible(town, known, "known");

            spam(town, bad);
            squat(town, bad.get(0), "known");
            lie(town, bad.get(1));
            town.network.links(Link.of(Duration.ofMillis(30))
                    .withJitter(Duration.ofMillis(10))
                    .withLoss(0.02));
            town.network.time().runFor(Duration.ofSeconds(5));

            for (Citizen one : honest) {
                assertThat(one.knows(known.author.id, "known"))
                        .as("host " + one.number + " still knows what was there before")
                        .isTrue();
                assertThat(one.store.syncSet().size()).isLessThanOrEqualTo(300);
            }
            CompletionStage<Receipt> told = later.publish("later", "1.0.0");
            town.network.time().runFor(Duration.ofSeconds(10));
            assertThat(town.await(told).isDurable()).isTrue();
            long know = honest.stream()
                    .filter(one -> one.knows(later.author.id, "later"))
                    .count();
            assertThat(know).isEqualTo(honest.size());
        }
    }

    /** Releases of a few keys that sign very many, and of very many new keys. */
    private void spam(Town town, List<Citizen> bad) {
        for (int i = 0; i < 200; i++) {
            Citizen from = bad.get(i % bad.size());
            Author author = i < 100 ? bad.get(2).author : new Author(folder.resolve("mule" + i));
            Signed<ReleaseRecord> release = author.release("spam-" + i, "1.0.0", Instant.now());
            from.gossip.publish(Announcement.TOPIC, Announcement.write(null, release.toBytes(), null));
            town.network.time().runFor(STEP);
        }
    }

    /** The same name by somebody else, with higher versions. */
    private static void squat(Town town, Citizen squatter, String name) {
        for (int i = 2; i < 20; i++) {
            Signed<ReleaseRecord> release = squatter.author.release(name, i + ".0.0", Instant.now());
            squatter.gossip.publish(Announcement.TOPIC, Announcement.write(null, release.toBytes(), null));
            town.network.time().runFor(STEP);
        }
    }

    /** Records that are changed after they were signed, and bytes that are none. */
    private static void lie(Town town, Citizen liar) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 30; i++) {
            byte[] bytes =
                    liar.author.release("lie-" + i, "1.0.0", Instant.now()).toBytes();
            bytes[random.nextInt(bytes.length)] ^= 1;
            liar.gossip.publish(
                    Announcement.TOPIC,
                    i % 2 == 0
                            ? Announcement.write(null, bytes, null)
                            : "no announcement".getBytes(StandardCharsets.UTF_8));
            town.network.time().runFor(STEP);
        }
        for (Citizen one : town.citizens) {
            for (int i = 0; i < 30; i++) {
                assertThat(one.store.releases(liar.author.id, new PackageName("lie-" + i)))
                        .isEmpty();
            }
        }
    }
}
