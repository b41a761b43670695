package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.extractor.Limits;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNameTest {
    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    private String refusal(String name) {
        return unpacking.refusal(new RawTar().file(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "//host/share", ".//a", "././/a"})
    void anAbsolutePathIsRefused(String name) {
        assertThat(refusal(name)).endsWith("is an absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../b", "a/..", "..", "./../a", "a/b/../../../c"})
    void aPathThatGoesUpIsRefused(String name) {
        assertThat(refusal(name)).isEqualTo("'" + name.replaceFirst("^\\./", "") + "' contains '..'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "..\\b", "\\\\host\\share", "C:\\a"})
    void aBackslashIsRefused(String name) {
        assertThat(refusal(name)).isEqualTo("'" + name + "' contains a backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:a", "c:/a", "a/D:b", "Z:"})
    void aDriveLetterIsRefused(String name) {
        assertThat(refusal(name)).isEqualTo("'" + name + "' contains a drive letter");
    }

    @ParameterizedTest
    @CsvSource({"10", "13", "27", "127", "128", "159"})
    void aControlCharacterIsRefused(int character) {
        assertThat(refusal("a" + (char) character + "b"))
                .isEqualTo("'a?b' contains the control character " + character);
    }

    @Test
    void textBehindTheEndOfANameIsRefused() {
        assertThat(refusal("good\0../evil")).isEqualTo("the header at byte 0 hides text behind the end of its name");
    }

    @Test
    void aNulInAPaxPathIsRefused() {
        assertThat(unpacking.refusal(new RawTar().pax("path=a\0b").file("a", "x")))
                .isEqualTo("'a?b' contains the control character 0");
    }

    @Test
    void aNulInAGnuNameIsRefused() {
        assertThat(unpacking.refusal(new RawTar().gnuLongName("a\0b").file("a", "x")))
                .isEqualTo("'a?b' contains the control character 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caf\u00e9", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u00e2\u0082"})
    void aNameThatIsNotUtf8IsRefused(String bytes) {
        RawTar tar = new RawTar().entry('0', bytes.getBytes(ISO_8859_1), "", new byte[0], header -> {});
        assertThat(unpacking.refusal(tar)).startsWith("the name '").endsWith("' is not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "CON",
                "Con.txt",
                "a/nul",
                "aux.tar.gz",
                "prn",
                "lpt1",
                "COM9.log",
                "com0",
                "CONIN$",
                "conout$",
                "con .txt",
                "nul:stream",
                "com\u00b9",
                "\uff23\uff2f\uff2e"
            })
    void theNameOfAWindowsDeviceIsRefused(String name) {
        assertThat(refusal(name)).isEqualTo("'" + name + "' contains the name of a device on Windows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "com10", "auxiliary.txt", "nullable", "co", "lpt", "prn-1", "a.con", "null"})
    void aNameThatOnlyLooksLikeADeviceIsKept(String name) throws Exception {
        assertThat(unpacking.unpack(new RawTar().file(name, "x").end().gzip()).entries())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a ", "a./b", "a /b", "...", ". ", "a/.", "a/./b"})
    void aTrailingDotOrSpaceIsRefused(String name) {
        assertThat(refusal(name)).endsWith("' has a part that ends in a dot or a space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "a///b"})
    void anEmptyPartIsRefused(String name) {
        assertThat(refusal(name)).isEqualTo("'" + name + "' has an empty part");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThat(refusal("")).isEqualTo("an entry has no name");
    }

    @Test
    void aFileInThePlaceOfThePackageIsRefused() {
        assertThat(refusal(".")).isEqualTo("'.' stands for the package itself and is not a folder");
        assertThat(refusal("./")).isEqualTo("'./' stands for the package itself and is not a folder");
    }

    @Test
    void aFileWhoseNameEndsInASlashIsRefused() {
        assertThat(refusal("a/")).isEqualTo("'a/' is a file with the name of a folder");
    }

    @ParameterizedTest
    @CsvSource({
        "README,readme",
        "stra\u00dfe,STRASSE",
        "\u00e9,e\u0301",
        "\ufb01le,file",
        "\u212a,k",
        "\u03c3,\u03c2",
        "\u017f,S",
        "\u2460,1"
    })
    void twoNamesThatAFileSystemTakesForOneAreRefused(String one, String other) {
        assertThat(unpacking.refusal(new RawTar().file(one, "1").file(other, "2")))
                .isEqualTo("'" + other + "' and '" + one + "' are one and the same name on some file systems");
    }

    @Test
    void twoFoldersThatAFileSystemTakesForOneAreRefused() {
        String clause = "'a' and 'A' are one and the same name on some file systems";
        assertThat(unpacking.refusal(new RawTar().folder("A/").folder("a/"))).isEqualTo(clause);
        assertThat(unpacking.refusal(new RawTar().file("A/1", "").file("a/2", "")))
                .isEqualTo(clause);
        assertThat(unpacking.refusal(new RawTar().file("A", "").file("a/2", "")))
                .isEqualTo("'a/2' needs a folder where 'A' is a file");
    }

    @Test
    void aSlashThatIsNoneSeparatesNothing() throws Exception {
        byte[] archive =
                new RawTar().file("a\uff0fb", "1").file("a/b", "2").end().gzip();
        assertThat(unpacking.unpack(archive).entries()).hasSize(3);
    }

    @Test
    void theRefusalShowsNoControlCharactersOfTheName() {
        assertThat(refusal("a\u001b[2J\u202eb")).isEqualTo("'a?[2J?b' contains the control character 27");
    }

    @Test
    void theRefusalShortensALongName() {
        String name = "x".repeat(3000);
        assertThat(unpacking.refusal(new RawTar().pax("path=" + name).file("x", "")))
                .isEqualTo("'" + "x".repeat(119) + "…' has a part of 3000 bytes, and at most 255 are allowed");
    }

    @Test
    void theRefusalShowsNoControlCharactersOfTheLabel() {
        byte[] nothing = {};
        assertThatThrownBy(() -> new TarExtractor()
                        .extract(new ByteArrayInputStream(nothing), 0, "a\u001b[2J", temp, Limits.DEFAULT))
                .hasMessage("The archive of a?[2J is refused: it is empty; nothing was unpacked from it.");
    }
}
