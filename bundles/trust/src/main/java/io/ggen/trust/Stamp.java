package io.ggen.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells one state of a file from another without reading it. */
final class Stamp {
    /** The coarsest clock of a file system that is still around counts two seconds. */
    private static final long SETTLED_MILLIS = 2_000;

    private final BasicFileAttributes found;

    private Stamp(BasicFileAttributes found) {
        this.found = found;
    }

    /**
     * The stamp of what is at {@code file}, or null if there is nothing. A link that leads nowhere is not nothing, nor is a
     * file where a folder should be.
     */
    static @Nullable Stamp of(Path file) throws IOException, Damage {
        try {
            return new Stamp(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Damage("it is a link that leads nowhere");
            }
            requireFolder(file.toAbsolutePath().getParent());
            return null;
        }
    }

    /** Some Java versions say of a file below a file that it is not there. */
    private static void requireFolder(@Nullable Path folder) throws NotDirectoryException {
        Path nearest = folder;
        while (nearest != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
            nearest = nearest.getParent();
        }
        if (nearest != null && !Files.isDirectory(nearest)) {
            throw new NotDirectoryException(nearest.toString());
        }
    }

    boolean isFile() {
        return found.isRegularFile();
    }

    long size() {
        return found.size();
    }

    /** Whether a later change would show: after a change just now, the next one may get the same time. */
    boolean isSettled(long nowMillis) {
        return found.lastModifiedTime().toMillis() < nowMillis - SETTLED_MILLIS;
    }

    boolean isSame(@Nullable Stamp other) {
        return other != null
                && time() == other.time()
                && found.size() == other.found.size()
                && Objects.equals(found.fileKey(), other.found.fileKey());
    }

    private long time() {
        return found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
