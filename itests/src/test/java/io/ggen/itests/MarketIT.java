package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publish here, found and installed there: several homes, each with a {@code ggen serve} of its own, on the loopback interface. */
@Timeout(300)
class MarketIT {
    @TempDir
    Path folder;

    private Member member(String name, Member... bootstrap) throws Exception {
        return Member.start(folder.resolve(name), bootstrap);
    }

    @Test
    void packagesOfThreePublishersAreFoundAndInstalledElsewhereAndStayThereWhenTheirPublishersAreGone()
            throws Exception {
        byte[] large = Member.noise(3_000_000, 1);
        try (Member dan = member("dan");
                Member ann = member("ann", dan);
                Member bob = member("bob", dan);
                Member cid = member("cid", dan);
                Member eve = member("eve", dan)) {
            for (Member one : new Member[] {ann, bob, cid, eve}) {
                one.isConnectedSoon(1);
            }
            String annId = ann.publish("alpha", "1.0.0", "", large);
            String bobId = bob.publish("beta", "1.2.0", "\"@" + annId + "/alpha\":\"^1.0.0\"", Member.noise(1000, 2));
            String cidId = cid.publish(
                    "gamma",
                    "2.0.0",
                    "\"@" + bobId + "/beta\":\"^1.0.0\",\"@" + annId + "/alpha\":\"^1.0.0\"",
                    Member.noise(1000, 3));
            eve.findsSoon("gamma", cidId);

            Ggen.Ran unasked = eve.ggen.run("install", "gamma");
            assertThat(unasked.status()).isEqualTo(1);
            assertThat(unasked.err()).contains(cidId, "try: ggen install").doesNotContain("Exception");

            JsonNode done = eve.ggen
                    .run("install", "@" + cidId + "/gamma", "--json")
                    .ok()
                    .json();
            assertThat(done.get("installed").findValuesAsText("name")).containsExactly("alpha", "beta", "gamma");
            assertThat(eve.installed("alpha")).isEqualTo(large);
            assertThat(eve.ggen.run("verify").ok().out()).contains("3 signatures checked");

            for (Member gone : new Member[] {ann, bob, cid}) {
                gone.kill();
            }
            try (Member fay = member("fay", eve)) {
                fay.isConnectedSoon(1);
                fay.findsSoon("gamma", cidId);
                fay.ggen.run("install", "@" + cidId + "/gamma").ok();
                assertThat(fay.installed("alpha")).isEqualTo(large);
            }
        }
    }

    @Test
    void whatWasPublishedWithoutPeersGoesOutWhenOneComesAndWhoWasAwayCatchesUp() throws Exception {
        try (Member ann = member("ann")) {
            String annId = ann.publish("quiet", "1.0.0", "", Member.noise(10, 7), "queued");
            try (Member bob = member("bob", ann)) {
                bob.findsSoon("quiet", annId);
                ann.ggen.run("yank", "quiet@1.0.0").ok();
                Member.eventually(
                        "the yank is known",
                        () -> bob.ggen.run("info", "@" + annId + "/quiet").out().contains("yanked"));
                assertThat(bob.server.signal("TERM", 5)).isZero();
            }
            Path secret = Files.createDirectories(folder.resolve("secret"));
            Files.writeString(secret.resolve("package.json"), "{\"name\":\"secret\",\"version\":\"1.0.0\"}");
            ann.ggen.run("publish", "--local", secret.toString()).ok();
            ann.ggen.run("install", "secret").ok();
            ann.publish("later", "1.0.0", "", Member.noise(10, 4), "queued");
            try (Member bob = member("bob", ann)) {
                bob.findsSoon("later", annId);
                assertThat(bob.ggen
                                .run("search", "secret", "--json")
                                .ok()
                                .json()
                                .get("results"))
                        .isEmpty();
                assertThat(ann.server.signal("TERM", 5)).isZero();
            }
        }
    }

    @Test
    void aSingleCommandInANewHomeInstallsFromTheOnePeerItKnows() throws Exception {
        try (Member ann = member("ann")) {
            ann.publish("solo", "1.0.0", "", Member.noise(10, 8), "queued");
            for (int i = 0; i < 3; i++) {
                Ggen configured = new Ggen(folder.resolve("configured-" + i));
                Path settings = configured.home().resolve("etc/io.ggen.node.json");
                Files.createDirectories(settings.getParent());
                Files.writeString(settings, "{\"bootstrap\":[\"" + ann.address + "\"]}");
                configured.run("install", "solo", "--yes").ok();
            }
            Ggen connected = new Ggen(folder.resolve("connected"));
            connected.run("p2p", "connect", ann.address).ok();
            connected.run("install", "solo", "--yes").ok();
            assertThat(ann.ggen.run("p2p", "peers").out()).doesNotContain("not listened to");
        }
    }

    @Test
    void aPublisherWhoContradictsHimselfIsShownEverywhereAndInstalledNowhere() throws Exception {
        try (Member dan = member("dan");
                Member ann = member("ann", dan);
                Member bob = member("bob")) {
            ann.isConnectedSoon(1);
            String annId = ann.publish("notes", "0.9.0", "", Member.noise(10, 1));
            ann.publish("notes", "1.0.0", "", Member.noise(10, 2));
            Path other = bob.folder("notes", "1.0.0", "", Member.noise(10, 3));
            Path key = ann.ggen.home().resolve("keys/publisher.pem");
            bob.ggen.run("publish", other.toString(), "--key", key.toString()).ok();
            bob.server.signal("TERM", 10);
            bob.restart(dan);

            Member.eventually(
                    "dan has the proof",
                    () -> dan.ggen
                            .run("info", "@" + annId + "/notes@1.0.0")
                            .out()
                            .startsWith("notes 1.0.0 (withheld)"));
            JsonNode info =
                    dan.ggen.run("info", "@" + annId + "/notes", "--json").ok().json();
            assertThat(info.get("version").asText()).isEqualTo("0.9.0");
            assertThat(info.get("withheld").get(0).get("reason").asText())
                    .startsWith(annId + " signed two different releases notes@1.0.0 (records ");
            Ggen.Ran refused = dan.ggen.run("install", "@" + annId + "/notes@1.0.0");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("two different releases");
        }
    }

    @Test
    void aHostThatIsKilledInTheMiddleOfAFetchGoesOnAfterItsRestart() throws Exception {
        byte[] large = Member.noise(40_000_000, 5);
        try (Member ann = member("ann");
                Member bob = member("bob", ann)) {
            bob.isConnectedSoon(1);
            String annId = ann.publish("large", "1.0.0", "", large);
            bob.findsSoon("large", annId);
            Process install = bob.ggen.start("install", "@" + annId + "/large");
            TimeUnit.MILLISECONDS.sleep(new SplittableRandom(6).nextInt(100, 400));
            bob.kill();
            install.waitFor(60, TimeUnit.SECONDS);
            assertThat(install.exitValue()).isNotZero();
            assertThat(bob.ggen.run("list", "--json").ok().json().get("packages"))
                    .isEmpty();

            bob.restart(ann);
            bob.isConnectedSoon(1);
            bob.ggen.run("install", "@" + annId + "/large").ok();
            assertThat(bob.installed("large")).isEqualTo(large);
        }
    }
}
