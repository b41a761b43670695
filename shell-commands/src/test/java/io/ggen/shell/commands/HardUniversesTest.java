package io.ggen.shell.commands;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Universes that try to break {@code ggen:resolve}: each ends in a clear answer. */
@Timeout(value = 10, unit = SECONDS)
class HardUniversesTest {
    @TempDir
    Path folder;

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void start() {
        services.roles.resolver = new BacktrackingResolver(1_000_000);
    }

    private Run resolve(String packages, String request) throws IOException {
        String line = "{'name':'u','packages':{" + packages + "},'request':{" + request + "}}";
        Files.writeString(folder.resolve("u.jsonl"), line.replace('\'', '"'));
        return Run.in(Map.of("cwd", folder.toString()), services, "resolve", "u.jsonl");
    }

    private static String no(String explanation) {
        return "{\"name\":\"u\",\"solvable\":false,\"solution\":null,\"order\":[],\"explanation\":\"" + explanation
                + "\",\"ms\":100.000}\n";
    }

    private static String yes(String solution, String order) {
        return ("{'name':'u','solvable':true,'solution':{" + solution + "},'order':[" + order
                        + "],'explanation':null,'ms':100.000}\n")
                .replace('\'', '"');
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() throws IOException {
        assertThat(resolve("'foo':{'1.0.0':{}},'Foo':{'1.0.0':{}}", "'foo':'*'"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "error: u.jsonl, line 1, column 44: 'Foo' is not a package name: a name is lower-case letters,"
                                + " digits, '.', '_' and '-', starts with a letter or digit, and may have one 'scope/'"
                                + " before it; nothing was resolved\n"));
        assertThat(resolve("'foo':{'1.0.0':{}}", "'FOO':'*'").err())
                .contains("'FOO' is not a package name: a name is lower-case letters,");
    }

    @Test
    void anUnknownNameDeepInTheGraph() throws IOException {
        assertThat(resolve("'a':{'1.0.0':{'b':'*'}},'b':{'1.0.0':{'c':''}},'c':{'1.0.0':{'gone':'^1.0.0'}}", "'a':'*'")
                        .out())
                .isEqualTo(no("You asked for a.\\na 1.0.0 depends on b.\\nb 1.0.0 depends on c.\\n"
                        + "c 1.0.0 depends on gone ^1.0.0, but no package named 'gone' is known."));
    }

    @Test
    void anEmptyTextIsAnyVersionAndBoundsThatExcludeEachOtherAreNone() throws IOException {
        assertThat(resolve("'a':{'1.0.0':{'b':''}},'b':{'3.0.0':{}}", "'a':''").out())
                .isEqualTo(yes("'a':'1.0.0','b':'3.0.0'", "'b','a'"));
        assertThat(resolve("'b':{'3.0.0':{}}", "'b':'>2 <1'").out())
                .isEqualTo(no("No version of b matches >2 <1; known: 3.0.0."));
    }

    @Test
    void aReleaseThatNeedsItself() throws IOException {
        assertThat(resolve("'a':{'1.0.0':{'a':'^1.0.0'}}", "'a':'*'").out()).isEqualTo(yes("'a':'1.0.0'", "'a'"));
        assertThat(resolve("'a':{'1.0.0':{'a':'^2.0.0'}}", "'a':'*'").out())
                .isEqualTo(no("You asked for a.\\na 1.0.0 depends on a ^2.0.0, another version of itself."));
    }

    @Test
    void aChainOfTenThousand() throws IOException {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            chain.append("'p").append(i).append("':{'1.0.0':{'p").append(i + 1).append("':'^1.0.0'}},");
        }
        Run broken = resolve(chain + "'q':{}", "'p0':'*'");
        assertThat(broken.out())
                .startsWith("{\"name\":\"u\",\"solvable\":false,")
                .contains("p9999 1.0.0 depends on p10000 ^1.0.0, but no package named 'p10000' is known.\"");
        Run whole = resolve(chain + "'p10000':{'1.0.0':{}}", "'p0':'*'");
        assertThat(whole.out())
                .startsWith("{\"name\":\"u\",\"solvable\":true,\"solution\":{\"p0\":\"1.0.0\",\"p1\":\"1.0.0\",")
                .contains("\"order\":[\"p10000\",\"p9999\",")
                .endsWith("\"p1\",\"p0\"],\"explanation\":null,\"ms\":100.000}\n");
    }

    @Test
    void tenThousandVersionsOfOnePackage() throws IOException {
        StringBuilder versions = new StringBuilder("'a':{'0.0.0':{}");
        for (int i = 1; i < 10_000; i++) {
            versions.append(",'").append(i).append(".0.0':{'gone':'*'}");
        }
        assertThat(resolve(versions + "}", "'a':'*'").out()).isEqualTo(yes("'a':'0.0.0'", "'a'"));
        assertThat(resolve(versions + "}", "'a':'^10000.0.0'").out())
                .isEqualTo(no("No version of a matches ^10000.0.0; known: 9999.0.0, 9998.0.0, 9997.0.0, 9996.0.0,"
                        + " 9995.0.0, 9994.0.0, 9993.0.0, 9992.0.0 and 9992 more."));
    }

    @Test
    void aRangeOfAHundredKilobytesIsAnsweredAndALongerOneRefused() throws IOException {
        String range = "0.0.1||".repeat(14_500) + "1.0.0";
        assertThat(resolve("'a':{'1.0.0':{},'2.0.0':{}}", "'a':'" + range + "'").out())
                .isEqualTo(yes("'a':'1.0.0'", "'a'"));
        assertThat(resolve("'a':{'1.0.0':{}}", "'a':'" + range + "||" + range + "'")
                        .err())
                .startsWith("error: u.jsonl, line 1, column ")
                .contains("is not a range of versions: it has 203012 characters and at most 131072 are allowed")
                .endsWith("; nothing was resolved\n");
    }
}
