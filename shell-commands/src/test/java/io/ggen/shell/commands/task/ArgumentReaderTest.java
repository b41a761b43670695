package io.ggen.shell.commands.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentReaderTest {
    private static final Option FORCE = Option.flag("--force", "do it");
    private static final Option TARGET = Option.value("--target", "DIR", Hint.FOLDER, "where");
    private static final Option TAG = Option.values("--tag", "T", Hint.TEXT, "which");
    private static final Option SKIP = Option.refused("--skip", "skipping is refused because of a reason");
    private static final Syntax INSTALL =
            Syntax.of("installs").takesAny("SPEC", Hint.PACKAGE, "what").with(FORCE, TARGET, TAG, SKIP);
    private static final Syntax USE =
            Syntax.of("uses").needs("ROLE", Hint.ROLE, "a role").needs("NAME", Hint.PROVIDER, "who");

    private static Arguments read(String... raw) {
        return ArgumentReader.read("install", INSTALL, List.of(raw));
    }

    @Test
    void optionsAndWordsComeInAnyOrder() {
        Arguments arguments = read("a", "--target", "dir", "b@^1.0.0", "--force", "--tag=x", "--tag", "y", "--json");
        assertThat(arguments.words()).containsExactly("a", "b@^1.0.0");
        assertThat(arguments.has(FORCE)).isTrue();
        assertThat(arguments.has(Option.JSON)).isTrue();
        assertThat(arguments.has(Option.DEBUG)).isFalse();
        assertThat(arguments.value(TARGET)).isEqualTo("dir");
        assertThat(arguments.values(TAG)).containsExactly("x", "y");
    }

    @Test
    void afterTwoDashesEverythingIsAWord() {
        assertThat(read("--force", "--", "--target", "-").words()).containsExactly("--target", "-");
    }

    @Test
    void argumentsAreNeverParsedAgain() {
        assertThat(read("$(rm)", "a b", "@file", "\"q\"", "", "1.10").words())
                .containsExactly("$(rm)", "a b", "@file", "\"q\"", "", "1.10");
    }

    @Test
    void aValueMayBeEmptyOrBeginWithADashAfterAnEqualsSign() {
        assertThat(read("--target=").value(TARGET)).isEmpty();
        assertThat(read("--target=-x=y").value(TARGET)).isEqualTo("-x=y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --forse             | install has no option '--forse'; did you mean --force?
                    --min-reputation    | install has no option '--min-reputation'
                    -x                  | install has no option '-x'
                    --target            | --target needs a value: --target DIR
                    --target --force    | --target needs a value: --target DIR
                    --target a --target b | --target was given twice, and only one DIR can hold
                    --force=yes         | --force takes no value; write --force alone
                    --skip              | skipping is refused because of a reason
                    """)
    void wrongOptionsAreOneSentence(String line, String sentence) {
        assertThatThrownBy(() -> read(line.split(" "))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().message()).isEqualTo(sentence);
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE);
            assertThat(e.problem().next()).containsExactly("ggen help install");
        });
    }

    @Test
    void missingAndSuperfluousWordsAreTold() {
        assertThatThrownBy(() -> ArgumentReader.read("host use", USE, List.of("resolver")))
                .hasToString("host use needs NAME, who");
        assertThatThrownBy(() -> ArgumentReader.read("host use", USE, List.of()))
                .hasToString("host use needs ROLE, a role");
        assertThatThrownBy(() -> ArgumentReader.read("host use", USE, List.of("a", "b", "c")))
                .hasToString("host use takes ROLE NAME and nothing more, and got 'c' too");
        assertThatThrownBy(() -> ArgumentReader.read("list", Syntax.of("lists"), List.of("x")))
                .hasToString("list takes no argument, and got 'x'");
    }

    @Test
    void escapesInArgumentsAreNotRepeatedInMessages() {
        assertThatThrownBy(() -> read("--\u001b[31mred")).hasToString("install has no option '--?[31mred'");
    }

    @Test
    void numbersAreChecked() {
        assertThat(Arguments.number("--limit", "20", 1)).isEqualTo(20);
        for (String wrong : List.of("0", "-1", "1.5", "x", "", "99999999999")) {
            assertThatThrownBy(() -> Arguments.number("--limit", wrong, 1))
                    .hasToString("--limit must be a whole number from 1 on, not '" + wrong + "'; nothing was done");
        }
    }

    @Test
    void helpIsAskedForAnywhereBeforeTwoDashes() {
        assertThat(ArgumentReader.asksForHelp(List.of("--bogus", "-h"))).isTrue();
        assertThat(ArgumentReader.asksForHelp(List.of("--", "--help"))).isFalse();
    }
}
