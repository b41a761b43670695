package io.ggen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCheckupTest {
    @TempDir
    private Path root;

    private KeysCheckup checkup() {
        return new KeysCheckup(new Home(root));
    }

    @Test
    void aHomeWithoutKeysIsWell() throws Exception {
        assertThat(checkup().examine())
                .containsExactly(Finding.good("There are no keys yet; the first publish makes one."));
        assertThat(checkup().subject()).isEqualTo("keys");
        Files.createDirectories(root.resolve("keys"));
        KeyFiles.chmod(root.resolve("keys"), "rwx------");
        assertThat(checkup().examine()).hasSize(1);
        assertThat(root.resolve("keys")).isEmptyDirectory();
    }

    @Test
    void keysInOrderAreShownWithTheirFingerprints() {
        HomeIdentity identity = new HomeIdentity(new Home(root));
        identity.host();
        var publisher = identity.publisher().publicKey();

        assertThat(checkup().examine())
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Severity.GOOD)
                .contains(Finding.good("The publisher key " + publisher + " (fingerprint " + publisher.fingerprint()
                        + ") is whole and private."));
    }

    @Test
    void openFilesAndFoldersAreTold() throws Exception {
        new HomeIdentity(new Home(root)).publisher();
        Path keys = root.resolve("keys");
        Path file = keys.resolve("publisher.pem");
        KeyFiles.chmod(keys, "rwxr-x---");
        KeyFiles.chmod(file, "rw-r--r--");

        assertThat(checkup().examine())
                .containsExactly(
                        new Finding(Severity.WARNING, keys + " is open to others (rwxr-x---).", "chmod 700 " + keys),
                        new Finding(
                                Severity.BROKEN,
                                "The key file " + file
                                        + " is open to others (rw-r--r--), expected rw-------; nothing was signed.",
                                "chmod 600 " + file));
        KeyFiles.chmod(keys, "rwxrwx---");
        assertThat(checkup().examine().get(0).severity()).isEqualTo(Severity.BROKEN);
    }

    @Test
    void aDamagedKeyIsToldWithWhatHelps() throws Exception {
        KeyFiles.write(root.resolve("keys/host.pem"), "garbage");
        KeyFiles.chmod(root.resolve("keys"), "rwx------");

        assertThat(checkup().examine())
                .containsExactly(new Finding(
                        Severity.BROKEN,
                        "The key file " + root.resolve("keys/host.pem")
                                + " holds no line -----BEGIN PRIVATE KEY-----, expected an Ed25519 private key in PEM (PKCS"
                                + " #8); nothing was signed: put a copy of it back, or move the file away and this host"
                                + " gets a new name among its peers.",
                        ""));
    }
}
