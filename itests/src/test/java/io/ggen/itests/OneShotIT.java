package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ggen.itests.Ggen.Ran;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-shot commands of the built distribution, as a person at a prompt and as a program use them. */
class OneShotIT {
    @TempDir
    Path folder;

    private Ggen ggen;

    @BeforeEach
    void aFreshHome() {
        ggen = new Ggen(folder.resolve("home"));
    }

    @Test
    void helloWorldComesFromTheSampleRegistryWithItsDependencies() throws Exception {
        JsonNode result = ggen.run("install", "hello-world", "--json").ok().json();
        List<String> names = new ArrayList<>();
        result.get("installed").forEach(one -> names.add(one.get("name").asText()));
        assertThat(names).containsExactly("language-names", "greeting-templates", "page-style", "hello-world");
        assertThat(result.get("generation").asInt()).isEqualTo(1);
        assertThat(ggen.home().resolve("packages/hello-world/index.html")).exists();
        assertThat(ggen.home().resolve("packages/ggen.lock")).exists();

        JsonNode again = ggen.run("install", "hello-world", "--json").ok().json();
        assertThat(again.get("installed")).isEmpty();
        assertThat(again.get("unchanged")).hasSize(4);
        assertThat(again.get("generation").asInt()).isEqualTo(1);
    }

    @Test
    void aLockAloneInstallsTheSamePackagesOnAnotherMachine() throws Exception {
        ggen.run("install", "hello-world").ok();
        byte[] lock = Files.readAllBytes(ggen.home().resolve("packages/ggen.lock"));
        Path other = Files.createDirectories(folder.resolve("checkout"));
        Files.write(other.resolve("ggen.lock"), lock);

        Ggen elsewhere = new Ggen(folder.resolve("other-home"));
        elsewhere.runIn(other, "install", "--frozen", "--target", ".").ok();
        assertThat(other.resolve("hello-world/index.html")).exists();
        assertThat(Files.readAllBytes(other.resolve("ggen.lock"))).isEqualTo(lock);
    }

    @Test
    void exitStatusTellsWhatKindOfFailureItWas() throws Exception {
        assertThat(ggen.run("install", "no-such-package").status()).isEqualTo(1);
        assertThat(ggen.run("install", "--no-such-option").status()).isEqualTo(2);
        assertThat(ggen.run("install", "Bad Name").status()).isEqualTo(2);
        assertThat(ggen.run("no-such-command").status()).isEqualTo(127);
        assertThat(ggen.run("list").status()).isZero();
    }

    @Test
    void aFailureIsOneSentenceAndANextStepWithoutAStackTrace() throws Exception {
        Ran failed = ggen.run("install", "helo-world");
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).startsWith("error: ").contains("helo-world").contains("try: ");
        assertThat(failed.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(failed.err().lines().filter(line -> line.startsWith("error: ")))
                .hasSize(1);
        assertThat(ggen.home().resolve("packages")).doesNotExist();
    }

    @Test
    void everyJsonResultIsOneDocument() throws Exception {
        ggen.run("install", "hello-world").ok();
        for (List<String> command : List.of(
                List.of("list"),
                List.of("search", "hello"),
                List.of("info", "hello-world"),
                List.of("tree"),
                List.of("why", "language-names"),
                List.of("outdated"),
                List.of("verify"),
                List.of("history"),
                List.of("doctor"),
                List.of("registry", "list"),
                List.of("host", "services"))) {
            List<String> words = new ArrayList<>(command);
            words.add("--json");
            Ran ran = ggen.run(words.toArray(String[]::new));
            assertThat(ran.json().isObject())
                    .as(command + ": " + ran.out() + ran.err())
                    .isTrue();
        }
    }

    @Test
    void everySpellingOfACommandReachesIt() throws Exception {
        for (List<String> spelling : List.of(
                List.of("host", "services"),
                List.of("host:services"),
                List.of("marketplace", "list"),
                List.of("ggen:list"),
                List.of("list"))) {
            assertThat(ggen.run(spelling.toArray(String[]::new)).status())
                    .as(spelling.toString())
                    .isZero();
        }
    }

