package io.ggen.console;

import io.ggen.api.Home;
import io.ggen.shell.Completions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A person at a terminal: reads lines with history and completion, runs them, and turns Ctrl-C into a cancelled command. */
final class InteractiveShell implements AutoCloseable {
    private static final String PROMPT = "ggen> ";
    private static final int LONGEST_HISTORY = 1_000;

    private final Terminal terminal;
    private final PrintStream output;
    private final Completions completions;
    private final Home home;

    private InteractiveShell(Terminal terminal, Completions completions, Home home) {
        this.terminal = terminal;
        this.output = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        this.completions = completions;
        this.home = home;
    }

    static InteractiveShell open(Completions completions, Home home) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JLine finds its terminal providers through the context class loader.
        thread.setContextClassLoader(Terminal.class.getClassLoader());
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("ggen")
                    .system(true)
                    .dumb(true)
                    .build();
            return new InteractiveShell(terminal, completions, home);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    InputStream input() {
        return terminal.input();
    }

    PrintStream output() {
        return output;
    }

    /** Reads and runs lines until the user leaves; returns the exit status. */
    int run(CommandSession session, NoticeBoard notices, Runnable ready, Farewell farewell) {
        Execution execution = new Execution(session, output, output, notices, completions, true);
        LineReader reader = LineReaderBuilder.builder()
                .appName("ggen")
                .terminal(terminal)
                .parser(new Parser())
                .completer(new LineCompleter(completions, session))
                .variable(LineReader.HISTORY_FILE, home.root().resolve("history"))
                .variable(LineReader.HISTORY_SIZE, LONGEST_HISTORY)
                .variable(LineReader.HISTORY_FILE_SIZE, LONGEST_HISTORY)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
        session.put(".terminal", terminal);
        session.put(".reader", reader);
        terminal.handle(Terminal.Signal.INT, signal -> interrupt(session));
        output.println("ggen - type 'help' for the commands, Tab to complete, 'exit' to leave.");
        notices.readBy(reader::printAbove);
        farewell.isAskedOf(output, () -> terminal.raise(Terminal.Signal.INT));
        ready.run();
        int status = 0;
        while (!execution.isLeaving()) {
            if (farewell.isAsked()) {
                farewell.say();
                return 0;
            }
            try {
                String line = reader.readLine(PROMPT);
                if (!line.isBlank()) {
                    status = execution.run(line);
                }
            } catch (UserInterruptException e) {
                status = 0; // Ctrl-C on a line being typed drops the line
            } catch (EndOfFileException e) {
                return 0;
            }
        }
        return status;
    }

    private static void interrupt(CommandSession session) {
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
