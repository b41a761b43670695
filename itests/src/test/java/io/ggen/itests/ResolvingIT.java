package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ggen.itests.Ggen.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How versions are chosen and explained, with the built distribution. */
class ResolvingIT {
    @TempDir
    Path folder;

    private Ggen ggen;
    private int imports;

    @BeforeEach
    void aFreshHome() {
        ggen = new Ggen(folder.resolve("home"));
    }

    /** Publishes {@code "a 1.0.0 -> b ^1.0.0, c *"}. */
    private void publish(String... releases) throws Exception {
        Path all = folder.resolve("import-" + imports++);
        for (String release : releases) {
            String[] halves = release.split(" -> ");
            String[] head = halves[0].split(" ");
            StringBuilder needs = new StringBuilder();
            for (String need : halves.length == 1 ? new String[0] : halves[1].split(", ")) {
                int space = need.indexOf(' ');
                needs.append(needs.isEmpty() ? "" : ",")
                        .append('"' + need.substring(0, space) + "\":\"" + need.substring(space + 1) + '"');
            }
            Path one = Files.createDirectories(all.resolve(head[0] + "-" + head[1]));
            Files.writeString(one.resolve("README"), release);
            Files.writeString(
                    one.resolve("package.json"),
                    "{\"name\":\"" + head[0] + "\",\"version\":\"" + head[1] + "\",\"dependencies\":{" + needs + "}}");
        }
        JsonNode imported =
                ggen.run("registry", "import", all.toString(), "--json").ok().json();
        assertThat(imported.get("published")).hasSize(releases.length);
    }

    private List<String> installed() throws Exception {
        List<String> installed = new ArrayList<>();
        for (JsonNode each : ggen.run("list", "--json").ok().json().get("packages")) {
            installed.add(each.get("name").asText() + " " + each.get("version").asText());
        }
        return installed;
    }

