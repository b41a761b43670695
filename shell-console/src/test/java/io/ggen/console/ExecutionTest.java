package io.ggen.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.shell.Completions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
        Execution execution = new Execution(
                new CommandProcessorImpl(threads).createSession(new ByteArrayInputStream(new byte[0]), out, out),
                out,
                out,
                new NoticeBoard(() -> false),
                new Meant(typed, meant));

        assertThat(execution.run(line)).isEqualTo(127);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "error: there is no command '" + typed + "'.\ntry: " + (meant == null ? "help" : meant) + "\n");
    }
}
