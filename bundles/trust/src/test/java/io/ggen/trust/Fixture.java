package io.ggen.trust;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A home on a fixed day. */
final class Fixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00.123Z"), ZoneOffset.UTC);
    static final PackageName HELLO = new PackageName("hello");
    static final PackageName WORLD = new PackageName("scope/world");

    final Home home;
    final Path file;

    Fixture(Path folder) {
        home = new Home(folder.resolve("home"));
        file = home.root().resolve("trust.json");
    }

    HomeTrust trust() {
        return new HomeTrust(home, CLOCK);
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        Files.createDirectories(home.root());
        Files.write(file, bytes);
    }
}
