package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxCheckupTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    Path folder;

    private FileOutbox outbox(Instant now) {
        return new FileOutbox(folder.resolve("outbox"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<Finding> examine(Instant now) {
        return new OutboxCheckup(outbox(now), Clock.fixed(now, ZoneOffset.UTC)).examine();
    }

    private void add(String name) {
        outbox(NOON).add(new Outbox.Entry(new PublisherId("12D3KooWx"), new PackageName(name), Version.parse("1.0.0")));
    }

    @Test
    void anEmptyOutboxIsFine() {
        assertThat(examine(NOON)).containsExactly(Finding.good("The network has heard all that was published here."));
        assertThat(folder.resolve("outbox")).doesNotExist();
    }

    @Test
    void whatWaitsIsFineForADayAndThenAWarning() {
        add("a");
        add("b");
        assertThat(examine(NOON.plus(Duration.ofHours(3))))
                .containsExactly(Finding.good("2 announcements wait until a shell or 'ggen serve' runs here and finds"
                        + " enough peers, the oldest since 2026-11-29T12:00:00Z."));
        Finding later = examine(NOON.plus(OutboxCheckup.SOON).plusSeconds(1)).get(0);
        assertThat(later.severity()).isEqualTo(Severity.WARNING);
        assertThat(later.next()).isEqualTo("ggen p2p status");
    }

    @Test
    void damagedEntriesAreCountedAndLeftAlone() throws IOException {
        add("a");
        Path damaged = Files.writeString(folder.resolve("outbox").resolve("000000000000001-abc"), "garbage");
        assertThat(examine(NOON)).extracting(Finding::severity).containsExactly(Severity.WARNING, Severity.GOOD);
        assertThat(examine(NOON).get(0).sentence()).startsWith("1 damaged entry in the outbox");
        assertThat(damaged).exists();
    }

    @Test
    void anOutboxThatCannotBeReadIsBroken() throws IOException {
        Path entry = Files.createDirectories(folder.resolve("outbox")).resolve("000000000000001-abc");
        Files.createSymbolicLink(entry, entry);
        assertThat(examine(NOON).get(0).severity()).isEqualTo(Severity.BROKEN);
    }
}
