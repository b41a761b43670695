package io.ggen.registry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells one state of a file from another without reading it.
 *
 * @param time when it was last changed, in nanoseconds since 1970
 * @param key which file it is (on Unix, device and inode), or null where the file system does not say
 */
record Stamp(long time, long size, boolean isFile, @Nullable Object key) {
    /** The stamp of what is at {@code path}, or null if there is nothing or it cannot be seen. */
    static @Nullable Stamp of(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(nanos(found), found.size(), found.isRegularFile(), found.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    /** When {@code path} was last changed, in nanoseconds since 1970; {@link Long#MIN_VALUE} if there is nothing. */
    static long time(Path path) {
        try {
            return nanos(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            return Long.MIN_VALUE;
        }
    }

    /** Written out because what the compiler makes for records costs tens of milliseconds at its first call. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stamp that
                && time == that.time
                && size == that.size
                && isFile == that.isFile
                && (key == null ? that.key == null : key.equals(that.key));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(time) * 31 + Long.hashCode(size);
    }

    private static long nanos(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
