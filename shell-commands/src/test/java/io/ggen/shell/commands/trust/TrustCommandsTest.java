package io.ggen.shell.commands.trust;

import static io.ggen.shell.commands.FakeTrust.ANN;
import static io.ggen.shell.commands.FakeTrust.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Progress;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustCommandsTest {
    private static final String ANNS = Objects.requireNonNull(Fingerprints.of(ANN));

    @TempDir
    Path folder;

    private final FakeServices services = new FakeServices();

    private Run run(String line) {
        return Run.in(Map.of("cwd", folder.toString()), services, line.split(" "));
    }

    @Test
    void pinsComeAndGo() {
        assertThat(run("trust list").out()).isEqualTo("no name is pinned to a publisher\n");
        assertThat(run("trust add hello " + ANN))
                .isEqualTo(new Run(0, "hello is now pinned to " + ANN + " (fingerprint " + ANNS + ")\n", ""));
        assertThat(run("trust add hello " + ANN).out())
                .isEqualTo("hello was pinned to " + ANN + " (fingerprint " + ANNS + ") already; nothing was changed\n");
        assertThat(run("trust:add hello " + ANN + " --code").out())
                .isEqualTo("hello is now pinned to " + ANN + " (fingerprint " + ANNS + ") and may run code\n");
        assertThat(run("trust add scope/world local").out()).isEqualTo("scope/world is now pinned to local\n");
        assertThat(run("trust list").out())
                .isEqualTo("hello        " + ANN + "  " + ANNS + "  code  since 2026-11-22T10:00:00Z\n"
                        + "scope/world  local" + " ".repeat(47 + 2 + 29 + 2 + 6) + "since 2026-11-22T10:00:00Z\n");
        assertThat(run("trust remove hello").out())
                .isEqualTo("hello is not pinned to " + ANN + " (fingerprint " + ANNS
                        + ") any more; what is installed stays\n");
        assertThat(services.trust.pins).hasSize(1);
    }

    @Test
    void theFingerprintIsThatOfTheKey() {
        assertThat(ANNS).matches("([a-z2-7]{4}-){5}[a-z2-7]{4}").isNotEqualTo(Fingerprints.of(BOB));
    }

    @Test
    void whatIsRefusedSaysWhatToDo() {
        run("trust add hello " + ANN);
        assertThat(run("trust add hello " + BOB))
                .isEqualTo(new Run(
                        1,
                        "",
                        "error: hello is pinned to another; nothing was changed.\ntry: ggen trust remove hello\n"));
        assertThat(run("trust add Hello " + ANN).status()).isEqualTo(2);
        assertThat(run("trust add hello a!b").status()).isEqualTo(2);
        assertThat(run("trust add hello").status()).isEqualTo(2);
        assertThat(run("trust remove world").status()).isEqualTo(1);
    }

    @Test
    void everythingIsThereForScripts() {
        run("trust add hello " + ANN);
        assertThat(run("trust add hello " + ANN + " --json").out())
                .isEqualTo("{\"name\":\"hello\",\"publisher\":\"" + ANN + "\",\"fingerprint\":\"" + ANNS
                        + "\",\"code\":false,\"since\":\"2026-11-22T10:00:00Z\",\"changed\":false}\n");
        run("trust add world local");
        services.trust.revoke(ANN.value().getBytes(StandardCharsets.US_ASCII));
        assertThat(run("trust list --json").out())
                .isEqualTo("{\"pins\":[{\"name\":\"hello\",\"publisher\":\"" + ANN + "\",\"fingerprint\":\"" + ANNS
                        + "\",\"code\":false,\"since\":\"2026-11-22T10:00:00Z\",\"revoked\":true},"
                        + "{\"name\":\"world\",\"publisher\":\"local\",\"fingerprint\":null,"
                        + "\"code\":false,\"since\":\"2026-11-22T10:00:00Z\",\"revoked\":false}],"
                        + "\"revoked\":[{\"publisher\":\"" + ANN + "\",\"fingerprint\":\"" + ANNS
                        + "\",\"revoked\":\"2026-11-22T10:00:00Z\",\"successor\":\"" + BOB
                        + "\",\"reason\":\"stolen\\u001B[2J\\nlaptop\"}]}\n");
        assertThat(run("trust list").out())
                .contains("  key revoked  since ")
                .endsWith("\nrevoked  " + ANN + " (fingerprint " + ANNS
                        + ") on 2026-11-22T10:00:00Z: 'stolen?[2J laptop'; it named " + BOB + " as successor\n");
    }

    @Test
    void aKeyIsRevokedOnlyByTwoSteps() throws IOException {
        Files.writeString(folder.resolve("ann.revoke"), ANN.value());
        run("trust add hello " + ANN);
        Run asked = run("trust revoke ann.revoke");
        assertThat(asked.status()).isEqualTo(1);
        assertThat(asked.err())
                .isEqualTo(
                        "error: this record ends the key of " + ANN + " (fingerprint " + ANNS
                                + "), signed on 2026-11-22T10:00:00Z, because 'stolen?[2J laptop', naming "
                                + Fingerprints.words(BOB)
                                + " as successor; 1 name is pinned to it; nothing can take that back, so"
                                + " it is done only with --yes; nothing was changed\ntry: ggen trust revoke ann.revoke --yes\n");
        assertThat(services.trust.revoked).isEmpty();
        assertThat(run("trust revoke ann.revoke --yes").out())
                .isEqualTo("the key of " + ANN + " (fingerprint " + ANNS + ") has ended; 1 name is pinned to it\n");
        assertThat(services.trust.revoked).containsOnlyKeys(ANN);
        assertThat(run("trust revoke ann.revoke").out())
                .isEqualTo("the key of " + ANN + " (fingerprint " + ANNS
                        + ") had ended already, on 2026-11-22T10:00:00Z; nothing was changed\n");
    }

    private Result answered(String answer) {
        Call call = new Call(
                services,
                List.of(),
                folder,
                Progress.NONE,
                question -> {
                    assertThat(question)
                            .startsWith("This record ends the key of " + ANN)
                            .endsWith("End this key for good? [y/N] ");
                    return Optional.of(answer);
                },
                () -> 0);
        Task revoke = new Revoke();
        return revoke.run(ArgumentReader.read("revoke", revoke.syntax(), List.of("ann.revoke")), call);
    }

    @Test
    void whoSitsAtATerminalIsAsked() throws IOException {
        Files.writeString(folder.resolve("ann.revoke"), ANN.value());
        for (String answer : List.of("", "n", "yep")) {
            assertThatThrownBy(() -> answered(answer))
                    .hasMessage("you did not agree to end this key; nothing was changed");
        }
        assertThat(services.trust.revoked).isEmpty();

        answered(" Y ");

        assertThat(services.trust.revoked).containsOnlyKeys(ANN);
    }

    @Test
    void aRecordThatCannotBeReadIsOneSentence() throws IOException {
        Files.createDirectories(folder.resolve("dir"));
        assertThat(run("trust revoke gone").err())
                .isEqualTo("error: " + folder.resolve("gone") + " is not there; nothing was changed\n");
        assertThat(run("trust revoke dir").err())
                .isEqualTo("error: " + folder.resolve("dir") + " is a folder; nothing was changed\n");
    }

    @Test
    void theOwnRecordIsExportedWithAWarning() {
        Run exported = run("trust export me.revoke");
        assertThat(exported.out())
                .isEqualTo(
                        "wrote the revocation record of your publisher key " + ANN + " (fingerprint " + ANNS + ") to "
                                + folder.resolve("me.revoke")
                                + "\nkeep it away from this machine, and from others: whoever has it"
                                + " can end your key; to use it: ggen trust revoke FILE\n");
        assertThat(services.trust.exported).containsExactly(folder.resolve("me.revoke"));
    }

    @Test
    void adviceIsTypedAsTheReaderTypesIt() {
        Look shell = new Look(false, 0, false, true, null);
        assertThat(shell.command("ggen trust remove hello")).isEqualTo("trust:remove hello");
        assertThat(Look.PLAIN.command("trust:list")).isEqualTo("ggen trust:list");
    }
}
