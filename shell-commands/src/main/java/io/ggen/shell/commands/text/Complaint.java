package io.ggen.shell.commands.text;

import io.ggen.api.Problem;
import io.ggen.api.Texts;

/** A problem as people read it: {@code error: } and the sentence, the reasons, then {@code try: } and each next command. */
public final class Complaint {
    private static final String ERROR = "error:";

    private Complaint() {}

    /** Writes {@code problem} to {@code out}; with {@code whole}, every reason however long that is. */
    public static void print(Problem problem, Out out, boolean whole) {
        String message = Texts.behindColon(problem.message());
        if (out.look().width() > 0 && message.indexOf('\n') < 0) {
            wrapped(message, out);
        } else {
            out.put(Style.RED, ERROR).put(" ");
            lines(message, out);
        }
        Explanation.print(problem, out, whole);
        tries(problem, out);
    }

    /** Writes the next commands of {@code problem}. */
    public static void tries(Problem problem, Out out) {
        for (String next : problem.next()) {
            out.put(Style.BOLD, "try:").put(" ").line(out.look().command(next));
        }
    }

    /** Lines of whole words, as long as the terminal is wide. */
    private static void wrapped(String message, Out out) {
        Out plain = new Out(new Look(
                false, out.look().width(), out.look().unicode(), out.look().inShell(), null));
        plain.paragraph(ERROR + " " + message);
        String text = plain.text();
        out.put(Style.RED, ERROR);
        lines(text.substring(ERROR.length(), text.length() - 1), out);
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
