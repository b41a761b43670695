package io.ggen.shell.commands.text;

import io.ggen.api.Problem;
import io.ggen.api.Texts;

/** A problem as people read it: {@code error: } and the sentence, then {@code try: } and each next command. */
public final class Complaint {
    private Complaint() {}

    /** Writes {@code problem} to {@code out}. */
    public static void print(Problem problem, Out out) {
        out.put(Style.RED, "error:").put(" ");
        lines(Texts.behindColon(problem.message()), out);
        tries(problem, out);
    }

    /** Writes the next commands of {@code problem}. */
    public static void tries(Problem problem, Out out) {
        for (String next : problem.next()) {
            out.put(Style.BOLD, "try:").put(" ").line(out.look().command(next));
        }
    }

    private static void lines(String message, Out out) {
        int start = 0;
        for (int end = message.indexOf('\n'); end >= 0; end = message.indexOf('\n', start)) {
            out.line(message.substring(start, end));
            start = end + 1;
        }
        out.line(message.substring(start));
    }
}
