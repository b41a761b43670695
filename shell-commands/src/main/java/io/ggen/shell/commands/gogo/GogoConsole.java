package io.ggen.shell.commands.gogo;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.shell.commands.task.Prompt;
import io.ggen.shell.commands.text.Answer;
import io.ggen.shell.commands.text.Explanation;
import io.ggen.shell.commands.text.Look;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.ProgressLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** What a Gogo session shows to whom. */
final class GogoConsole implements Prompt {
    private static final String TERMINAL = ".jline.terminal";
    private static final String OWN_TERMINAL = ".terminal";
    private static final int USUAL = 80;

    private final CommandSession session;
    private final @Nullable Process process = Process.Utils.current();

    GogoConsole(CommandSession session) {
        this.session = session;
    }

    /** The session's current folder. */
    Path folder() {
        return session.currentDir().toAbsolutePath();
    }

    /** Whether a person at a terminal reads what this command, or the shell after it, prints. */
    private boolean isTerminal(int descriptor) {
        return session.get(TERMINAL) != null && (process == null || process.isTty(descriptor));
    }

    Look look() {
        return look(1);
    }

    private Look look(int descriptor) {
        if (!isTerminal(descriptor)) {
            return new Look(false, 0, Look.unicodeByDefault(), true, null);
        }
        String noColor = System.getenv("NO_COLOR");
        boolean colours = (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Look(colours, width(), Look.unicodeByDefault(), true, null);
    }

    private int width() {
        Object columns = session.get("COLUMNS");
        try {
            int width = columns == null ? 0 : Integer.parseInt(columns.toString());
            return width > 0 ? width : USUAL;
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    ProgressLine progress(LongSupplier nanos) {
        return new ProgressLine(err(), isTerminal(2), look(2), nanos);
    }

    private PrintStream err() {
        return process == null ? System.err : process.err();
    }

    /** Asks on the terminal, which is in its plain mode while a command runs: the line is edited and shown by the system. */
    @Override
    public Optional<String> answer(String question) {
        if (!isTerminal(0) || !isTerminal(2)) {
            return Optional.empty();
        }
        PrintStream err = err();
        err.print(question);
        err.flush();
        try {
            return Optional.ofNullable(Answer.read(process == null ? session.getKeyboard() : process.in()));
        } catch (IOException e) {
            throw Problem.cancelled("cancelled at the question; nothing was changed")
                    .asException(e);
        }
    }

    void print(String text) {
        PrintStream out = process == null ? session.getConsole() : process.out();
        out.print(text);
        out.flush();
    }

    /**
     * {@code problem} for this session. The shell prints only {@code toString()} of what is thrown, so at a terminal the
     * reasons and the next commands become part of the message; scripts get the problem as it is.
     *
     * @param whole whether every reason is to be told, however many there are
     */
    ProblemException shown(Problem problem, boolean whole, @Nullable Throwable cause) {
        Problem shown = problem;
        boolean isRead = session.get(TERMINAL) != null || session.get(OWN_TERMINAL) != null;
        if (isRead && !(problem.next().isEmpty() && problem.explanation().isEmpty())) {
            Look plain = new Look(false, width(), Look.unicodeByDefault(), true, null);
            Out more = new Out(plain);
            Explanation.print(problem, more, whole);
            StringBuilder message =
                    new StringBuilder(problem.message()).append('\n').append(more.text());
            for (String next : problem.next()) {
                message.append("try: ").append(plain.command(next)).append('\n');
            }
            shown = of(problem.kind(), message.substring(0, message.length() - 1));
        }
        return cause == null ? shown.asException() : shown.asException(cause);
    }

    private static Problem of(Problem.Kind kind, String message) {
        return switch (kind) {
            case FAILED -> Problem.of(message);
            case USAGE -> Problem.usage(message);
            case CANCELLED -> Problem.cancelled(message);
        };
    }
}
