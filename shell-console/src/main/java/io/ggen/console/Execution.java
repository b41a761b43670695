package io.ggen.console;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.shell.Completions;
import io.ggen.shell.UnknownCommand;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;

/** Runs pieces of Gogo text in one session, prints what they return or why they failed, and tells the exit status. */
final class Execution {
    private static final int UNKNOWN_COMMAND = 127;
    private static final int INTERRUPTED = 130;

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;
    private final NoticeBoard notices;
    private final Completions completions;
    private final boolean atPrompt;
    private boolean leaving;

    /** Runs for whoever types at the shell's prompt, or, with {@code atPrompt} false, for a script that a process was given. */
    Execution(
            CommandSession session,
            PrintStream out,
            PrintStream err,
            NoticeBoard notices,
            Completions completions,
            boolean atPrompt) {
        this.atPrompt = atPrompt;
        this.session = session;
        this.notices = notices;
        this.completions = completions;
        this.out = out;
        this.err = err;
    }

    /** Whether the user has asked to leave the shell. */
    boolean isLeaving() {
        return leaving;
    }

    /** Runs {@code text} and returns 0, 1, 2, 127 or 130 (DESIGN section 4). */
    int run(String text) {
        notices.busy(true);
        try {
            for (CharSequence statement : statements(text)) {
                print(session.execute(statement));
            }
            return 0;
        } catch (Throwable thrown) {
            return explain(unwrapped(thrown));
        } finally {
            notices.busy(false);
            out.flush();
            err.flush();
        }
    }

    /**
     * The statements of {@code text}, so that the result of each can be shown: Gogo keeps only that of the last. One piece,
     * where they are joined by anything but ';' and line ends.
     */
    private static List<CharSequence> statements(String text) {
        List<CharSequence> statements = new ArrayList<>();
        for (Parser.Executable part : new Parser(text).program().tokens()) {
            if (part instanceof Parser.Statement || part instanceof Parser.Pipeline) {
                statements.add(part.toString());
            } else if (!part.toString().equals(";") && !part.toString().isBlank()) {
                return List.of(text);
            }
        }
        return statements;
    }

    private void print(@Nullable Object result) {
        if (result == null) {
            return;
        }
        CharSequence shown = session.format(result, Converter.INSPECT);
        out.print(shown);
        if (shown.length() > 0 && shown.charAt(shown.length() - 1) != '\n') {
            out.println();
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof InvocationTargetException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private int explain(Throwable thrown) {
        if (thrown instanceof Leave leave) {
            leaving = true;
            return leave.status();
        }
        if (thrown instanceof ProblemException failure) {
            Problem problem = failure.problem();
            err.println("error: " + Texts.behindColon(problem.message()));
            for (String line : problem.explanation()) {
                err.println("  " + line);
            }
            for (String next : problem.next()) {
                err.println("try: " + next);
            }
            if (problem instanceof UnknownCommand) {
                return UNKNOWN_COMMAND;
            }
            return switch (problem.kind()) {
                case FAILED -> 1;
                case USAGE -> 2;
                case CANCELLED -> INTERRUPTED;
            };
        }
        if (thrown instanceof InterruptedException) {
            err.println("error: cancelled.");
            return INTERRUPTED;
        }
        // Gogo's own exceptions are not exported by every version of its runtime.
        String type = thrown.getClass().getSimpleName();
        if (type.equals("CommandNotFoundException")) {
            String said = String.valueOf(thrown.getMessage());
            String typed = said.substring(said.lastIndexOf(' ') + 1);
            err.println("error: there is no command '" + Texts.shown(typed, 60) + "'.");
            err.println("try: " + (atPrompt ? "" : "ggen ")
                    + completions.meant(typed).orElse("help"));
            return UNKNOWN_COMMAND;
        }
        if (type.equals("SyntaxError") || type.equals("EOFError")) {
            err.println("error: the script cannot be read (" + thrown.getMessage() + "); nothing was run.");
            return 2;
        }
        String message = thrown.getMessage();
        err.println("error: " + (message == null ? thrown.toString() : Texts.behindColon(message)));
        return 1;
    }
}
