package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutboxTest {
    private static final PublisherId ANN = new PublisherId("12D3KooWRdFFg3yTbTsDq5Z1yCvCWbqznEFro9jeVivo7rkayJ4D");

    @TempDir
    Path root;

    private long millis = Instant.parse("2026-11-29T10:00:00Z").toEpochMilli();

    private FileOutbox outbox() {
        return new FileOutbox(root.resolve("outbox"), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis);
            }
        });
    }

    private static Entry entry(String name, String version) {
        return new Entry(ANN, new PackageName(name), version.isEmpty() ? null : Version.parse(version));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("outbox"))) {
            return files.toList();
        }
    }

    @Test
    void whatIsAddedComesOutOldestFirstAndSurvivesARestart() {
        FileOutbox outbox = outbox();
        outbox.add(entry("zeta", "1.0.0"));
        millis++;
        outbox.add(entry("acme/alpha", "2.0.0-rc.1+b"));
        millis++;
        outbox.add(entry("alpha", ""));

        assertThat(outbox().pending())
                .containsExactly(entry("zeta", "1.0.0"), entry("acme/alpha", "2.0.0-rc.1+b"), entry("alpha", ""));
    }

    @Test
    void theSameTwiceIsOneAndWhatIsDoneIsGone() throws IOException {
        FileOutbox outbox = outbox();
        outbox.add(entry("a", "1.0.0"));
        millis += 5;
        outbox.add(entry("a", "1.0.0"));
        assertThat(files()).hasSize(1);

        outbox.done(entry("a", "1.0.0"));
        outbox.done(entry("a", "1.0.0"));

        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    void anOutboxThatWasNeverUsedIsEmptyAndMakesNothing() {
        assertThat(outbox().pending()).isEmpty();
        outbox().done(entry("a", "1.0.0"));
        assertThat(root.resolve("outbox")).doesNotExist();
    }

    @Test
    void damagedEntriesArePassedOverAndTakenAway() throws IOException {
        FileOutbox outbox = outbox();
        outbox.add(entry("a", "1.0.0"));
        outbox.add(entry("b", "1.0.0"));
        Files.writeString(files().get(0), "garbage");
        Files.write(root.resolve("outbox/1-x"), new byte[4096]);

        assertThat(outbox.pending()).hasSize(1);
        assertThat(files()).hasSize(1);
    }
}