    @Test
    void argumentsReachTheCommandAsTheOperatingSystemPassedThem() throws Exception {
        Ran ran = ggen.run("search", "$HOME | (grep) \"x\" ; 'y'");
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    @Test
    void scriptsRunPipesAndTellTheirStatus() throws Exception {
        ggen.run("install", "hello-world").ok();
        Ran piped = ggen.run("-c", "ggen:list | grep page").ok();
        assertThat(piped.out()).contains("page-style").doesNotContain("language-names");
        assertThat(ggen.run("-c", "ggen:install no-such-package").status()).isEqualTo(1);
        assertThat(ggen.run("-c", "ggen:install --no-such-option").status()).isEqualTo(2);
        assertThat(ggen.run("-c", "no-such-command").status()).isEqualTo(127);
        assertThat(ggen.run("-c").status()).isEqualTo(2);
        Ran arguments =
                ggen.run("-c", "ggen:info $1 | grep version", "page-style").ok();
        assertThat(arguments.out()).isNotBlank();
    }

    @Test
    void linesOfStandardInputAreCommands() throws Exception {
        Ran ran = ggen.feed("# a comment\ninstall page-style\n\nlist\n");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("page-style");
    }

    @Test
    void rollbackBringsTheOlderStateBackAsANewGeneration() throws Exception {
        ggen.run("install", "page-style@0.1.0").ok();
        ggen.run("install", "page-style@0.2.0").ok();
        ggen.run("rollback").ok();
        JsonNode list = ggen.run("list", "--json").ok().json();
        assertThat(list.get("generation").asInt()).isEqualTo(3);
        assertThat(list.get("packages").get(0).get("version").asText()).isEqualTo("0.1.0");
        assertThat(Files.readString(ggen.home().resolve("packages/page-style/package.json")))
                .contains("0.1.0");
    }

    @Test
    void conflictsAreExplainedAndChangeNothing() throws Exception {
        ggen.run("install", "hello-world").ok();
        Ran failed = ggen.run("install", "notes-site");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("page-style").contains("hello-world").contains("notes-site");
        assertThat(ggen.run("list", "--json").ok().json().get("generation").asInt())
                .isEqualTo(1);
    }

    @Test
    void aTargetThatIsNotOursIsRefused() throws Exception {
        Path target = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(target.resolve("thesis.txt"), "years of work");
        Ran failed = ggen.run("install", "hello-world", "--target", target.toString());
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains(target.toString());
        try (var entries = Files.list(target)) {
            assertThat(entries).containsExactly(target.resolve("thesis.txt"));
        }
    }

    @Test
    void aHomeThatCannotBeAFolderIsOneError() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran failed = new Ggen(file.resolve("home")).runIn(folder, "list");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).startsWith("error: ").contains("home");
        assertThat(failed.err().lines().filter(line -> line.startsWith("error: ")))
                .hasSize(1);
    }

    @Test
    void theRunFolderIsPrivate() throws Exception {
        ggen.run("list").ok();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(ggen.home().resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void severalCommandsRunSideBySideOnOneHome() throws Exception {
        ggen.run("install", "page-style").ok();
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(ggen.builder(folder, i % 2 == 0 ? "list" : "install", i % 2 == 0 ? "--json" : "hello-world")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (Process process : running) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(ggen.run("list").ok().out()).contains("hello-world");
    }

    @Test
    void aPackageIsMadePublishedFoundInstalledYankedAndDeprecated() throws Exception {
        Path mine = folder.resolve("my-notes");
        ggen.run("init", mine.toString()).ok();
        Files.writeString(mine.resolve("note.txt"), "remember");
        Ran dry = ggen.run("publish", mine.toString(), "--dry-run").ok();
        assertThat(dry.out()).contains("note.txt");
        assertThat(ggen.run("info", "my-notes").status()).isEqualTo(1);
        ggen.run("publish", mine.toString()).ok();
        assertThat(ggen.run("search", "my notes").ok().out()).contains("my-notes");
        ggen.run("install", "my-notes").ok();
        assertThat(ggen.home().resolve("packages/my-notes/note.txt")).hasContent("remember");
        ggen.run("publish", mine.toString(), "--version", "0.2.0").ok();
        assertThat(ggen.run("outdated").ok().out()).contains("0.2.0");
        ggen.run("yank", "my-notes@0.2.0").ok();
        ggen.run("update").ok();
        assertThat(ggen.run("list").ok().out()).doesNotContain("0.2.0");
        ggen.run("unyank", "my-notes@0.2.0").ok();
        ggen.run("update", "my-notes").ok();
        assertThat(ggen.run("list").ok().out()).contains("0.2.0");
        ggen.run("deprecate", "my-notes", "use notes-site").ok();
        assertThat(ggen.run("info", "my-notes").ok().out()).contains("use notes-site");
        Files.writeString(mine.resolve("note.txt"), "another");
        Ran refused = ggen.run("publish", mine.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("my-notes");
    }

    @Test
    void theRealPackagesImportSearchInstallLockUpdateAndRollBack() throws Exception {
        Path data = Ggen.realData();
        assumeTrue(Files.isDirectory(data), "the real packages are not at " + data);
        Ran imported = ggen.run(
                        "registry",
                        "import",
                        data.resolve("ggen-packages").toString(),
                        data.resolve("ggen-packs").toString(),
                        "--json")
                .ok();
        assertThat(imported.json().get("published")).hasSize(78 + 19);
        assertThat(imported.json().get("refused")).hasSize(10);

        Ran again = ggen.run(
                        "registry",
                        "import",
                        data.resolve("ggen-packages").toString(),
                        data.resolve("ggen-packs").toString(),
                        "--json")
                .ok();
        assertThat(again.json().get("published")).isEmpty();
        assertThat(again.json().get("unchanged")).hasSize(78 + 19);

        JsonNode found = ggen.run("search", "graphql", "--json").ok().json();
        assertThat(found.get("results").get(0).get("name").asText()).isEqualTo("graphql-api-template");

        ggen.run("install", "chatman-engine-pack").ok();
        assertThat(ggen.run("list").ok().out()).contains("26.7.10");
        ggen.run("install", "dspy-pack@0.4.0").ok();
        ggen.run("install", "dspy-pack@^0.5.0").ok();
        assertThat(ggen.run("list").ok().out()).contains("0.5.1");
        ggen.run("rollback").ok();
        assertThat(ggen.run("list").ok().out()).contains("0.4.0");
        ggen.run("verify").ok();
    }

    @Test
    void adamagedFileIsFoundByVerifyAndMendedByForce() throws Exception {
        ggen.run("install", "page-style").ok();
        Path css = ggen.home().resolve("packages/page-style/page.css").toRealPath();
        Files.setPosixFilePermissions(css, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(css, "tampered".getBytes(StandardCharsets.UTF_8));
        Ran verify = ggen.run("verify");
        assertThat(verify.status()).isEqualTo(1);
        assertThat(verify.out() + verify.err()).contains("page.css");
        ggen.run("install", "page-style", "--force").ok();
        ggen.run("verify").ok();
    }

    @Test
    void aDiskThatTakesNoMoreLeavesTheOldState() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("big-file"));
        Files.writeString(mine.resolve("package.json"), "{\"name\":\"big-file\",\"version\":\"1.0.0\"}");
        Files.writeString(mine.resolve("big.txt"), "0123456789abcdef".repeat(1 << 16));
        ggen.run("publish", mine.toString()).ok();
        ggen.run("install", "page-style").ok();
        // no file may grow beyond 256 KiB: to a program, the same as a disk that is full
        Ran failed = ggen.runLimited(256 * 2, "install", "big-file");
        assertThat(failed.status()).as(failed.err()).isEqualTo(1);
        assertThat(failed.err().lines().filter(line -> line.startsWith("error: ")))
                .hasSize(1);
        assertThat(failed.err())
                .contains("File too large")
                .contains("nothing was installed")
                .doesNotContain("\tat ");
        assertThat(ggen.run("list", "--json").ok().json().get("packages")).hasSize(1);
        try (var leftovers = Files.list(ggen.home().resolve("store/tmp"))) {
            assertThat(leftovers.filter(Files::isDirectory)).isEmpty();
        }
        ggen.run("install", "big-file").ok();
    }

    @Test
    void aDeployedResolverTakesOfficeAndTheChoiceSurvivesRestarts() throws Exception {
        Path jar;
        try (var bundles = Files.list(Ggen.distribution().resolve("bundles"))) {
            jar = bundles.filter(file -> file.getFileName().toString().startsWith("io.ggen.resolver.backtracking-"))
                    .findFirst()
                    .orElseThrow();
        }
        Path copy = folder.resolve("my-resolver.jar");
        Jars.renamedCopy(jar, copy, "mine", 50);
        ggen.run("host", "deploy", copy.toString()).ok();
        assertThat(selectedResolver()).isEqualTo("mine");
        ggen.run("install", "hello-world").ok();
        ggen.run("host", "use", "resolver", "backtracking").ok();
        assertThat(ggen.home().resolve("etc/roles.json")).exists();
        assertThat(selectedResolver()).isEqualTo("backtracking");
        Ran refused = ggen.run("host", "use", "resolver", "nobody");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("mine").contains("backtracking");
        Ran noBundle =
                ggen.run("host", "deploy", ggen.home().resolve("etc/roles.json").toString());
        assertThat(noBundle.status()).isEqualTo(1);
    }

    private String selectedResolver() throws Exception {
        for (JsonNode role : ggen.run("host", "services", "--json").ok().json().get("roles")) {
            if (role.get("name").asText().equals("resolver")) {
                for (JsonNode provider : role.get("providers")) {
                    if (provider.get("selected").asBoolean()) {
                        return provider.get("name").asText();
                    }
                }
            }
        }
        return "";
    }

    @Test
    void theSampleRegistryCanBeRemovedForGood() throws Exception {
        ggen.run("registry", "remove", "samples").ok();
        assertThat(ggen.run("install", "hello-world").status()).isEqualTo(1);
    }

    @Test
    void anotherRegistryIsAskedOnceAdded() throws Exception {
        Ggen other = new Ggen(folder.resolve("other"));
        Path mine = folder.resolve("mine");
        other.run("init", mine.toString()).ok();
        other.run("publish", mine.toString()).ok();
        assertThat(ggen.run("install", "mine").status()).isEqualTo(1);
        ggen.run("registry", "add", "team", other.home().resolve("registry").toString())
                .ok();
        ggen.run("install", "mine").ok();
        assertThat(ggen.run("registry", "list").ok().out()).contains("team");
        ggen.run("registry", "remove", "team").ok();
        assertThat(ggen.run("registry", "list").ok().out()).doesNotContain("team");
        ggen.run("verify").ok();
    }

    @Test
    void theVersionIsTold() throws Exception {
        assertThat(ggen.run("--version").ok().out()).startsWith("ggen " + System.getProperty("ggen.version"));
    }

    @Test
    void outputThatIsLostIsAFailureAndAReaderWhoHasEnoughIsNone() throws Exception {
        Path ggenFile = Ggen.distribution().resolve("bin/ggen");
        for (String command : List.of("help", "help --json")) {
            Ran full = ggen.runInShell(ggenFile + " " + command + " > /dev/full");
            assertThat(full.status()).as(full.err()).isEqualTo(1);
            assertThat(full.err())
                    .startsWith("error: the output could not be written (")
                    .endsWith("stays as it is.\n");
        }
        Ran read = ggen.runInShell("set -o pipefail; " + ggenFile + " help | head -1");
        assertThat(read).extracting(Ran::err, Ran::status).containsExactly("", 0);
    }
}
