package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneShotTest {
    private final FakeServices services = new FakeServices();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "ggen:list",
                "ggen list",
                "marketplace list",
                "marketplace ggen list",
                "list --debug",
                "--debug list",
                "--debug marketplace list"
            })
    void aCommandHasManySpellings(String line) {
        Run run = Run.of(services, line.split(" "));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("no package is installed in /home/ann/.ggen/packages\n");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host services", "host:services", "marketplace host:services"})
    void aScopeMayStandApartFromItsFunction(String line) {
        assertThat(Run.of(services, line.split(" ")).status()).isZero();
    }

    @Test
    void jsonMayStandBeforeTheCommand() {
        assertThat(Run.of(services, "--json", "host", "services").out()).isEqualTo("{\"roles\":[]}\n");
        assertThat(Run.of(services, "--json", "list", "--target", "x").out())
                .isEqualTo("{\"generation\":0,\"packages\":[]}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        instal               | there is no command 'instal'       | ggen install
        nothing peers            | there is no command 'nothing'          | ggen help
        marketplace nothing peers | there is no command 'nothing'         | ggen help
        host servises        | there is no command 'host servises' | ggen host services
        host:servises        | there is no command 'host:servises' | ggen host services
        trust:peers          | there is no command 'trust:peers'  | ggen help trust
        p2p nosuch           | there is no command 'p2p nosuch'   | ggen help p2p
        """)
    void anUnknownCommandIs127(String line, String sentence, String next) {
        Run run = Run.of(services, line.split(" "));
        assertThat(run).isEqualTo(new Run(127, "", "error: " + sentence + "\ntry: " + next + "\n"));
    }

    @Test
    void wrongUsageIs2WithOneSentenceAndTheCommandForHelp() {
        assertThat(Run.of(services, "install", "--forse"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error: install has no option '--forse'; did you mean --force?\ntry: ggen help install\n"));
        assertThat(Run.of(services, "host", "use"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error: host use needs ROLE, a role, as host services names it\ntry: ggen help host use\n"));
        assertThat(services.marketplace.asked).isEmpty();
    }

    @Test
    void aScopeAloneNamesItsCommands() {
        assertThat(Run.of(services, "host"))
                .isEqualTo(new Run(
                        2, "", "error: host needs one of its commands: services, use, deploy\ntry: ggen help host\n"));
    }

    @Test
    void anInvalidSpecIsWrongUsage() {
        Run run = Run.of(services, "install", "UPPER");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: 'UPPER' is not a package name");
    }

    @Test
    void aFailureIs1AndSaysWhatToTry() {
        services.marketplace.during = progress -> {
            throw Problem.of("the disk is full; nothing was installed", "ggen gc", "ggen doctor")
                    .asException(new IOException("ENOSPC"));
        };
        assertThat(Run.of(services, "install", "a"))
                .isEqualTo(new Run(
                        1, "", "error: the disk is full; nothing was installed\ntry: ggen gc\ntry: ggen doctor\n"));
        assertThat(Run.of(services, "install", "a", "--json").out()).isEmpty();
    }

    @Test
    void aStackTraceComesOnlyWithDebug() {
        services.marketplace.during = progress -> {
            throw new IllegalStateException("oops");
        };
        Run quiet = Run.of(services, "install", "a");
        assertThat(quiet.status()).isEqualTo(1);
        assertThat(quiet.err())
                .hasLineCount(1)
                .contains("IllegalStateException: oops")
                .contains("--debug");
        for (Run loud : List.of(
                Run.of(services, "install", "a", "--debug"),
                Run.in(Map.of("debug", "true"), services, "install", "a"))) {
            assertThat(loud.err()).startsWith(quiet.err()).contains("\tat ");
        }
    }

    @Test
    void anInterruptedCommandIs130() {
        services.marketplace.during = progress -> {
            throw Problem.cancelled("cancelled; nothing was installed").asException();
        };
        assertThat(Run.of(services, "install", "a"))
                .isEqualTo(new Run(130, "", "error: cancelled; nothing was installed\n"));
    }

    @Test
    void anInterruptionIsKnownByItsCauseToo() {
        services.marketplace.during = progress -> {
            throw Problem.of("the archive could not be read; nothing was installed")
                    .asException(new ClosedByInterruptException());
        };
        assertThat(Run.of(services, "install", "a"))
                .isEqualTo(
                        new Run(130, "", "error: cancelled; the archive could not be read; nothing was installed\n"));
        services.marketplace.during = progress -> {
            throw new UncheckedIOException(new ClosedByInterruptException());
        };
        assertThat(Run.of(services, "install", "a").status()).isEqualTo(130);
    }

    @Test
    void warningsGoToStderrOnceAndNoticesToo() {
        services.marketplace.during = progress -> {
            progress.warning("the index was stale");
            progress.warning("the index was stale");
            progress.note("waiting for another ggen");
        };
        Run run = Run.of(services, "install", "a", "--json");
        assertThat(run.err()).isEqualTo("warning: the index was stale\nwaiting for another ggen\n");
        assertThat(run.out()).startsWith("{").endsWith("}\n");
    }

    @Test
    void relativePathsStartAtTheFolderOfTheProcess() {
        Run.of(services, "install", "a", "--target", "lib", "--lock", "../ggen.lock");
        var options = services.marketplace.requests.get(0).options();
        assertThat(options.target()).hasToString("/work/lib");
        assertThat(options.lock()).hasToString("/ggen.lock");
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        for (String line : List.of("", "--help", "-h", "marketplace", "marketplace --help")) {
            Run run = Run.of(services, line.isEmpty() ? new String[0] : line.split(" "));
            assertThat(run.status()).as(line).isZero();
            assertThat(run.out()).as(line).contains("  install ", "  host:deploy ");
        }
        assertThat(Run.of(services, "--bogus").status()).isEqualTo(2);
    }

    @Test
    void coloursComeOnlyOnATerminalWithoutNoColor() {
        assertThat(Run.of(services, "bogus").err()).doesNotContain("\u001b");
        assertThat(Run.in(Map.of("tty.err", "true"), services, "bogus").err())
                .isEqualTo("\u001b[31merror:\u001b[0m there is no command 'bogus'\n\u001b[1mtry:\u001b[0m ggen help\n");
        for (Map<String, String> plain :
                List.of(Map.of("tty.err", "true", "NO_COLOR", "1"), Map.of("tty.err", "true", "TERM", "dumb"))) {
            assertThat(Run.in(plain, services, "bogus").err()).doesNotContain("\u001b");
        }
    }

    @Test
    void aMissingServiceIsNamed() {
        services.hasCatalog = false;
        assertThat(Run.of(services, "search", "x"))
                .isEqualTo(new Run(1, "", "error: search is not installed on this host\n"));
    }

    @Test
    void whoeverIsAtATerminalIsAskedAndNobodyElse() {
        String question = "";
        for (String tty : new String[] {"true", "false"}) {
            java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
            Console console = new Console(
                    new java.io.ByteArrayInputStream("yes\nno\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    System.out,
                    new java.io.PrintStream(err, true, java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("tty.in", tty, "tty.err", "true"));
            question += console.answer("sure? ").orElse("nobody") + " " + err.toString() + ";";
        }
        assertThat(question).isEqualTo("yes sure? ;nobody ;");
    }
}