    @Test
    void aConflictIsToldWithItsReasonsAndAWayOut() throws Exception {
        publish("a 1.0.0 -> b ^1.0.0", "b 1.0.0 -> c ^1.0.0", "b 1.1.0 -> c ^1.0.0", "c 1.0.0 -> z ^2.0.0");
        publish("z 1.0.0", "z 2.0.0");

        Ran failed = ggen.run("install", "a", "z@^1.0.0");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).isEqualTo("""
                        error: because a 1.0.0 depends on b ^1.0.0, every version of b depends on c ^1.0.0 and c 1.0.0 depends on z ^2.0.0, a and z ^1.0.0 cannot be installed together; nothing was changed.
                          Because a 1.0.0 depends on b ^1.0.0 and every version of b depends on c ^1.0.0, a requires c 1.0.0.
                          And because c 1.0.0 depends on z ^2.0.0, a requires z 2.0.0.
                          So, because you asked for a and z ^1.0.0, there is no solution.
                        try: ggen install a z@2.0.0
                        """);
        ggen.run("install", "a", "z@2.0.0").ok();
        assertThat(ggen.run("why", "z").ok().out()).isEqualTo("""
                        z 2.0.0 is installed because you asked for z 2.0.0
                        z 2.0.0 is installed because you asked for a, a 1.0.0 depends on b 1.1.0, b 1.1.0 depends on c 1.0.0 and c 1.0.0 depends on z 2.0.0
                        """);
    }

    @Test
    void aRecordedUniverseHasTheSameAnswer() throws Exception {
        publish("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 1.1.0 -> c *", "b 1.2.0", "c 1.0.0", "x 1.0.0 -> b ^2.0.0");
        ggen.run("yank", "b@1.2.0").ok();
        Path file = folder.resolve("bug.jsonl");

        ggen.run("install", "a", "--dry-run", "--record-universe", file.toString())
                .ok();
        ggen.run("install", "a", "--record-universe", file.toString()).ok();
        ggen.run("install", "a", "--record-universe", file.toString()).ok();
        Ran refused = ggen.run("install", "x", "--record-universe", file.toString());
        publish("a 1.1.0 -> b ^1.1.0, d *", "d 1.0.0", "b 1.3.0");
        ggen.run("update", "a", "--record-universe", file.toString()).ok();

        List<String> answers =
                ggen.run("resolve", file.toString()).ok().out().lines().toList();
        assertThat(answers).hasSize(5);
        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i)).contains("\"solution\":{\"a\":\"1.0.0\",\"b\":\"1.1.0\",\"c\":\"1.0.0\"}");
        }
        JsonNode no = new ObjectMapper().readTree(answers.get(3));
        assertThat(no.get("solvable").asBoolean()).isFalse();
        assertThat(refused.err()).contains("x 1.0.0 depends on b ^2.0.0");
        assertThat(no.get("explanation").asText()).contains("x 1.0.0 depends on b ^2.0.0");
        assertThat(answers.get(4))
                .contains("\"solution\":{\"a\":\"1.1.0\",\"b\":\"1.1.0\",\"c\":\"1.0.0\",\"d\":\"1.0.0\"}");
        assertThat(installed()).containsExactly("a 1.1.0", "b 1.1.0", "c 1.0.0", "d 1.0.0");
    }

    @Test
    void updateMovesOthersOnlyWithAReason() throws Exception {
        publish("x 1.0.0 -> y ^1.0.0", "y 1.0.0", "o 1.0.0");
        ggen.run("install", "x", "o").ok();
        publish("x 2.0.0 -> y ^1.2.0", "y 1.2.0", "y 1.3.0", "o 1.1.0");

        assertThat(ggen.run("update", "x", "--dry-run").ok().out())
                .contains("~ y 1.0.0 -> 1.3.0, because x 2.0.0 depends on y ^1.2.0\n")
                .contains("~ x 1.0.0 -> 2.0.0\n");
        JsonNode outcome = ggen.run("update", "x", "--json").ok().json();
        assertThat(outcome.get("installed").get(0).get("reason").asText()).isEqualTo("x 2.0.0 depends on y ^1.2.0");
        assertThat(outcome.get("installed").get(1).has("reason")).isFalse();
        assertThat(installed()).containsExactly("o 1.0.0", "x 2.0.0", "y 1.3.0");

        Ran down = ggen.run("install", "y@1.0.0").ok();
        assertThat(down.err())
                .contains("warning: x goes down from 2.0.0 to 1.0.0, because x 2.0.0 depends on y ^1.2.0 and y is 1.0.0"
                        + " now.");
    }

    @Test
    void overridesStandInPlaceOfRanges() throws Exception {
        publish("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 2.0.0");
        ggen.run("install", "a").ok();
        Path overrides = Files.createDirectories(ggen.home().resolve("etc")).resolve("overrides.json");
        Files.writeString(overrides, "{\"b\": \"^2.0.0\"}");

        Ran install = ggen.run("install").ok();

        assertThat(install.err()).isEqualTo("etc/overrides.json sets b to ^2.0.0.\n");
        assertThat(install.out()).contains("~ b 1.0.0 -> 2.0.0, because etc/overrides.json sets b to ^2.0.0");
        assertThat(ggen.run("doctor").ok().out())
                .containsPattern("ok +overrides +etc/overrides.json sets b to \\^2.0.0\\.");
        Files.writeString(overrides, "{\"b\": \"^2.0.0\"");
        Ran damaged = ggen.run("update");
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err()).contains("error: " + overrides + ", line 1").contains("nothing was updated");
        assertThat(installed()).containsExactly("a 1.0.0", "b 2.0.0");
    }

    @Test
    void optionsDecideWhatIsChosen() throws Exception {
        publish("p 1.0.0", "p 1.1.0", "p 2.0.0-rc.1", "left 1.0.0 -> right *", "right 1.0.0 -> left *");

        assertThat(chosen("install", "p", "--lowest")).isEqualTo("1.0.0");
        assertThat(chosen("install", "p")).isEqualTo("1.1.0");
        assertThat(chosen("install", "p", "--pre")).isEqualTo("2.0.0-rc.1");
        assertThat(chosen("install", "p", "--offline")).isEqualTo("1.1.0");
        Ran circle = ggen.run("install", "left");
        assertThat(circle.status()).isEqualTo(1);
        assertThat(circle.err())
                .contains("left 1.0.0 -> right 1.0.0 -> left 1.0.0")
                .endsWith("try: ggen install left --allow-cycles\n");
        ggen.run("install", "left", "--allow-cycles").ok();
        assertThat(installed()).containsExactly("left 1.0.0", "right 1.0.0");
        assertThat(ggen.run("why", "right").ok().out()).contains("left 1.0.0 depends on right 1.0.0");

        Ran frozen = ggen.run("install", "p", "--frozen");
        assertThat(frozen.status()).isEqualTo(1);
        assertThat(frozen.err())
                .startsWith("error: the lock would have to change (it holds no p and 'p' is asked for) and --frozen"
                        + " forbids that; nothing was installed.\n  ")
                .contains("the lock holds no p");
        ggen.run("install", "left", "--frozen").ok();
    }

    private String chosen(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--dry-run", "--json"));
        JsonNode outcome = ggen.run(words.toArray(String[]::new)).ok().json();
        return outcome.get("installed").get(0).get("version").asText();
    }

    @Test
    void offlineOnlyWhatIsOnThisMachineIsChosen() throws Exception {
        publish("p 1.0.0", "p 1.1.0");
        ggen.run("install", "p@1.0.0").ok();
        ggen.run("uninstall", "p").ok();
        for (String version : List.of("1.0.0", "1.1.0")) {
            Files.delete(ggen.home().resolve("registry/p/" + version + "/p-" + version + ".tar.gz"));
        }

        ggen.run("install", "p", "--offline").ok();

        assertThat(installed()).containsExactly("p 1.0.0");
        Ran gone = ggen.run("install", "p@1.1.0", "--offline");
        assertThat(gone.status()).isEqualTo(1);
        assertThat(gone.err()).contains("p 1.1.0 is not on this machine");
    }
}
