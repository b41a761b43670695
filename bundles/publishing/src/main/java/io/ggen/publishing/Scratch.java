package io.ggen.publishing;

import io.ggen.api.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;

/** A folder of its own for archives on their way into the registry, under {@code run/tmp}; gone when closed. */
final class Scratch implements AutoCloseable {
    /** How old a folder must be to count as left behind by a host that was killed. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final String PREFIX = "publish-";

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, and takes away what killed hosts left behind. */
    static Scratch in(Home home, Clock clock) {
        Path parent = home.run().resolve("tmp");
        try {
            if (!Files.isDirectory(home.run())) {
                Files.createDirectories(home.run());
                if (home.run().getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(home.run(), PosixFilePermissions.fromString("rwx------"));
                }
            }
            Files.createDirectories(parent);
            sweep(parent, clock.millis() - STALE.toMillis());
            return new Scratch(Files.createTempDirectory(parent, PREFIX));
        } catch (IOException e) {
            throw Reasons.failed("No archive can be made in " + ManifestFile.shown(parent), e, "nothing was published");
        }
    }

    private static void sweep(Path parent, long before) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    if (Files.getLastModifiedTime(folder).toMillis() < before) {
                        delete(folder);
                    }
                } catch (IOException | UncheckedIOException e) {
                    // Another host is faster, or the folder is not ours to delete: neither matters here.
                    continue;
                }
            }
        }
    }

    /** A file in the folder that is not there yet. */
    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            // The next host sweeps it.
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
