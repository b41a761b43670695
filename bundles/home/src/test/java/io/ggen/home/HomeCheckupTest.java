package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckupTest {
    @TempDir
    Path folder;

    private long free = 500L << 30;
    private int java = 17;
    private Home home = new Home(Path.of("."));

    @BeforeEach
    void choose() {
        home = new Home(folder.resolve("home"));
    }

    private List<Finding> examine() {
        return new HomeCheckup(home, new Settings(home.etc(), sentence -> {}), new HomeCheckup.Machine() {
                    @Override
                    public long freeBytes(Path folder) {
                        return free;
                    }

                    @Override
                    public int javaFeature() {
                        return java;
                    }
                })
                .examine();
    }

    @Test
    void aHomeThatIsNotThereYetIsFineAndIsNotMade() {
        assertThat(examine()).extracting(Finding::severity).containsOnly(Severity.GOOD);
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void aHomeBelowAFileCannotBeWritten() throws IOException {
        Files.createFile(home.root());
        assertThat(examine())
                .contains(new Finding(
                        Severity.BROKEN, home.root() + " cannot be written; set GGEN_HOME to a folder of yours.", ""));
    }

    @Test
    void littleRoomIsAWarningAndNoneIsBroken() {
        free = HomeCheckup.LITTLE - 1;
        assertThat(severityOf("MiB are left")).isEqualTo(Severity.WARNING);
        free = HomeCheckup.TOO_LITTLE - 1;
        assertThat(severityOf("49 MiB are left")).isEqualTo(Severity.BROKEN);
    }

    @Test
    void anOldJavaIsBroken() {
        java = 11;
        assertThat(severityOf("Java 11 runs this; Java 17 is needed.")).isEqualTo(Severity.BROKEN);
    }

    @Test
    void brokenSettingsAreNamed() throws IOException {
        Files.createDirectories(home.etc());
        Files.writeString(home.etc().resolve("roles.json"), "{");
        assertThat(severityOf("roles.json is broken at line 1, column 2")).isEqualTo(Severity.WARNING);
    }

    @Test
    void aRunFolderOpenToOthersIsBroken() throws IOException {
        Files.createDirectories(home.run());
        Files.setPosixFilePermissions(home.run(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(examine())
                .contains(new Finding(
                        Severity.BROKEN, home.run() + " is open to others (rwxr-x---).", "chmod 700 " + home.run()));
        Files.setPosixFilePermissions(home.run(), PosixFilePermissions.fromString("rwx------"));
        assertThat(examine()).extracting(Finding::severity).containsOnly(Severity.GOOD);
    }

    private Severity severityOf(String part) {
        return examine().stream()
                .filter(finding -> finding.sentence().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not among " + examine()))
                .severity();
    }
}
