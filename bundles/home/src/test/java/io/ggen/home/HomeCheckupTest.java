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

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void choose() {
        home = new Home(folder.resolve("home"));
    }

    private List<Finding> examine() {
        return new HomeCheckup(home, new Settings(home.etc(), sentence -> {})).examine();
    }

    @Test
    void aHomeThatIsNotThereYetIsFineAndIsNotMade() {
        assertThat(examine()).extracting(Finding::severity).containsOnly(Severity.GOOD);
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void aHomeThatIsAFileOrBelowOneCannotBeWritten() throws IOException {
        Path file = Files.createFile(home.root());
        for (Path root : List.of(file, file.resolve("below"), file.resolve("far/below"))) {
            home = new Home(root);
            assertThat(examine())
                    .contains(new Finding(
                            Severity.BROKEN,
                            root + " cannot be written (" + file
                                    + " is not a folder), so nothing can be installed or published.",
                            "GGEN_HOME=/a/folder/of/yours ggen doctor"));
        }
    }

    @Test
    void foldersThatAreFilesOrCannotBeWrittenAreBroken() throws IOException {
        Files.createDirectories(home.root());
        Files.createFile(home.outbox());
        assertThat(severityOf(home.outbox() + " is not a folder.")).isEqualTo(Severity.BROKEN);
        Files.delete(home.outbox());
        Files.createFile(home.run());
        assertThat(examine())
                .contains(new Finding(
                        Severity.BROKEN,
                        home.run() + " is not a folder.",
                        "mv " + home.run() + " " + home.run() + ".old"));
        Files.delete(home.run());
        Files.createDirectories(home.outbox());
        assertThat(examine()).extracting(Finding::severity).containsOnly(Severity.GOOD);
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
