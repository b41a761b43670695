package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examines the clock: it cannot be before this build was made, nor before files of this home were written. Records from others
 * are refused when they seem to come from the future, so a clock that is slow shuts a host out.
 */
final class ClockCheckup implements Checkup {
    static final Duration TOLERATED = Duration.ofMinutes(2);

    private static final String NEXT = "date -u";

    private final Home home;
    private final @Nullable Path built;
    private final Clock clock;

    /** With the time of {@code built}, a file that came with the build, as the time of the build; null if there is none. */
    ClockCheckup(Home home, @Nullable Path built, Clock clock) {
        this.home = home;
        this.built = built;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "clock";
    }

    @Override
    public List<Finding> examine() {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>();
        Instant made = built == null ? null : written(built);
        if (made != null && now.isBefore(made.minus(Duration.ofDays(1)))) {
            findings.add(new Finding(
                    Severity.BROKEN,
                    "The clock says " + seconds(now) + ", but this build was made on " + seconds(made)
                            + "; what others sign seems to come from the future and is refused.",
                    NEXT));
        }
        Path latest = null;
        Instant when = now.plus(TOLERATED);
        for (Path file : witnesses()) {
            Instant written = written(file);
            if (written != null && written.isAfter(when)) {
                latest = file;
                when = written;
            }
        }
        if (latest != null) {
            findings.add(new Finding(
                    Severity.WARNING,
                    latest + " was written at " + seconds(when) + ", and now it is " + seconds(now)
                            + "; the clock was set back, or the disk belongs to a machine with another clock.",
                    NEXT));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("It is " + seconds(now) + ", and nothing here is from the future."));
        }
        return findings;
    }

    private static String seconds(Instant moment) {
        return Instant.ofEpochSecond(moment.getEpochSecond()).toString();
    }

    /** Files that are written again and again. */
    private List<Path> witnesses() {
        Path root = home.root();
        return List.of(
                root.resolve("peers.json"),
                root.resolve("reputation.json"),
                root.resolve("history"),
                home.log().resolve("ggen.log"),
                home.catalog(),
                home.run(),
                home.store().resolve("tmp"),
                home.packages().resolve(".ggen"),
                home.registry());
    }

    private static @Nullable Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return null; // the examinations of these files tell of that
        }
    }
}
