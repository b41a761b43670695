package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ggen.itests.Ggen.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The doctor of a home that cannot be written says what is wrong and what to do. By files where folders should be, since
 * permissions bind no root.
 */
class UnwritableHomeIT {
    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void makeTemporary() throws Exception {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private Ran doctor(Path home, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(List.of(options));
        Ran ran = new Ggen(home).runWithIn(folder, "-Djava.io.tmpdir=" + temporary, arguments.toArray(String[]::new));
        assertThat(temporary).as("nothing is left behind").isEmptyDirectory();
        assertThat(ran.out() + ran.err()).doesNotContain("the examination itself failed", "Exception", "\tat ");
        return ran;
    }

    private static List<String> broken(Ran ran) throws Exception {
        List<String> broken = new ArrayList<>();
        for (JsonNode finding : ran.json().get("findings")) {
            if (finding.get("severity").asText().equals("broken")) {
                broken.add(finding.get("sentence").asText() + " -> "
                        + finding.get("next").asText());
            }
        }
        return broken;
    }

    @Test
    void aHomeBelowAFileIsToldByTheDoctorAndOtherCommandsSendThere() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "as it was");
        Path home = file.resolve("home");
        Ran text = doctor(home);
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.out())
                .contains(
                        home + " cannot be written (" + file
                                + " is not a folder), so nothing can be installed or published.",
                        "try: GGEN_HOME=/a/folder/of/yours ggen doctor");
        assertThat(text.err()).startsWith("error: ").contains("broken, as told above; nothing was changed");
        Ran json = doctor(home, "--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(broken(json)).anyMatch(each -> each.startsWith(home + " cannot be written"));

        Ran list = new Ggen(home).runIn(folder, "list");
        assertThat(list.status()).isEqualTo(1);
        assertThat(list.err())
                .startsWith("error: the home " + home + " cannot be written")
                .contains("; nothing was changed.", "try: ggen doctor\n", "try: GGEN_HOME=/a/folder/of/yours ggen");
        assertThat(file).hasContent("as it was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "log",
                "deploy",
                "packages",
                "roots",
                "etc",
                "outbox",
                "published",
                "store",
                "registry",
                "catalog",
                "keys"
            })
    void aFileWhereAFolderShouldBeIsNamed(String name) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path file = Files.writeString(home.resolve(name), "as it was");
        Ran ran = doctor(home, "--json");
        assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(broken(ran)).anyMatch(each -> each.contains(file.toString()));
        assertThat(file).hasContent("as it was");
    }

    @Test
    void helpNeedsNoHome() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "as it was");
        for (String line : List.of("help", "help list", "list --help")) {
            Ran ran = new Ggen(file).runIn(folder, line.split(" "));
            assertThat(ran.status()).as(line + ": " + ran.err()).isZero();
            assertThat(ran.out()).contains("usage: ggen ");
        }
        assertThat(file).hasContent("as it was");
    }
}
