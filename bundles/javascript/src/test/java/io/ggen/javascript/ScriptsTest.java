package io.ggen.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ScriptsTest {
    private static final Path SOURCES = Path.of("src/test/js");

    @TempDir
    Path folder;

    @Test
    void aScriptRunsToItsEnd() {
        Scripts.Ended ended = Scripts.ofModule().run("end.mjs", "3", "hello", "there");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.output()).contains("hello there").contains("that was all");
    }

    @Test
    void aScriptThatTakesTooLongIsKilled() {
        Scripts.Ended ended = Scripts.ofModule().run(Duration.ofSeconds(1), "echo.mjs");
        assertThat(ended.status()).isEqualTo(-1);
        assertThat(ended.output()).contains("node echo.mjs took over 1 s");
    }

    @Test
    void whatARunningScriptSaysIsTakenLineByLine() {
        try (RunningScript script = Scripts.ofModule().start("echo.mjs")) {
            assertThat(script.next()).isEqualTo("ready");
            assertThat(script.ask("hällo")).isEqualTo("hällo");
            script.tell("twice");
            assertThat(script.await(line -> line.startsWith("a"))).isEqualTo("again");
            assertThat(script.next()).isEqualTo("twice");
        }
    }

    @Test
    void aScriptThatEndsTellsWhy() {
        try (RunningScript script = Scripts.ofModule().start("echo.mjs")) {
            assertThat(script.next()).isEqualTo("ready");
            assertThatThrownBy(() -> script.ask("end"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("echo.mjs has ended, after []: it was told to\n");
        }
    }

    @Test
    void aScriptThatDoesNotAnswerIsKilled() {
        try (RunningScript script = Scripts.ofModule().start(Duration.ofSeconds(5), "echo.mjs")) {
            assertThat(script.next()).isEqualTo("ready");
            assertThatThrownBy(() -> script.ask("quiet"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("echo.mjs did not say it in 5 s");
            assertThatThrownBy(script::next).hasMessageContaining("echo.mjs has ended");
        }
    }

    @Test
    void aScriptThatIsClosedIsKilled() throws Exception {
        ProcessHandle process;
        try (JsonScript script = new JsonScript(Scripts.ofModule().start("json.mjs"))) {
            process = ProcessHandle.of(script.ready().get("pid").asLong()).orElseThrow();
        }
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void jsonIsAskedAndAnswered() {
        try (JsonScript script = new JsonScript(Scripts.ofModule().start("json.mjs"))) {
            assertThat(script.ask("sum", "a", 1, "b", 1L << 40).get("sum").asLong())
                    .isEqualTo(1 + (1L << 40));
            assertThatThrownBy(() -> script.ask("what"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("what: what?");
        }
    }

    @Test
    void packagesAreInstalledOnceForAllWhoComeAtOnce() throws Exception {
        List<Scripts> all = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> Scripts.prepared(SOURCES, folder.resolve("js")))
                .toList();
        assertThat(all).containsOnly(all.get(0));
        Path stamp = folder.resolve("js/installed");
        assertThat(stamp).hasSameBinaryContentAs(SOURCES.resolve("package-lock.json"));
        FileTime installed = Files.getLastModifiedTime(stamp);
        assertThat(Scripts.prepared(SOURCES, folder.resolve("js/../js"))).isSameAs(all.get(0));
        assertThat(Files.getLastModifiedTime(stamp)).isEqualTo(installed);
    }

    @Test
    void withoutANetworkTheTestIsSkippedAndTheReasonNamesTheLog() throws Exception {
        Scripts.ofModule();
        Files.writeString(folder.resolve(".npmrc"), "offline=true\n");
        Files.writeString(
                folder.resolve("package.json"), "{\"name\":\"x\",\"dependencies\":{\"nobody-has-this\":\"1.0.0\"}}");
        Files.writeString(folder.resolve("package-lock.json"), """
                {"name": "x", "lockfileVersion": 3, "requires": true, "packages": {
                  "": {"name": "x", "dependencies": {"nobody-has-this": "1.0.0"}},
                  "node_modules/nobody-has-this": {"version": "1.0.0", "integrity": "sha512-%s=="}}}
                """.formatted("A".repeat(86)));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Scripts.prepared(folder, folder.resolve("js")))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("npm does not reach its registry")
                    .hasMessageContaining(folder.resolve("js/npm.log").toString());
        }
        assertThat(folder.resolve("js/installed")).doesNotExist();
    }

    @Test
    void aFolderWithoutALockFails() throws Exception {
        Scripts.ofModule();
        Files.copy(SOURCES.resolve("package.json"), folder.resolve("package.json"));
        assertThatThrownBy(() -> Scripts.prepared(folder, folder.resolve("js")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("npm ci failed");
        assertThat(folder.resolve("js/npm.log")).isNotEmptyFile();
    }
}
