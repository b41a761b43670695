package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckupTest {
    @TempDir
    Path folder;

    private long free = 500L << 30;
    private Home home = new Home(Path.of("."));

    @BeforeEach
    void choose() {
        home = new Home(folder.resolve("home"));
    }

    private Finding examine() {
        return new DiskCheckup(home, there -> free).examine().get(0);
    }

    private static void file(Path file, long bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    @Test
    void littleRoomIsAWarningAndNoneIsBroken() {
        assertThat(examine().severity()).isEqualTo(Severity.GOOD);
        free = DiskCheckup.ENOUGH - 1;
        assertThat(examine())
                .isEqualTo(new Finding(
                        Severity.WARNING,
                        "511 MiB are left at " + folder + "; 512 MiB or more let every package be installed.",
                        "ggen gc"));
        free = DiskCheckup.TOO_LITTLE - 1;
        assertThat(examine().severity()).isEqualTo(Severity.BROKEN);
        assertThat(examine().sentence()).startsWith("49 MiB are left at ").contains("too little to install anything");
    }

    @Test
    void whatIsEnoughGrowsWithTheLargestArchiveAndTheCatalogue() throws IOException {
        free = 2L << 30;
        file(home.store().resolve("archives/ab/abcd.tar.gz"), 600L << 20);
        file(home.store().resolve("archives/cd/cdef.tar.gz"), 10L << 20);
        file(home.catalog().resolve("records.mv"), 100L << 20);
        assertThat(examine())
                .isEqualTo(new Finding(
                        Severity.WARNING,
                        "2048 MiB are left at " + home.root()
                                + "; the largest archive here (abcd.tar.gz, 600 MiB) and the record catalogue can need"
                                + " 2500 MiB.",
                        "ggen gc"));
        free = 3L << 30;
        assertThat(examine()).isEqualTo(Finding.good("3072 MiB are left at " + home.root() + "."));
    }

    @Test
    void aDiskThatDoesNotTellIsAWarning() {
        Finding finding = new DiskCheckup(home, there -> {
                    throw new IOException("stale handle");
                })
                .examine()
                .get(0);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.sentence()).contains("stale handle");
    }
}
