package io.ggen.trust;

import static io.ggen.trust.Fixture.HELLO;
import static io.ggen.trust.Fixture.WORLD;
import static io.ggen.trust.Someone.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read is remembered, and never for too long. */
class FreshnessTest {
    private static final Clock LATER = Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static void age(Path file, long millis) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void aFileThatStaysTheSameIsReadOnce() throws IOException {
        Fixture fixture = new Fixture(folder);
        fixture.trust().add(HELLO, ANN.id(), false);
        TrustFile file = new TrustFile(fixture.file, LATER);
        age(fixture.file, 900_000);
        Content first = file.read();
        assertThat(file.read()).isSameAs(first);
        age(fixture.file, 900_001);
        assertThat(file.read()).isNotSameAs(first);
        fixture.trust().add(WORLD, ANN.id(), false);
        assertThat(file.read().pins()).hasSize(2);
        Files.delete(fixture.file);
        assertThat(file.read().pins()).isEmpty();
    }

    @Test
    void aFileChangedJustNowIsNotRememberedSinceTheNextChangeMayLookTheSame() throws IOException {
        Fixture fixture = new Fixture(folder);
        fixture.trust().add(HELLO, ANN.id(), false);
        TrustFile file = new TrustFile(fixture.file, LATER);
        age(fixture.file, 999_000);
        assertThat(Objects.requireNonNull(file.read().pins().get(HELLO)).code()).isFalse();
        fixture.write(fixture.text().replace("false", "true "));
        age(fixture.file, 999_000);
        assertThat(Objects.requireNonNull(file.read().pins().get(HELLO)).code()).isTrue();
    }
}
