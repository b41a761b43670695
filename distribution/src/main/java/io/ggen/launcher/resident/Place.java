package io.ggen.launcher.resident;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the socket of a home is: {@code run/host.sock}; where that path is longer than a socket's may be, in a folder of its
 * own, which {@code run/host.sock.at} names. Whoever holds the lock on {@code run/host.sock.lock} may make it and take it
 * away. All of that is in folders that are the user's and closed to others, and a client looks whether they are.
 */
final class Place {
    /** Bytes of a path that every system takes for a socket. */
    static final int LONGEST = 100;

    private static final int LONGEST_POINTER = 4096;
    private static final int OTHERS = 0077;
    private static final int KIND = 0170000;
    private static final int FOLDER = 0040000;
    private static final int SOCKET = 0140000;
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Path run;
    private final Path usual;
    private final Path pointer;

    /** The place of the home whose folder {@code run} this is. */
    Place(Path run) {
        this.run = run;
        this.usual = run.resolve("host.sock");
        this.pointer = run.resolve("host.sock.at");
    }

    /** The socket to dial, or null if there is none or none that can be trusted. */
    @Nullable
    Path toDial() throws IOException {
        boolean isUsual = fits(usual);
        if (!Files.exists(isUsual ? usual : pointer) || !isPrivate(run)) {
            return null;
        }
        Path socket = isUsual ? usual : named();
        if (socket == null || !(isUsual || isPrivate(folderOf(socket)))) {
            return null;
        }
        return !UNIX || is(socket, SOCKET, 0) ? socket : null;
    }

    private @Nullable Path named() throws IOException {
        if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS) || Files.size(pointer) > LONGEST_POINTER) {
            return null;
        }
        Path socket = Path.of(Files.readString(pointer).strip());
        return socket.isAbsolute() && fits(socket) && socket.endsWith("host.sock") ? socket : null;
    }

    /** The socket to listen on. Only under the lock; what an earlier host left is taken away. */
    Path toListen() throws IOException {
        clear();
        if (fits(usual)) {
            return usual;
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Path socket = null;
        if (runtime != null && Files.isDirectory(Path.of(runtime))) {
            socket = within(Path.of(runtime));
        }
        if (socket == null) {
            socket = within(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        }
        if (socket == null) {
            throw new IOException("every path for a socket is longer than " + LONGEST + " bytes");
        }
        Files.writeString(pointer, socket + "\n");
        return socket;
    }

    /** A socket's path in a new folder of mode 0700 below {@code above}; null if that is too long or not possible. */
    private static @Nullable Path within(Path above) {
        if (!fits(above.resolve("ggen-12345678901234567890").resolve("host.sock"))) {
            return null;
        }
        try {
            return Files.createTempDirectory(above, "ggen-").resolve("host.sock");
        } catch (IOException e) {
            return null;
        }
    }

    /** Makes the folder, and closes it to others. */
    void makePrivate() throws IOException {
        if (!UNIX) {
            Files.createDirectories(run);
            return;
        }
        Files.createDirectories(
                run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!isPrivate(run)) {
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        }
        if (!isPrivate(run)) {
            throw new IOException(run + " is not a folder of this user's alone");
        }
    }

    /** Takes the socket away. Only under the lock. */
    void clear() throws IOException {
        Files.deleteIfExists(usual);
        Path elsewhere = Files.exists(pointer) ? named() : null;
        if (elsewhere != null && isPrivate(folderOf(elsewhere))) {
            Files.deleteIfExists(elsewhere);
            Files.deleteIfExists(folderOf(elsewhere));
        }
        Files.deleteIfExists(pointer);
    }

    /** The lock, or null if a host holds it. It goes with the process, and when the channel is closed. */
    @Nullable
    FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(run.resolve("host.sock.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // this very process has it
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    private static Path folderOf(Path socket) {
        Path folder = socket.getParent();
        return folder == null ? socket : folder;
    }

    private static boolean isPrivate(Path folder) throws IOException {
        return !UNIX || is(folder, FOLDER, OTHERS);
    }

    /** Whether {@code file} is of that kind, this user's, and without the rights of {@code forbidden}. */
    private static boolean is(Path file, int kind, int forbidden) throws IOException {
        try {
            Map<String, Object> found = Files.readAttributes(file, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            int mode = number(found.get("mode"));
            return (mode & KIND) == kind && (mode & forbidden) == 0 && isOurs(file, number(found.get("uid")));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static int number(@Nullable Object attribute) {
        return attribute instanceof Integer number ? number : -1;
    }

    private static boolean isOurs(Path file, int uid) throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? number(Files.getAttribute(self, "unix:uid")) == uid
                : Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }
}
