package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Installs on the loopback interface where half of those who have the bytes, or the one beside the publisher, are hostile. */
@Timeout(540)
class HostileIT {
    /** At full size 15: 105 installs. */
    private static final int PACKAGES = Integer.getInteger("ggen.packages", 5);

    private static final int CLIENTS = 7;
    private static final int ATTEMPTS = 3;
    private int size = 400_000;

    @TempDir
    Path folder;

    private Member member(String name, Member... bootstrap) throws Exception {
        return Member.start(folder.resolve(name), bootstrap);
    }

    /** Lets a home send so slowly that other peers are given some of the work. */
    private void slow(String name) throws Exception {
        Path etc = Files.createDirectories(folder.resolve(name).resolve("etc"));
        Files.writeString(etc.resolve("io.ggen.fetch.json"), "{\"uploadPerSecond\":300000}");
    }

    private static String name(int number) {
        return "package-" + number;
    }

    private byte[] content(int number) {
        return Member.noise(size, number);
    }

    /** Publishes {@code count} packages; returns the publisher. */
    private String publish(Member ann, int count) throws Exception {
        String annId = "";
        for (int i = 0; i < count; i++) {
            annId = ann.publish(name(i), "1.0.0", "", content(i));
        }
        return annId;
    }

    private static void hold(JsPeers js, Member ann, int count) throws Exception {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(ann.archive(name(i), "1.0.0").toString());
        }
        js.ask("hold", "files", files);
    }

    /** Whether something other than the package is where the package should be. */
    private boolean isBad(Member eve, int number) throws Exception {
        Path place = eve.ggen.home().resolve("packages").resolve(name(number));
        return Files.exists(place) && !Arrays.equals(eve.installed(name(number)), content(number));
    }

    @Test
    void whereHalfOfAllProvidersServeWrongBytesNothingBadIsInstalledAndAllSucceed() throws Exception {
        List<String> kinds = new ArrayList<>();
        for (String bad : List.of("wrongSize", "garbage", "bitflip", "otherLeaves", "otherList", "short", "endless")) {
            kinds.add(bad);
            kinds.add("honest");
        }
        Map<Integer, Integer> succeeded = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        int wrong = 0;
        try (JsPeers js = new JsPeers(kinds.toArray(String[]::new));
                Member ann = member("ann");
                Member bob = member("bob", ann)) {
            bob.isConnectedSoon(1);
            String annId = publish(ann, PACKAGES);
            hold(js, ann, PACKAGES);
            for (int i = 0; i < PACKAGES; i++) {
                bob.findsSoon(name(i), annId);
            }
            ann.kill(); // bob has the records, and only those peers have the bytes
            for (int client = 0; client < CLIENTS; client++) {
                try (Member eve = member("eve" + client, bob)) {
                    js.dialInTurn(2 * client, eve); // each hostile kind is the first to be there once
                    eve.isConnectedSoon(kinds.size() + 1);
                    for (int i = 0; i < PACKAGES; i++) {
                        Ggen.Ran ran = new Ggen.Ran(-1, "", "");
                        int attempt = 0;
                        while (attempt < ATTEMPTS && ran.status() != 0) {
                            attempt++;
                            ran = eve.ggen.run("install", "@" + annId + "/" + name(i));
                            wrong += isBad(eve, i) ? 1 : 0;
                        }
                        if (ran.status() == 0) {
                            succeeded.merge(attempt, 1, Integer::sum);
                            wrong += Arrays.equals(eve.installed(name(i)), content(i)) ? 0 : 1;
                        } else {
                            failures.add("eve" + client + " " + name(i) + ": " + ran.err());
                        }
                    }
                    eve.ggen.run("verify").ok();
                }
            }
            JsonNode served = js.ask("served").get("peers");
            System.out.println("7 of 14 providers serve wrong bytes, " + CLIENTS * PACKAGES
                    + " installs: succeeded by attempt " + succeeded + ", failed " + failures.size()
                    + ", bad installs " + wrong + "; asked: " + served);
            int leaves = 0;
            for (JsonNode each : served) {
                leaves += each.get("kind").asText().equals("honest")
                        ? 0
                        : each.get("data").asInt();
            }
            assertThat(leaves).as("requests for leaves to hostile peers").isPositive();
        }
        assertThat(wrong).isZero();
        assertThat(failures).hasSizeLessThanOrEqualTo(CLIENTS * PACKAGES / 100);
    }

    @Test
    void aPeerThatStallsCostsAMomentOnce() throws Exception {
        int packages = 4;
        size = 4_000_000; // more than the publisher is asked for at once, and slower than the others are asked
        slow("ann");
        try (JsPeers js = new JsPeers("stall");
                Member ann = member("ann");
                Member eve = member("eve", ann)) {
            eve.isConnectedSoon(1);
            String annId = publish(ann, packages);
            hold(js, ann, packages);
            double plain = install(eve, annId, 0);
            js.dial(eve);
            eve.isConnectedSoon(2);
            List<Double> stalled = new ArrayList<>();
            double extra = 0;
            for (int i = 1; i < packages; i++) {
                stalled.add(install(eve, annId, i));
                extra += stalled.get(i - 1) - plain;
            }
            int asked = js.ask("served").get("peers").get(0).get("data").asInt();
            System.out.printf(
                    "an install takes %.1f s, beside a peer that stalls %s s; it was asked for leaves %d times%n",
                    plain, stalled, asked);
            assertThat(asked).isPositive();
            assertThat(extra).isLessThan(10);
        }
    }

    /** Installs a package and says how many seconds that took. */
    private double install(Member eve, String publisher, int number) throws Exception {
        eve.findsSoon(name(number), publisher);
        long start = System.nanoTime();
        eve.ggen.run("install", "@" + publisher + "/" + name(number)).ok();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        assertThat(eve.installed(name(number))).isEqualTo(content(number));
        return seconds;
    }
}
