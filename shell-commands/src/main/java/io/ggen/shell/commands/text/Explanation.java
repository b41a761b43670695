package io.ggen.shell.commands.text;

import io.ggen.api.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The reasons behind a problem's sentence, as people read them: indented, and wrapped where a terminal ends. */
public final class Explanation {
    private static final int MOST_ROWS = 40;
    private static final int NARROWEST = 40;
    private static final String INDENT = "  ";
    private static final String FURTHER = "    ";
    private static final Set<String> GLUE =
            Set.of("and", "because", "so", "you", "asked", "for", "there", "is", "no", "solution", "together");

    private Explanation() {}

    /**
     * Writes the reasons behind {@code problem}, unless its sentence has said it all. At a terminal a long explanation is
     * shortened to its beginning and its end, but for {@code whole}.
     */
    public static void print(Problem problem, Out out, boolean whole) {
        List<String> lines = problem.explanation();
        if (lines.isEmpty() || saysNothingNew(problem.message(), lines)) {
            return;
        }
        int width = out.look().width() == 0
                ? Integer.MAX_VALUE
                : Math.max(NARROWEST, out.look().width());
        int last = lines.size() - 1;
        int room = whole || out.look().width() == 0 ? Integer.MAX_VALUE : MOST_ROWS - 1 - rows(lines.get(last), width);
        int told = 0;
        while (told < last) {
            int rows = rows(lines.get(told), width);
            if (rows > room) {
                break;
            }
            room -= rows;
            wrap(lines.get(told), width, out);
            told++;
        }
        if (told < last) {
            String dots = out.look().unicode() ? "…" : "...";
            out.put(INDENT)
                    .put(Style.DIM, dots + " " + Amounts.count(last - told, "more line") + "; --debug shows all");
            out.end();
        }
        wrap(lines.get(last), width, out);
    }

    private static int rows(String line, int width) {
        Out rows = new Out(Look.PLAIN);
        wrap(line, width, rows);
        int count = 0;
        for (int i = rows.text().indexOf('\n'); i >= 0; i = rows.text().indexOf('\n', i + 1)) {
            count++;
        }
        return count;
    }

    private static void wrap(String line, int width, Out out) {
        String indent = INDENT;
        int start = 0;
        while (line.length() - start > width - indent.length()) {
            int most = start + width - indent.length();
            int space = line.lastIndexOf(' ', most);
            int end = space > start ? space : most;
            out.put(indent).line(line.substring(start, end));
            start = space > start ? end + 1 : end;
            indent = FURTHER;
        }
        out.put(indent).line(line.substring(start));
    }

    /** Whether there is no word in {@code lines} that {@code message} has not, but for those that hold sentences together. */
    static boolean saysNothingNew(String message, List<String> lines) {
        Set<String> said = new HashSet<>();
        for (String word : message.split(" ", -1)) {
            said.add(bare(word));
        }
        for (String line : lines) {
            for (String word : line.split(" ", -1)) {
                String bare = bare(word);
                if (!said.contains(bare) && !GLUE.contains(bare)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && ".,;:()'".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = 0;
        while (start < end && "('".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        return word.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
