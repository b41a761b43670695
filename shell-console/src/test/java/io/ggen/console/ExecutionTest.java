package io.ggen.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.shell.Completions;
import io.ggen.shell.UnknownCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionTest {
    /** Knows one command that was mistyped. */
    private record Meant(String typed, @Nullable String command) implements Completions {
        @Override
        public Answer complete(List<String> words) {
            return new Answer(List.of(), Paths.NONE);
        }

        @Override
        public Optional<String> meant(String mistyped) {
            return mistyped.equals(typed) ? Optional.ofNullable(command) : Optional.empty();
        }
    }

    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @BeforeEach
    void begin() {
        threads.start();
    }

    @AfterEach
    void end() {
        threads.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "instal notes, instal, install",
        "trust:ad x, trust:ad, trust:add",
        "registri:list, registri:list, registry:list",
        "xyzzy, xyzzy, "
    })
    void aMistypedCommandIsToldWithTheOneThatWasMeant(String line, String typed, @Nullable String meant) {
        assertThat(execution(new CommandProcessorImpl(threads), new Meant(typed, meant), true)
                        .run(line))
                .isEqualTo(127);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "error: there is no command '" + typed + "'.\ntry: " + (meant == null ? "help" : meant) + "\n");
    }

    @ParameterizedTest
    @CsvSource({"instal notes, instal, install", "xyzzy, xyzzy, "})
    void whoRunsAScriptTypesTheNextCommandAtTheSystemsPrompt(String line, String typed, @Nullable String meant) {
        assertThat(execution(new CommandProcessorImpl(threads), new Meant(typed, meant), false)
                        .run(line))
                .isEqualTo(127);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .endsWith("\ntry: ggen " + (meant == null ? "help" : meant) + "\n");
    }

    @Test
    void aCommandThatAScopeDoesNotHaveEndsAScriptAsAnyUnknownOneDoes() {
        CommandProcessorImpl processor = new CommandProcessorImpl(threads);
        Function scope = (session, arguments) -> {
            throw new UnknownCommand("p2p nosuch", List.of("ggen help p2p")).asException();
        };
        processor.addCommand("ggen", scope, "p2p");
        assertThat(execution(processor, new Meant("", null), false).run("ggen:p2p nosuch"))
                .isEqualTo(127);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("error: there is no command 'p2p nosuch'\ntry: ggen help p2p\n");
    }

    private Execution execution(CommandProcessorImpl processor, Completions completions, boolean atPrompt) {
        CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out);
        return new Execution(session, out, out, new NoticeBoard(() -> false), completions, atPrompt);
    }
}
