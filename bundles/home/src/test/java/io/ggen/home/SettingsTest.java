package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Vector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Settings settings = new Settings(Path.of("."), warnings::add);

    @BeforeEach
    void open() {
        settings = new Settings(folder, warnings::add);
    }

    @Test
    void settingsAreAPlainObjectSortedByName() throws IOException {
        Hashtable<String, Object> given = new Hashtable<>();
        given.put("service.pid", "roles");
        given.put("service.factoryPid", "f");
        given.put("service.bundleLocation", "reference:file:/tmp/x.jar");
        given.put(":org.apache.felix.configadmin.revision:", 7L);
        given.put("resolver", "backtracking");
        given.put("limit", 20);
        given.put("bytes", 5_000_000_000L);
        given.put("ratio", 0.5f);
        given.put("on", true);
        given.put("names", new Vector<>(List.of("a", "ü \"b\"")));
        given.put("ports", new int[] {1, 2});
        settings.write("roles", given);
        assertThat(folder.resolve("roles.json")).hasContent("""
                        {
                          "bytes" : 5000000000,
                          "limit" : 20,
                          "names" : [ "a", "ü \\"b\\"" ],
                          "on" : true,
                          "ports" : [ 1, 2 ],
                          "ratio" : 0.5,
                          "resolver" : "backtracking"
                        }
                        """);
    }

    @Test
    void whatIsReadHasThePidOfItsFileWhateverTheFileSays() throws IOException {
        Files.writeString(
                folder.resolve("registry-office.json"),
                "{\"service.pid\":\"other\",\"Service.BundleLocation\":\"x\",\"url\":\"u\"}");
        assertThat(settings.read("registry~office"))
                .isEqualTo(Map.of("service.pid", "registry~office", "service.factoryPid", "registry", "url", "u"));
    }

    @Test
    void numbersAndArraysGetTheNarrowestTypeThatHoldsThem() throws IOException {
        Files.writeString(
                folder.resolve("x.json"),
                "{\"i\":5,\"l\":3000000000,\"d\":1e3,\"is\":[1,2],\"ls\":[1,3000000000],\"ds\":[1,0.5],\"bs\":[true],\"none\":[]}");
        Hashtable<String, Object> read = settings.read("x");
        assertThat(read)
                .containsEntry("i", 5)
                .containsEntry("l", 3_000_000_000L)
                .containsEntry("d", 1000.0)
                .containsEntry("is", new Integer[] {1, 2})
                .containsEntry("ls", new Long[] {1L, 3_000_000_000L})
                .containsEntry("ds", new Double[] {1.0, 0.5})
                .containsEntry("bs", new Boolean[] {true})
                .containsEntry("none", new String[0]);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Hashtable<String, Object> given = new Hashtable<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                given.put("k" + i + text(random), value(random, random.nextInt(8)));
            }
            settings.write("x", given);
            Map<String, Object> read = Objects.requireNonNull(settings.read("x"), () -> "seed " + seed);
            given.put("service.pid", "x");
            assertThat(shown(read)).as("seed %s", seed).isEqualTo(shown(given));
        }
    }

    private static String shown(Map<String, Object> settings) {
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(
                key + "=" + (value instanceof Object[] array ? Arrays.toString(array) : value) + value.getClass()));
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static Object value(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt();
            case 1 -> Long.MAX_VALUE - random.nextInt(1000);
            case 2 -> random.nextGaussian();
            case 3 -> random.nextBoolean();
            case 4 -> new String[] {text(random), text(random)};
            case 5 -> new Double[] {random.nextDouble()};
            case 6 -> new Boolean[] {true, false};
            default -> text(random);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint("a\"\\\n\u0007ü\u2028".codePointAt(random.nextInt(7)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "{\"a\":1,} @ line 1, column 8",
                "{\"a\":nul} @ line 1, column",
                "{\"a\":1 @ line 1, column",
                "[1] @ line 1, column 1: settings are one object in { }",
                "{} {} @ line 1, column 4: something follows the closing }",
                "{\"a\":{}} @ line 1, column 6: a setting is a string",
                "{\"a\":null} @ line 1, column 6: a setting is a string",
                "{\"a\":[[1]]} @ line 1, column 7: a setting is a string",
                "{\"a\":[1,true]} @ the elements of this array are not all of one kind",
                "{\"a\":1,\"A\":2} @ line 1, column 8: 'A' is there twice",
                "{\"a\":99999999999999999999} @ line 1, column 6: the number is too large",
                "{\"a\":1e999} @ line 1, column 6: the number is too large",
                "hello @ line 1, column"
            })
    void aBrokenFileIsToldOnceLeftAloneAndCountsAsAbsent(String text, String told) throws IOException {
        Path file = folder.resolve("roles.json");
        Files.writeString(file, text);
        assertThat(settings.read("roles")).isNull();
        assertThat(settings.readAll()).isEmpty();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith(file + " is broken at line 1, column ")
                .contains(told)
                .doesNotContain("\n")
                .endsWith("; the file is left alone and counts as absent.");
        assertThat(settings.problems()).isEqualTo(warnings);

        assertThatThrownBy(() -> settings.write("roles", new Hashtable<>())).hasMessage(warnings.get(0));
        settings.delete("roles");
        assertThat(file).hasContent(text);
    }

    @Test
    void anEmptyFileAndOneThatIsNoTextAreBroken() throws IOException {
        Files.write(folder.resolve("empty.json"), new byte[0]);
        Files.write(folder.resolve("noise.json"), new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
        Files.write(folder.resolve("deep.json"), "[".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(settings.readAll()).isEmpty();
        assertThat(warnings).hasSize(3).allMatch(sentence -> sentence.contains(" is broken at line 1, column "));
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Files.writeString(folder.resolve("big.json"), " ".repeat(Settings.LARGEST + 1));
        assertThat(settings.read("big")).isNull();
        assertThat(warnings).singleElement().asString().contains("big.json has more than 1048576 bytes;");
    }

    @Test
    void aFileWhoseNameNoConfigurationHasIsTold() throws IOException {
        Files.writeString(folder.resolve("a~b.json"), "{}");
        assertThat(settings.readAll()).isEmpty();
        assertThat(warnings).singleElement().asString().contains("a~b.json has a name that no configuration has");
    }

    @Test
    void otherFilesInTheFolderAreNoneOfOurBusiness() throws IOException {
        Files.writeString(folder.resolve("gosh_profile"), "echo");
        Files.writeString(folder.resolve(".hidden.json"), "no json");
        Files.createDirectory(folder.resolve("folder.json"));
        assertThat(settings.readAll()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() {
        Settings nowhere = new Settings(folder.resolve("nowhere"), warnings::add);
        assertThat(nowhere.readAll()).isEmpty();
        assertThat(nowhere.read("roles")).isNull();
        assertThat(warnings).isEmpty();
    }

    @Test
    void settingsThatAreTheSameAreNotWrittenAgain() throws IOException {
        Path file = folder.resolve("roles.json");
        Files.writeString(file, "{\"resolver\":   \"mine\"}");
        Hashtable<String, Object> same = new Hashtable<>();
        same.put("resolver", "mine");
        settings.write("roles", same);
        assertThat(file).hasContent("{\"resolver\":   \"mine\"}");
    }

    @Test
    void aValueThatJsonCannotHoldIsRefusedAndTheOldFileStays() throws IOException {
        Hashtable<String, Object> good = new Hashtable<>();
        good.put("x", 1);
        settings.write("p", good);
        Hashtable<String, Object> bad = new Hashtable<>();
        bad.put("x", Double.NaN);
        assertThatThrownBy(() -> settings.write("p", bad))
                .hasMessage("the setting 'x' has a value that JSON cannot hold; nothing was written.");
        assertThat(settings.read("p")).containsEntry("x", 1);
    }

    @Test
    void whatAKilledProcessLeftIsClearedAwayButNotWhatALivingOneIsWriting() throws IOException {
        long me = ProcessHandle.current().pid();
        Path dead = Files.createFile(folder.resolve(".roles.json-99999999-1.tmp"));
        Path mine = Files.createFile(folder.resolve(".roles.json-" + me + "-1.tmp"));
        Path strange = Files.createFile(folder.resolve(".strange.tmp"));
        settings.readAll();
        assertThat(dead).doesNotExist();
        assertThat(mine).exists();
        assertThat(strange).exists();
    }

    @Test
    void theRangesOfPackagesAreNoConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("overrides.json"), "{");

        assertThat(settings.readAll()).isEmpty();
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.read("overrides")).isNull();
        assertThatThrownBy(() -> settings.write("overrides", new Hashtable<>()))
                .hasMessageContaining("no configuration");
        settings.delete("overrides");
        assertThat(file).hasContent("{");
        assertThat(warnings).isEmpty();
    }
}
