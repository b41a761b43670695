package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts on the loopback interface that are killed with -9 while they publish, fetch and sync, and go on after a restart. */
@Timeout(420)
class MarketKillIT {
    private final long seed = Long.getLong("ggen.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    Path folder;

    private Member member(String name, Member... bootstrap) throws Exception {
        return Member.start(folder.resolve(name), bootstrap);
    }

    @Test
    void whoIsKilledWhilePublishingHasAllOrNothingAndTellsOthersAfterTheRestart() throws Exception {
        System.out.println("seed " + seed);
        int whole = 0;
        try (Member bob = member("bob");
                Member ann = member("ann", bob)) {
            ann.isConnectedSoon(1);
            String annId = ann.publish("first", "1.0.0", "", Member.noise(10, 1));
            for (int i = 0; i < 4; i++) {
                String name = "large-" + i;
                byte[] content = Member.noise(20_000_000, i);
                Path source = ann.folder(name, "1.0.0", "", content);
                Process publish = ann.ggen.start("publish", source.toString());
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100, 300) + 200 * i);
                ann.kill();
                assertThat(publish.waitFor(60, TimeUnit.SECONDS)).isTrue();

                ann.restart(bob);
                boolean isThere = ann.ggen.run("info", name).status() == 0;
                whole += isThere ? 1 : 0;
                if (!isThere) {
                    assertThat(ann.archive(name, "1.0.0")).doesNotExist();
                    ann.ggen.run("publish", source.toString()).ok();
                }
                bob.findsSoon(name, annId);
                bob.ggen.run("install", "@" + annId + "/" + name).ok();
                assertThat(bob.installed(name)).isEqualTo(content);
            }
            assertThat(bob.ggen.run("verify").ok().out()).contains("4 signatures checked");
            assertThat(ann.ggen.run("doctor").err()).doesNotContain("error");
        }
        System.out.println("killed while publishing: " + whole + " of 4 were published whole, the others not at all");
    }

    @Test
    void whatWasFetchedBeforeAKillIsNotFetchedAgain() throws Exception {
        int size = 24_000_000;
        byte[] large = Member.noise(size, 5);
        Path etc = Files.createDirectories(folder.resolve("ann/etc"));
        Files.writeString(etc.resolve("io.ggen.fetch.json"), "{\"uploadPerSecond\":4000000}");
        try (Member ann = member("ann");
                Member bob = member("bob", ann)) {
            bob.isConnectedSoon(1);
            String annId = ann.publish("large", "1.0.0", "", large);
            bob.findsSoon("large", annId);
            Process install = bob.ggen.start("install", "@" + annId + "/large");
            Member.eventually("a third has come", () -> received(bob) > size / 3);
            bob.kill();
            assertThat(install.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(install.exitValue()).isNotZero();
            assertThat(bob.ggen.home().resolve("packages/large")).doesNotExist();

            bob.restart(ann);
            bob.isConnectedSoon(1);
            assertThat(received(bob)).isZero();
            bob.ggen.run("install", "@" + annId + "/large").ok();
            assertThat(bob.installed("large")).isEqualTo(large);
            long again = received(bob);
            System.out.println("killed after a third of " + size + " bytes; fetched after the restart: " + again);
            assertThat(again).isBetween(1L, size - size / 4L);
            try (Stream<Path> left = Files.list(bob.ggen.home().resolve("fetch"))) {
                assertThat(left.filter(file -> file.toString().endsWith(".part")))
                        .isEmpty();
            }
        }
    }

    /** How many bytes of archives this host has received since it was started. */
    private static long received(Member member) throws Exception {
        return member.status().at("/parts/fetch/received").asLong();
    }

    @Test
    void whoIsKilledWhileItSyncsHasEverythingAfterTheRestart() throws Exception {
        int records = 1_500;
        // so many of a peer may wait for a verdict
        int atOnce = 50;
        try (JsPeers js = new JsPeers("honest");
                Member ann = member("ann")) {
            js.dial(ann);
            Member.eventually(
                    "ann listens", () -> js.ask("listeners").get("count").asInt() == 1);
            for (int i = 0; i < records; i += atOnce) {
                js.ask("flood", "from", i, "to", i + atOnce);
                int so = i + atOnce;
                Member.eventually(so + " are known", () -> known(ann) == so);
            }
            js.close();
            int killed = 0;
            Member bob = member("bob", ann);
            try {
                for (int i = 0; i < 5 && known(bob) < records; i++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(50, 400));
                    bob.kill();
                    killed++;
                    bob.restart(ann);
                }
                Member again = bob;
                Member.eventually("all are known", () -> known(again) == records);
                JsonNode doctor = bob.ggen.run("doctor", "--json").json();
                System.out.println("seed " + seed + ": killed " + killed + " times while syncing " + records
                        + " records; all are there");
                assertThat(doctor.toString()).contains("The record catalogue is whole: " + records + " releases");
            } finally {
                bob.close();
            }
        }
    }

    /** How many packages of the flood the search of this host knows. */
    private static int known(Member member) throws Exception {
        return member.ggen
                .run("search", "flood", "--limit", "1", "--json")
                .ok()
                .json()
                .get("total")
                .asInt();
    }
}
