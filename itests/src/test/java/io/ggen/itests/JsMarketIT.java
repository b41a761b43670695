package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** js-libp2p as a peer of real hosts: it hears, stores and serves our records, and publishes a package of its own making. */
@Timeout(300)
class JsMarketIT {
    @TempDir
    Path folder;

    private Member member(String name, Member... bootstrap) throws Exception {
        return Member.start(folder.resolve(name), bootstrap);
    }

    /** Waits until the peer knows so many hosts and, if there are {@code listeners}, that these are in the topic. */
    private static void isIn(JsPeers js, int hosts, int listeners) throws Exception {
        Member.eventually(
                hosts + " hosts in the table",
                () -> js.ask("table").get("counts").get(0).asInt() >= hosts);
        Member.eventually(
                listeners + " listeners", () -> js.ask("listeners").get("count").asInt() >= listeners);
    }

    private static TreeSet<String> heard(JsPeers js) {
        return new TreeSet<>(js.ask("heard").get("records").findValuesAsText("key"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void itHearsAndStoresWhatIsPublishedHereAndServesItWhenThePublisherIsGone() throws Exception {
        byte[] content = Member.noise(300_000, 8);
        try (JsPeers js = new JsPeers("honest");
                Member ann = member("ann")) {
            js.dial(ann);
            isIn(js, 1, 1);
            String annId = ann.publish("notes", "1.0.0", "", content);
            String head = "/ggen/" + annId + "/notes";
            Member.eventually(
                    "both records are heard",
                    () -> heard(js).contains(head) && heard(js).contains(head + "/1.0.0"));
            for (JsonNode record : js.ask("heard").get("records")) {
                String key = record.get("key").asText();
                Member.eventually(
                        key + " is stored",
                        () -> js.ask("get", "key", key, "alone", true).get("id").equals(record.get("id")));
            }
            assertThat(js.ask("heard").get("refused").asInt()).isZero();
            js.ask("hold", "files", new String[] {ann.archive("notes", "1.0.0").toString()});
            ann.kill();

            try (Member bob = Member.at(folder.resolve("bob"), js.address())) {
                bob.isConnectedSoon(1);
                Member.eventually(
                        "bob installs",
                        () -> bob.ggen.run("install", "@" + annId + "/notes").status() == 0);
                assertThat(bob.installed("notes")).isEqualTo(content);
                assertThat(bob.ggen.run("info", "@" + annId + "/notes").ok().out())
                        .contains("signed and verified");
                assertThat(js.ask("served").get("peers").get(0).get("leaves").asInt())
                        .isPositive();
            }
        }
    }

    @Test
    void whatItPublishesIsFoundInstalledAndPassedOnHere() throws Exception {
        try (JsPeers js = new JsPeers("honest");
                Member ann = member("ann")) {
            js.dial(ann);
            isIn(js, 1, 1);
            JsonNode published = js.ask("publish", "name", "crit", "version", "0.1.0", "size", 300_000);
            String carol = published.get("publisher").asText();
            assertThat(published.get("listeners").asInt()).isEqualTo(1);
            assertThat(published.get("holders").asInt()).isEqualTo(2);

            ann.findsSoon("crit", carol);
            JsonNode info =
                    ann.ggen.run("info", "@" + carol + "/crit", "--json").ok().json();
            assertThat(info.get("signature").asText()).isEqualTo("verified");
            assertThat(info.get("head").asText()).isEqualTo("fresh");
            ann.ggen.run("install", "@" + carol + "/crit").ok();
            assertThat(sha256(ann.installed("crit")))
                    .isEqualTo(published.get("sha256").asText());
            assertThat(ann.ggen.run("verify").ok().out()).contains("1 signature checked");

            js.ask("forge", "name", "crit");
            js.ask("publish", "name", "later", "version", "1.0.0", "size", 10);
            ann.findsSoon("later", carol);
            assertThat(ann.ggen.run("info", "@" + carol + "/crit").ok().out()).doesNotContain("6.6.6");

            js.close();
            try (Member bob = member("bob", ann)) {
                bob.findsSoon("crit", carol);
                bob.ggen.run("install", "@" + carol + "/crit").ok();
                assertThat(bob.installed("crit")).isEqualTo(ann.installed("crit"));
            }
        }
    }

    @Test
    void whatItOnlyPutsIntoTheHashTableIsInTheCatalogueHereToo() throws Exception {
        try (JsPeers js = new JsPeers("honest");
                Member ann = member("ann")) {
            js.dial(ann);
            isIn(js, 1, 1);
            JsonNode published = js.ask("publish", "name", "unsaid", "version", "1.0.0", "size", 10, "gossip", false);
            assertThat(published.get("listeners").asInt()).isZero();
            ann.findsSoon("unsaid", published.get("publisher").asText());
            assertThat(Files.exists(ann.ggen.home().resolve("registry/unsaid"))).isFalse();
        }
    }
}
