package io.ggen.publishing;

import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.Release;
import io.ggen.api.publishing.Publishing.Packed;
import io.ggen.api.publishing.Publishing.Published;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Packs one folder and adds it to the registry. Safe for use by many threads. */
final class FolderPublisher {
    private final Home home;
    private final Roles roles;
    private final Clock clock;
    private final Packer packer;
    private final AtomicInteger counter = new AtomicInteger();

    FolderPublisher(Home home, Roles roles, Clock clock, Packer packer) {
        this.home = home;
        this.roles = roles;
        this.clock = clock;
        this.packer = packer;
    }

    /** A place for archives on their way. */
    Scratch scratch() {
        return Scratch.in(home, clock);
    }

    /** Packs without publishing; the archive is gone afterwards. */
    Packed rehearse(Path folder, Manifest manifest, Map<String, byte[]> instead) {
        try (Scratch scratch = scratch()) {
            return packer.pack(folder, manifest, instead, scratch.file(nextName()));
        }
    }

    /** Packs and publishes; the archive lies in {@code scratch} for that time. */
    Published publish(Path folder, Manifest manifest, Map<String, byte[]> instead, Scratch scratch) {
        Path archive = scratch.file(nextName());
        try {
            Packed packed = packer.pack(folder, manifest, instead, archive);
            WritableRegistry.Draft draft = new WritableRegistry.Draft(manifest, archive, clock.millis());
            Release release = roles.call(WritableRegistry.class, registry -> registry.publish(draft));
            return new Published(release, packed);
        } finally {
            discard(archive);
        }
    }

    private static void discard(Path archive) {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            // It goes with the whole folder.
            return;
        }
    }

    private String nextName() {
        return counter.incrementAndGet() + ".tar.gz";
    }
}
