package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import io.ggen.api.resolver.Resolution;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ggen:resolve}, with a real resolver. */
class ResolveTest {
    private static final String GOOD = "{'name':'good','packages':{'a':{'1.0.0':{}}},'request':{'a':'^1.0.0'}}";
    private static final String GOOD_ANSWER = "{\"name\":\"good\",\"solvable\":true,\"solution\":{\"a\":\"1.0.0\"},"
            + "\"order\":[\"a\"],\"explanation\":null,\"ms\":100.000}\n";

    @TempDir
    Path folder;

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void start() {
        services.roles.resolver = new BacktrackingResolver(1_000_000);
    }

    /** The command on {@code lines}, in which ' stands for ". */
    private Run resolve(String... lines) throws IOException {
        return resolve(String.join("\n", lines).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private Run resolve(byte[] content, String... options) throws IOException {
        Files.write(folder.resolve("u.jsonl"), content);
        List<String> words = new java.util.ArrayList<>(List.of("resolve", "u.jsonl"));
        words.addAll(List.of(options));
        return Run.in(Map.of("cwd", folder.toString()), services, words.toArray(String[]::new));
    }

    /** The solution of packages and the rest of a universe, as JSON in which ' stands for ". */
    private String solution(String packages, String rest) throws IOException {
        Run run = resolve("{'name':'u','packages':" + packages + "," + rest + "}");
        assertThat(run.err()).isEmpty();
        int start = run.out().indexOf("\"solution\":") + 11;
        return run.out().substring(start, run.out().indexOf(",\"order\"")).replace('"', '\'');
    }

    @Test
    void eachUniverseIsAnsweredOnALineInTheOrderOfInstalling() throws IOException {
        Run run = resolve(
                "{'name':'first \u00e9','request':{'z':'latest'},'more':[{}],'locked':null,"
                        + "'packages':{'z':{'1.0.0':{'b':'^1.0.0','y':'*'}},'y':{'2.0.0':{}},'b':{'1.0.0':{},'1.2.0':{}}}}\r",
                "  ",
                GOOD,
                "");
        assertThat(run.out())
                .isEqualTo("{\"name\":\"first \\u00E9\",\"solvable\":true,"
                        + "\"solution\":{\"b\":\"1.2.0\",\"y\":\"2.0.0\",\"z\":\"1.0.0\"},"
                        + "\"order\":[\"b\",\"y\",\"z\"],\"explanation\":null,\"ms\":100.000}\n" + GOOD_ANSWER);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void textAndJsonAreTheSameLines() throws IOException {
        byte[] two = (GOOD + "\n" + GOOD).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(resolve(two, "--json")).isEqualTo(resolve(two)).isEqualTo(new Run(0, GOOD_ANSWER + GOOD_ANSWER, ""));
    }

    @Test
    void noSolutionIsAnAnswerWithItsWholeExplanation() throws IOException {
        Run run = resolve("{'name':'u','packages':{'a':{'1.0.0':{'gone':'*'}}},'request':{'a':'*'}}");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("{\"name\":\"u\",\"solvable\":false,\"solution\":null,\"order\":[],\"explanation\":\"")
                .contains("gone");
        services.roles.resolver = (question, known) ->
                new Resolution.Unsatisfiable("in short", List.of("one", "two"), List.of(), java.util.Set.of());
        assertThat(resolve(GOOD).out()).contains("\"explanation\":\"one\\ntwo\",");
        services.roles.resolver =
                (question, known) -> new Resolution.Unsatisfiable("in short", List.of(), List.of(), java.util.Set.of());
        assertThat(resolve(GOOD).out()).contains("\"explanation\":\"in short\",");
    }

    @Test
    void givingUpIsNeitherYesNorNo() throws IOException {
        services.roles.resolver = (question, known) -> new Resolution.Undecided("too hard");
        assertThat(resolve(GOOD).out())
                .isEqualTo("{\"name\":\"good\",\"solvable\":null,\"solution\":null,\"order\":[],"
                        + "\"explanation\":\"too hard\",\"ms\":100.000}\n");
    }

    @Test
    void lockedVersionsAndOptionsAreHeeded() throws IOException {
        String versions = "{'a':{'1.0.0':{},'1.1.0':{},'2.0.0-rc.1':{}}}";
        String request = "'request':{'a':'>=1.0.0'}";
        assertThat(solution(versions, request)).isEqualTo("{'a':'1.1.0'}");
        assertThat(solution(versions, request + ",'locked':{'a':'1.0.0'}")).isEqualTo("{'a':'1.0.0'}");
        assertThat(solution(versions, request + ",'options':{'lowest':true}")).isEqualTo("{'a':'1.0.0'}");
        assertThat(solution(versions, request + ",'options':{'pre':true}")).isEqualTo("{'a':'2.0.0-rc.1'}");
    }

    @Test
    void circlesAreAllowedUnlessTheOptionsSayOtherwise() throws IOException {
        String circle = "{'a':{'1.0.0':{'b':'*'}},'b':{'1.0.0':{'a':'*'}}}";
        assertThat(solution(circle, "'request':{'a':'*'}")).isEqualTo("{'a':'1.0.0','b':'1.0.0'}");
        assertThat(solution(circle, "'request':{'a':'*'},'options':{'allowCycles':false}"))
                .isEqualTo("null");
    }

    @Test
    void anOverrideStandsInPlaceOfEveryRangeButAsksForNothing() throws IOException {
        String packages = "{'a':{'1.0.0':{'b':'^1.0.0'}},'b':{'1.0.0':{},'2.0.0':{}},'c':{'1.0.0':{}}}";
        assertThat(solution(packages, "'request':{'a':'*'},'overrides':{'b':'2.0.0','c':'*'}"))
                .isEqualTo("{'a':'1.0.0','b':'2.0.0'}");
        assertThat(solution(packages, "'request':{'b':'^1.0.0'},'overrides':{'b':'2.0.0'}"))
                .isEqualTo("{'b':'2.0.0'}");
    }

    @Test
    void anOverrideThatNothingMeetsIsToldAsWhatItIs() throws IOException {
        Run run = resolve("{'name':'u','packages':{'a':{'1.0.0':{'b':'^1.0.0'}},'b':{'1.0.0':{}}},'request':{'a':'*'},"
                + "'overrides':{'b':'^2.0.0'}}");
        assertThat(run.out())
                .contains("a 1.0.0 depends on b ^1.0.0 (set to ^2.0.0 by etc/overrides.json)")
                .contains("\"solvable\":false");
    }

    @Test
    void frozenAllowsTheLockAloneAndOfflineEverything() throws IOException {
        String rest = "'request':{'a':'*'},'locked':{'a':'1.0.0'},'options':{'frozen':";
        String packages = "{'a':{'1.0.0':{},'2.0.0':{}},'b':{'1.0.0':{}}}";
        assertThat(solution(packages, rest + "true}")).isEqualTo("{'a':'1.0.0'}");
        assertThat(solution(packages, rest + "false,'offline':false}")).isEqualTo("{'a':'1.0.0'}");
        assertThat(solution(packages, "'request':{'b':'*'},'options':{'frozen':true}"))
                .isEqualTo("null");
        assertThat(solution(packages, "'request':{'b':'*'},'options':{'offline':true}"))
                .isEqualTo("{'b':'1.0.0'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'u'|not JSON",
                "hello|not JSON",
                "[1]|a universe must be an object in braces",
                "{} {}|more than one universe",
                "{'name':'u','packages':{}}|has no \"request\"",
                "{'packages':{},'request':{}}|has no \"name\"",
                "{'name':'u','request':{}}|has no \"packages\"",
                "{'name':7}|the universe's name must be a text",
                "{'name':'u','name':'v'}|Duplicate",
                "{'packages':{'A':{}}}|'A' is not a package name",
                "{'packages':{'a':{'1.0':{}}}}|'1.0' is not a version",
                "{'packages':{'a':{'1.0.0+x':{},'1.0.0+y':{}}}}|a has version 1.0.0+y twice",
                "{'packages':{'a':{'1.0.0':{'b':'1,2'}}}}|'1,2' is not a",
                "{'packages':{'a':{'1.0.0':{'b':null}}}}|the range of b must be a text",
                "{'request':{'@x/a':'*'}}|'@x/a' is not a package name",
                "{'locked':{'a':'^1'}}|'^1' is not a version",
                "{'overrides':{'a':'%'}}|'%'",
                "{'options':{'pre':1}}|the option pre must be true or false",
                "{'options':{'prerelease':true}}|there is no option 'prerelease'",
            })
    void aDamagedLineIsOneErrorWithItsNumberAfterTheAnswersBeforeIt(String damaged, String why) throws IOException {
        Run run = resolve(GOOD, "", damaged, GOOD);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(GOOD_ANSWER);
        assertThat(run.err())
                .startsWith("error: u.jsonl, line 3, column ")
                .contains(why)
                .endsWith("; what comes before it is answered, the rest is not\n")
                .hasLineCount(1);
        Run alone = resolve(damaged);
        assertThat(alone.status()).isEqualTo(1);
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err()).startsWith("error: u.jsonl, line 1, ").endsWith("; nothing was resolved\n");
    }

    @Test
    void filesWithoutUniversesAreRefused() throws IOException {
        assertThat(resolve("", " "))
                .isEqualTo(new Run(1, "", "error: u.jsonl holds no universe; nothing was resolved\n"));
        assertThat(resolve(new byte[] {'"', (byte) 0xFF, '"'}).err()).contains("it is not UTF-8");
        assertThat(Run.in(Map.of("cwd", folder.toString()), services, "resolve", "gone.jsonl"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "error: " + folder
                                + "/gone.jsonl cannot be read: there is no such file; nothing was resolved\n"));
        assertThat(Run.in(Map.of("cwd", folder.toString()), services, "resolve", ".")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void whatStopsTheResolverComesAfterTheAnswersBeforeIt() throws IOException {
        int[] asked = {0};
        services.roles.resolver = (question, known) -> {
            if (asked[0]++ == 0) {
                return new Resolution.Undecided("too hard");
            }
            throw new InterruptedException();
        };
        Run run = resolve(GOOD, GOOD);
        assertThat(run.status()).isEqualTo(130);
        assertThat(run.out()).hasLineCount(1);
        services.roles.resolver = (question, known) -> {
            throw Problem.of("no resolver today").asException();
        };
        assertThat(resolve(GOOD)).isEqualTo(new Run(1, "", "error: no resolver today\n"));
    }

    @Test
    void aHundredThousandPackagesFitOnALine() throws IOException {
        StringBuilder line = new StringBuilder("{'name':'large','packages':{");
        for (int i = 0; i < 100_000; i++) {
            line.append("'p")
                    .append(i)
                    .append("':{'1.0.0':{},'1.1.0':{'p")
                    .append(i / 2)
                    .append("':'^1.0.0'}},");
        }
        line.append("'last':{}},'request':{'p9':'*'}}");
        Run run = resolve(line.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"solution\":{\"p0\":\"1.1.0\",\"p1\":\"1.1.0\",\"p2\":\"1.1.0\"");
    }
}
