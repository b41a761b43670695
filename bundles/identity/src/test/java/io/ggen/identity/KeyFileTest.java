package io.ggen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.identity.Signer;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String DER = "302e020100300506032b657004220420";
    private static final String SEED = HexFormat.of().formatHex(KeyFiles.SEED);
    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String LONG_DER = "3051020101300506032b657004220420";
    private static final String EXPECTED = ", expected an Ed25519 private key in PEM (PKCS #8); nothing was signed.";

    @TempDir
    private Path temporary;

    private Problem refusal(String text) throws IOException {
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, text);
        return refusal(file);
    }

    private static Problem refusal(Path file) {
        ProblemException[] thrown = new ProblemException[1];
        assertThatThrownBy(() -> KeyFile.read(file, "").signer())
                .isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e);
        assertThat(thrown[0].problem().message())
                .startsWith("The key file " + file + " ")
                .doesNotContain("\n", SEED);
        return thrown[0].problem();
    }

    private void assertRefused(String text, String found) throws IOException {
        assertThat(refusal(text).message())
                .isEqualTo("The key file " + temporary.resolve("k.pem") + " " + found + EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Made for a test.\n", "# one\n# two\n\n"})
    void whatOpensslWritesIsReadWithWordsAboveOrWithout(String above) throws Exception {
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, above + KeyFiles.pem(KeyFiles.SEED));

        Signer signer = KeyFile.read(file, "").signer();

        assertThat(HexFormat.of().formatHex(signer.publicKey().raw())).isEqualTo(PUBLIC);
    }

    @Test
    void linesOfWindowsAndOnesCutElsewhereAreRead() throws Exception {
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, KeyFiles.pem(KeyFiles.SEED).replace("MC4", "MC4\n").replace("\n", "\r\n") + "\r\n");

        assertThat(KeyFile.read(file, "").signer().publicKey())
                .isEqualTo(SeedSigner.of(KeyFiles.SEED).publicKey());
    }

    @Test
    void aKeyWithItsPublicHalfIsReadAndTheHalvesMustFit() throws Exception {
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, KeyFiles.pem("PRIVATE KEY", LONG_DER + SEED + "812100" + PUBLIC));
        assertThat(KeyFile.read(file, "").signer().publicKey())
                .isEqualTo(SeedSigner.of(KeyFiles.SEED).publicKey());

        assertRefused(
                KeyFiles.pem("PRIVATE KEY", LONG_DER + SEED + "812100" + PUBLIC.replace("d7", "d6")),
                "is damaged: its public key does not belong to its private key");
    }

    @Test
    void aSeedThatLostABitIsNotAnotherKeyInSilence() throws Exception {
        Signer signer = SeedSigner.of(KeyFiles.SEED);
        String text = new String(
                KeyText.write(KeyFiles.SEED, signer.publicKey().id()), java.nio.charset.StandardCharsets.US_ASCII);
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, text);
        assertThat(KeyFile.read(file, "").signer().publicKey()).isEqualTo(signer.publicKey());
        assertThat(KeyFile.read(file, "").named()).isEqualTo(signer.publicKey());

        byte[] other = KeyFiles.SEED.clone();
        other[20] ^= 1;
        assertRefused(
                text.lines().findFirst().orElseThrow() + "\n" + KeyFiles.pem(other),
                "is damaged: it names " + signer.publicKey() + ", but its private key belongs to "
                        + SeedSigner.of(other).publicKey());
        assertRefused(
                "Ed25519 private key of nobody.\n" + KeyFiles.pem(other),
                "is damaged: what its first line names is no key");
    }

    @Test
    void damagedTextIsRefused() throws Exception {
        String pem = KeyFiles.pem(KeyFiles.SEED);
        assertRefused("", "is empty");
        assertRefused("\u0000\u0001", "is not text");
        assertRefused("caf\u00e9", "is not text");
        assertRefused("hello", "holds no line -----BEGIN PRIVATE KEY-----");
        assertRefused(pem.substring(0, 40), "has a key without an end");
        assertRefused(pem.substring(0, pem.length() - 8), "has a key without an end");
        assertRefused(pem + pem, "goes on behind the end of its key");
        assertRefused(pem.replace("MC4C", "MC4*"), "is damaged: its key is not base64");
        assertRefused(pem.replace("MC4C", "MC4"), "is damaged: its key is not base64");
        assertRefused("x".repeat(KeyFile.LONGEST + 1), "has more than 4096 bytes");
    }

    @Test
    void damagedStructuresAreRefused() throws Exception {
        String cutOff = "is damaged: its key is cut off or has something in it that does not belong there";
        assertRefused(KeyFiles.pem("PRIVATE KEY", "00"), "is damaged: its key is not PKCS #8");
        assertRefused(KeyFiles.pem("PRIVATE KEY", "ff".repeat(48)), "is damaged: its key is not PKCS #8");
        assertRefused(KeyFiles.pem("PRIVATE KEY", DER + SEED.substring(2)), cutOff);
        assertRefused(KeyFiles.pem("PRIVATE KEY", DER + SEED + "00"), cutOff);
        assertRefused(KeyFiles.pem("PRIVATE KEY", DER.replace("020100", "020101") + SEED), cutOff);
        assertRefused(KeyFiles.pem("PRIVATE KEY", LONG_DER + SEED + "812101" + PUBLIC), cutOff);
    }

    @Test
    void whatOtherToolsWriteIsNamed() throws Exception {
        assertRefused(
                KeyFiles.pem("PRIVATE KEY", DER.replace("2b6570", "2b656e") + SEED),
                "holds a key of another algorithm");
        assertRefused(KeyFiles.pem("RSA PRIVATE KEY", "3000"), "holds a key of another algorithm");
        assertRefused(KeyFiles.pem("EC PRIVATE KEY", "3000"), "holds a key of another algorithm");
        assertRefused(KeyFiles.pem("PUBLIC KEY", "302a300506032b6570032100" + PUBLIC), "holds a public key");
        assertRefused(KeyFiles.pem("OPENSSH PRIVATE KEY", "00"), "is in OpenSSH's own format");
        assertRefused(KeyFiles.pem("CERTIFICATE", "3000"), "holds something else than a private key");

        Problem locked = refusal(KeyFiles.pem("ENCRYPTED PRIVATE KEY", "3000"));
        assertThat(locked.message()).contains(" is locked with a passphrase, ");
        assertThat(locked.next()).containsExactly("openssl pkey -in " + temporary.resolve("k.pem") + " -out NEWFILE");
        assertThat(refusal(KeyFiles.pem("RSA PRIVATE KEY", "3000")).next())
                .containsExactly("openssl genpkey -algorithm ed25519 -out NEWFILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-", "rwx--x---"})
    void aFileThatOthersCanTouchIsRefused(String mode) throws Exception {
        Path file = temporary.resolve("my key.pem");
        KeyFiles.write(file, KeyFiles.pem(KeyFiles.SEED));
        KeyFiles.chmod(file, mode);

        Problem problem = refusal(file);

        assertThat(problem.message())
                .isEqualTo("The key file " + file + " is open to others (" + mode
                        + "), expected rw-------; nothing was signed.");
        assertThat(problem.next()).containsExactly("chmod 600 '" + file + "'");
    }

    @Test
    void aFileThatOnlyItsOwnerReadsIsTaken() throws Exception {
        Path file = temporary.resolve("k.pem");
        Signer signer = KeyFiles.write(file, KeyFiles.pem(KeyFiles.SEED));
        KeyFiles.chmod(file, "r--------");

        assertThat(KeyFile.read(file, "").signer().publicKey()).isEqualTo(signer.publicKey());
    }

    @Test
    void whatIsNoFileIsRefused() throws Exception {
        assertThat(refusal(temporary).message()).contains(" is a folder, ");
        assertThat(refusal(temporary.resolve("none")).message()).contains(" does not exist, ");
        assertThat(refusal(Path.of("/dev/null")).message()).contains(" is no regular file, ");
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws Exception {
        Path file = temporary.resolve("k.pem");
        KeyFiles.write(file, KeyFiles.pem(KeyFiles.SEED));
        KeyFiles.chmod(file, "---------");
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");

        assertThat(refusal(file).message()).contains(" may not be read by this user, ");
    }

    @Test
    void whereFilesHaveNoModeTheKeyIsRead() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(temporary.resolve("a.zip"), Map.of("create", "true"))) {
            Path file = zip.getPath("/k.pem");
            Files.writeString(file, KeyFiles.pem(KeyFiles.SEED));

            assertThat(Permissions.of(file)).isEmpty();
            assertThat(Permissions.forNew(zip.getPath("/"), "rw-------")).isEmpty();
            assertThat(KeyFile.read(file, "").signer().publicKey())
                    .isEqualTo(SeedSigner.of(KeyFiles.SEED).publicKey());
        }
    }

    @Test
    void whatIsWrittenOpensslReads() throws Exception {
        Path file = temporary.resolve("k.pem");
        Signer signer = SeedSigner.of(KeyFiles.SEED);
        Files.write(file, KeyText.write(KeyFiles.SEED, signer.publicKey().id()));
        Process openssl;
        try {
            openssl = new ProcessBuilder("openssl", "pkey", "-in", file.toString(), "-noout", "-text_pub")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no openssl here");
            return;
        }
        String output = new String(openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(openssl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output.replaceAll("[\\s:]", "")).contains("ED25519", PUBLIC);
    }

    @Test
    void nothingShowsTheSecret() throws Exception {
        KeyText text = KeyText.read(KeyFiles.pem(KeyFiles.SEED).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(text).hasToString("key text");
        assertThat(SeedSigner.of(KeyFiles.SEED).toString()).doesNotContain(SEED);
    }

    @Test
    void aKeyFileThatIsNotThereIsToldWithTheCommandThatMakesOne() {
        Path file = temporary.resolve("my keys/new.pem");
        assertThat(refusal(file).next()).containsExactly("openssl genpkey -algorithm ed25519 -out '" + file + "'");
        assertThat(file).doesNotExist();
    }
}
