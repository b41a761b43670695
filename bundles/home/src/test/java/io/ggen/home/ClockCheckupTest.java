package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockCheckupTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    Path folder;

    private Path built = Path.of(".");
    private Home home = new Home(Path.of("."));

    @BeforeEach
    void build() throws IOException {
        home = new Home(folder.resolve("home"));
        built = Files.createFile(folder.resolve("build"));
        Files.setLastModifiedTime(built, FileTime.from(NOON.minus(Duration.ofDays(7))));
    }

    private List<Finding> at(Instant now) {
        return new ClockCheckup(home, built, Clock.fixed(now, ZoneOffset.UTC)).examine();
    }

    @Test
    void aClockThatFitsIsFine() {
        assertThat(at(NOON))
                .containsExactly(Finding.good("It is 2026-11-29T12:00:00Z, and nothing here is from the future."));
    }

    @Test
    void aClockBeforeThisBuildWasMadeIsBroken() {
        assertThat(at(Instant.parse("2020-01-01T00:00:00Z")))
                .containsExactly(new Finding(
                        Severity.BROKEN,
                        "The clock says 2020-01-01T00:00:00Z, but this build was made on 2026-11-22T12:00:00Z; what"
                                + " others sign seems to come from the future and is refused.",
                        "date -u"));
        assertThat(at(NOON.minus(Duration.ofDays(7).plusHours(20))).get(0).severity())
                .isEqualTo(Severity.GOOD);
    }

    @Test
    void filesFromTheFutureAreAWarning() throws IOException {
        Files.createDirectories(home.root());
        Path peers = Files.createFile(home.root().resolve("peers.json"));
        Files.setLastModifiedTime(peers, FileTime.from(NOON.plus(Duration.ofHours(3))));
        assertThat(at(NOON)).hasSize(1);
        assertThat(at(NOON).get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(at(NOON).get(0).sentence())
                .startsWith(peers + " was written at 2026-11-29T15:00:00Z, and now it is 2026-11-29T12:00:00Z");
        Files.setLastModifiedTime(peers, FileTime.from(NOON.plus(ClockCheckup.TOLERATED)));
        assertThat(at(NOON).get(0).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void withoutABuildOnlyFilesCount() {
        assertThat(new ClockCheckup(home, null, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).examine())
                .extracting(Finding::severity)
                .containsOnly(Severity.GOOD);
    }
}
