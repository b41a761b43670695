package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Progress;
import io.ggen.api.publishing.Publishing.ImportOptions;
import io.ggen.api.publishing.Publishing.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {
    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";

    @TempDir
    Path root;

    private Desk desk;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(root);
        folder = desk.folder("p", "1.0.0");
    }

    private static Options options(boolean force) {
        return new Options(null, false, null, force);
    }

    private void assertRefused(String path, String why) {
        assertThat(Desk.problem(() -> desk.publisher.publish(folder, options(false)))
                        .message())
                .startsWith(folder + " holds what looks like secrets: '" + path + "' (" + why + ")")
                .endsWith("; name them in .ggenignore, or publish them with --force; nothing was published.");
        assertThat(desk.registry.releases).isEmpty();
        assertThat(desk.home.keys()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                ".env.production",
                "sub/.npmrc",
                ".netrc",
                ".pypirc",
                "id_rsa",
                "keys/id_ed25519",
                "server.PEM",
                "store.p12",
                "store.jks",
                "x.pfx",
                ".git-credentials"
            })
    void namesOfSecretsAreRefused(String path) throws IOException {
        desk.file("p/" + path, "");

        assertRefused(path, "by its name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\n" + BODY,
                "text before\n-----BEGIN RSA PRIVATE KEY-----\r\n" + BODY,
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED",
                "-----BEGIN EC PRIVATE KEY-----\n" + BODY,
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + BODY,
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + BODY,
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + BODY,
                "-----BEGIN CERTIFICATE-----\n" + BODY + "\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n"
                        + BODY,
                "{\"key\": \"-----BEGIN PRIVATE KEY-----\\n" + BODY + "\"}",
                "PuTTY-User-Key-File-3: ssh-ed25519"
            })
    void privateKeysAreRefusedWhateverTheirNames(String content) throws IOException {
        desk.file("p/notes.txt", content);

        assertRefused("notes.txt", "a private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_access_key_id = AKIAZ5BCDEFGH2JKLMNO", "'ASIAZ5BCDEFGH2JKLMNO'"})
    void keysOfAwsAreRefused(String content) throws IOException {
        desk.file("p/settings.ini", content);

        assertRefused("settings.ini", "a key of AWS");
    }

    @Test
    void whatOnlyLooksSimilarIsPublished() throws IOException {
        desk.file("p/.env.example", "PASSWORD=");
        desk.file("p/ca.pem", "-----BEGIN CERTIFICATE-----\n" + BODY);
        desk.file("p/key.pub.pem", "-----BEGIN PUBLIC KEY-----\n" + BODY);
        desk.file("p/Reader.java", "if (line.equals(\"-----BEGIN PRIVATE KEY-----\")) { return; }");
        desk.file("p/doc.md", "A key begins with -----BEGIN PRIVATE KEY-----\n...\n");
        desk.file("p/aws.md", "AKIAIOSFODNN7EXAMPLE XAKIAZ5BCDEFGH2JKLMNO AKIAZ5BCDEFGH2JKLMNOP");
        desk.file("p/id_rsa.pub", "ssh-rsa AAAA");
        desk.file("p/environment", "");
        desk.file("p/far", "x".repeat(SecretScan.HEAD) + "-----BEGIN PRIVATE KEY-----\n" + BODY);

        assertThat(desk.publisher.publish(folder, options(false)).release()).isNotNull();
    }

    @Test
    void fiveAreToldAndTheRestCounted() throws IOException {
        for (int i = 0; i < 7; i++) {
            desk.file("p/" + i + "/.env", "");
        }

        assertThat(Desk.problem(() -> desk.publisher.publish(folder, options(false)))
                        .message())
                .contains("'0/.env' (by its name)", "'4/.env' (by its name) and 2 more; ")
                .doesNotContain("5/.env");
    }

    @Test
    void ignoringAndForceAreTheTwoWaysOut() throws IOException {
        desk.file("p/.env", "");
        desk.publisher.publish(folder, options(true));
        desk.file("p/.ggenignore", ".env\n");
        desk.file("p/package.json", "{\"name\": \"p\", \"version\": \"1.0.1\"}");
        desk.publisher.publish(folder, options(false));

        assertThat(Desk.entries(desk.registry.archive("p@1.0.0"))).containsKey(".env");
        assertThat(Desk.entries(desk.registry.archive("p@1.0.1"))).doesNotContainKey(".env");
    }

    @Test
    void anImportTellsOfThemAndTakesTheOthers() throws IOException {
        desk.file("in/a/package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}");
        desk.file("in/b/package.json", "{\"name\": \"b\", \"version\": \"1.0.0\"}");
        desk.file("in/b/id_rsa", "");
        List<Path> in = List.of(root.resolve("in"));

        var imported = desk.publisher.importAll(in, Progress.NONE);
        assertThat(imported.published()).containsExactly("a@1.0.0");
        assertThat(imported.refused())
                .singleElement()
                .asString()
                .contains(root.resolve("in/b") + " holds what looks like secrets: 'id_rsa'");
        assertThat(desk.publisher
                        .importAll(in, new ImportOptions(true, null, true), Progress.NONE)
                        .published())
                .containsExactly("b@1.0.0");
    }

    @Test
    void packingForOneselfAsksNothing() throws IOException {
        desk.file("p/.env", "");

        assertThat(desk.publisher.pack(folder, root.resolve("out")).files()).contains(".env");
    }

    @Test
    void hostileContentIsLookedAtQuickly() {
        byte[] labels = "-----BEGIN ".repeat(SecretScan.HEAD / 11).getBytes(StandardCharsets.US_ASCII);
        SecretScan scan = new SecretScan();
        scan.look("labels", labels, labels.length);
        byte[] keys = "AKIA".repeat(SecretScan.HEAD / 4).getBytes(StandardCharsets.US_ASCII);
        scan.look("keys", keys, keys.length);

        scan.requireNone(folder);
    }
}
