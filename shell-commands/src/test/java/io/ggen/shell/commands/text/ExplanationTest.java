package io.ggen.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Look TERMINAL = new Look(false, 60, true, false, null);
    private static final Look PIPE = new Look(false, 0, true, false, null);

    private record Conflict(String message, List<String> explanation) implements Problem {
        @Override
        public List<String> next() {
            return List.of("ggen uninstall b");
        }
    }

    private static String print(Problem problem, Look look, boolean whole) {
        Out out = new Out(look);
        Complaint.print(problem, out, whole);
        return out.text();
    }

    @Test
    void reasonsStandBetweenTheSentenceAndTheNextStepAndAreWrapped() {
        Conflict conflict = new Conflict(
                "Because two things clash, a and z cannot be installed together; nothing was changed.",
                List.of(
                        "Because a 1.0.0 depends on b ^1.0.0 and every version of b depends on c ^1.0.0, a requires c"
                                + " 1.0.0.",
                        "So, because you asked for a and z ^1.0.0, there is no solution."));
        assertThat(print(conflict, TERMINAL, false)).isEqualTo("""
                        error: because two things clash, a and z cannot be installed
                        together; nothing was changed.
                          Because a 1.0.0 depends on b ^1.0.0 and every version of b
                            depends on c ^1.0.0, a requires c 1.0.0.
                          So, because you asked for a and z ^1.0.0, there is no
                            solution.
                        try: ggen uninstall b
                        """);
        assertThat(print(conflict, PIPE, false)).hasLineCount(4).contains("  So, because you asked for a and z ^1.0.0");
    }

    @Test
    void whatTheSentenceHasSaidIsNotSaidAgain() {
        String facts =
                "Because a ^1.0.0 depends on c ^2.0.0 and b 1.2.0 depends on c ^1.0.0, a and b cannot be installed"
                        + " together";
        Conflict conflict = new Conflict(
                facts + "; nothing was changed.",
                List.of(facts + ".", "So, because you asked for a ^1.0.0 and b 1.2.0, there is no solution."));
        assertThat(print(conflict, PIPE, true)).hasLineCount(2);
        Conflict circle = new Conflict(
                "Packages depend on each other in a circle: a 1.0.0 -> (3 more) -> a 1.0.0; nothing was changed.",
                List.of("a 1.0.0 -> b 1.0.0 -> c 1.0.0 -> d 1.0.0 -> a 1.0.0."));
        assertThat(print(circle, TERMINAL, true)).contains("  a 1.0.0 -> b 1.0.0 -> c 1.0.0 ->");
    }

    @Test
    void aLongExplanationIsShortenedAtATerminalAlone() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add("p" + i + " 1.0.0 depends on p" + (i + 1) + " ^1.0.0.");
        }
        lines.add("So, because you asked for p0, there is no solution.");
        Conflict conflict = new Conflict("No; nothing was changed.", lines);
        assertThat(print(conflict, TERMINAL, false))
                .hasLineCount(2 + 40)
                .contains("\n  p37 1.0.0 depends on p38 ^1.0.0.\n  … 362 more lines; --debug shows all\n  So, because");
        assertThat(print(conflict, TERMINAL, true)).hasLineCount(2 + 401);
        assertThat(print(conflict, PIPE, false)).hasLineCount(2 + 401);
    }

    @Test
    void wordsLongerThanTheTerminalAreCut() {
        Conflict conflict =
                new Conflict("No; nothing was changed.", List.of("x".repeat(100_000) + " y", "\u001b[31m z"));
        assertThat(print(conflict, TERMINAL, true)).contains("\n  ?[31m z\n");
        assertThat(print(conflict, TERMINAL, true).lines()).allMatch(line -> line.length() <= 60);
        assertThat(print(conflict, new Look(false, 1, true, false, null), true)).isNotEmpty();
    }
}
