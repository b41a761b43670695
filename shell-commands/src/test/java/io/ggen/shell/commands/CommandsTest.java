package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Example;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that every command keeps. */
class CommandsTest {
    static Stream<Found> commands() {
        List<Found> all = new ArrayList<>();
        for (Scope scope : Commands.SCOPES) {
            scope.functions().forEach(function -> all.add(new Found(scope, function, 1)));
        }
        return all.stream();
    }

    @Test
    void allCommandsOfTheDesignAreThere() {
        assertThat(commands().map(Found::command))
                .containsExactly(
                        "install",
                        "uninstall",
                        "update",
                        "outdated",
                        "list",
                        "search",
                        "info",
                        "tree",
                        "why",
                        "verify",
                        "history",
                        "rollback",
                        "init",
                        "pack",
                        "publish",
                        "yank",
                        "unyank",
                        "deprecate",
                        "gc",
                        "doctor",
                        "resolve",
                        "serve",
                        "status",
                        "stop",
                        "help",
                        "registry list",
                        "registry add",
                        "registry remove",
                        "registry reindex",
                        "registry import",
                        "p2p status",
                        "p2p peers",
                        "p2p peer",
                        "p2p connect",
                        "p2p publish",
                        "p2p search",
                        "trust list",
                        "trust add",
                        "trust remove",
                        "trust revoke",
                        "trust export",
                        "host services",
                        "host use",
                        "host deploy");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExampleThatItWouldAccept(Found command) {
        Syntax syntax = command.task().syntax();
        assertThat(syntax.examples()).isNotEmpty();
        for (Example example : syntax.examples()) {
            List<String> words =
                    new ArrayList<>(List.of(example.line().replace("'", "").split(" ")));
            assertThat(words.remove(0)).isEqualTo("ggen");
            Found found = Objects.requireNonNull(Commands.find(words), example.line());
            assertThat(found.command()).as(example.line()).isEqualTo(command.command());
            if (!example.line().contains("''")) {
                ArgumentReader.read(command.command(), syntax, words.subList(found.words(), words.size()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAsTextAndAsJson(Found command) {
        FakeServices services = new FakeServices();
        List<String> line = new ArrayList<>(List.of(command.command().split(" ")));
        line.add("--help");
        Run help = Run.of(services, line.toArray(String[]::new));
        assertThat(help.status()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith(command.task().syntax().description() + "\n\nusage: ggen " + command.command())
                .contains("\nexamples:\n", "--json", "-h, --help");
        List<String> other = new ArrayList<>(List.of("help"));
        other.addAll(List.of(command.command().split(" ")));
        assertThat(Run.of(services, other.toArray(String[]::new)).out()).isEqualTo(help.out());
        line.add("--json");
        assertThat(Run.of(services, line.toArray(String[]::new)).out())
                .startsWith("{\"command\":\"" + command.command() + "\"");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void optionsAreDescribedAndUnlikeEachOther(Found command) {
        List<String> names = new ArrayList<>();
        for (Option option : command.task().syntax().shownOptions()) {
            assertThat(option.name()).matches("--[a-z-]+");
            assertThat(option.description()).isNotBlank().doesNotEndWith(".");
            names.add(option.name());
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsExitStatus2(Found command) {
        List<String> line = new ArrayList<>(List.of(command.command().split(" ")));
        line.add("--no-such-option");
        Run run = Run.of(new FakeServices(), line.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: " + command.command() + " has no option '--no-such-option'")
                .endsWith("try: ggen help " + command.command() + "\n");
    }

    @Test
    void theListOfCommandsGroupsThemByScope() {
        Run run = Run.of(new FakeServices(), "help");
        assertThat(run.out().lines().filter(line -> line.matches("[a-z0-9]+: .*")))
                .containsExactly(
                        "usage: ggen [COMMAND [ARGUMENTS]]",
                        "ggen: packages: find, install, undo, publish",
                        "registry: registries: where packages come from",
                        "p2p: the network: this host and its peers",
                        "trust: pins: whose package a name means, and keys that have ended",
                        "host: the host: who does what in it",
                        "more: ggen help COMMAND");
        assertThat(Run.of(new FakeServices(), "help", "host").out())
                .contains("host:use")
                .doesNotContain("install");
        assertThat(Run.of(new FakeServices(), "help", "bogus").status()).isEqualTo(2);
    }
}
