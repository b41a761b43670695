package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.extractor.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedFilesTest {
    private static final Limits SMALL = new Limits(2_000, 6, 2, 60, 30, 1 << 20, 200, 10L << 20);

    @TempDir
    Path root;

    private Desk desk;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(root);
        folder = desk.folder("p", "1.0.0");
    }

    private String refusal() throws IOException {
        Path out = root.resolve("out");
        String message = Desk.problem(() -> desk.publisher.pack(folder, out)).message();
        assertThat(message).contains("nothing was packed");
        assertThat(out.toFile().list()).isEmpty();
        return message;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "NUL.txt",
                "com1 .x",
                "aux:stream",
                "a.",
                "b ",
                "c:d",
                "back\\slash",
                "tab\there",
                "del\u007f"
            })
    void aNameThatIsNotTheSameEverywhereIsRefused(String name) throws IOException {
        desk.file("p/sub/" + name, "");

        assertThat(refusal()).contains("'sub/" + name.replace('\t', '?').replace('\u007f', '?') + "' in " + folder);
    }

    @Test
    void aNameThatIsNotUtf8IsRefused() throws Exception {
        Desk.shell(folder, "mkdir sub; touch sub/\"$(printf 'bad\\xff')\"");

        assertThat(refusal()).contains("'sub/bad", "not UTF-8");
    }

    @Test
    void namesThatDifferInCaseAreRefused() throws IOException {
        desk.file("p/Read.me", "");
        desk.file("p/read.ME", "");
        assertThat(refusal()).contains("'read.ME'", "'Read.me'", "the same name on some file systems");
    }

    @Test
    void foldersThatDifferInFormAreRefused() throws Exception {
        Desk.shell(
                folder,
                "for n in 'caf\\xc3\\xa9' 'cafe\\xcc\\x81'; do d=\"$(printf $n)\"; mkdir \"$d\"; touch \"$d/x\"; done");
        assertThat(refusal()).contains("the same name on some file systems");
    }

    @Test
    void ignoredFilesMayHaveAnyName() throws IOException {
        desk.file("p/tmp/con", "");
        desk.file("p/.ggenignore", "tmp/\n");

        assertThat(desk.publisher.pack(folder, root.resolve("out")).files())
                .containsExactly(".ggenignore", "package.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nowhere/at/all", "..", "../p/package.json", "sub/../../x", "sub/../package.json", "a\\b", "nul"
            })
    void aLinkThatLeavesOrCannotBeKeptIsRefused(String target) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of(target));

        assertThat(refusal()).contains("'link' in " + folder, "is a link to '" + target + "'");
    }

    @Test
    void aPipeIsRefused() throws Exception {
        Desk.shell(folder, "mkfifo pipe");

        assertThat(refusal()).contains("'pipe'", "neither a file nor a folder nor a link");
    }

    @Test
    void limitsAreKept() throws IOException {
        desk = new Desk(root, SMALL);
        desk.file("p/a/b/c", "");
        assertThat(desk.publisher.pack(folder, root.resolve("fine")).files()).hasSize(2);
        Path extra = folder.resolve("extra");

        Files.writeString(extra, "x".repeat(2_000));
        assertThat(refusal()).contains("'package.json'", "more than 2000 bytes");
        Files.delete(extra);

        desk.file("p/a/b/d", "");
        desk.file("p/a/b/e", "");
        desk.file("p/a/b/f", "");
        assertThat(refusal()).contains("has 7 files and folders");
        Files.delete(folder.resolve("a/b/f"));

        desk.file("p/a/b/c2/d", "");
        assertThat(refusal()).contains("'a/b/c2'", "2 folders deep");
        Files.delete(folder.resolve("a/b/c2/d"));
        Files.delete(folder.resolve("a/b/c2"));

        Path named = Files.writeString(folder.resolve("n".repeat(31)), "");
        assertThat(refusal()).contains("a name longer than 30 bytes");
        Files.delete(named);

        desk.file("p/" + "n".repeat(30) + "/" + "m".repeat(30), "");
        assertThat(refusal()).contains("longer than 60 bytes");
    }

    @Test
    void whatShrinksTooMuchIsRefused() throws IOException {
        Files.write(folder.resolve("zeros"), new byte[20 << 20]);

        assertThat(refusal()).contains("1/200");
    }

    @Test
    void aBundleThatIsNotThereIsRefused() throws IOException {
        desk.file(
                "p/package.json",
                "{\"name\": \"p\", \"version\": \"1.0.0\", \"kind\": \"bundle\", \"bundles\": [\"lib/x.jar\"]}");

        assertThat(refusal()).contains("'lib/x.jar'", "not among its files");
    }

    @Test
    void aHugeListOfRulesIsRefused() throws IOException {
        desk.file("p/.ggenignore", "a\n".repeat(10_001));

        assertThat(refusal()).contains(".ggenignore");
    }
}
