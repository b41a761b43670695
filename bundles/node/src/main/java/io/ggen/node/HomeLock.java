package io.ggen.node;

import io.ggen.api.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The right to be the one network host of a home: a lock on {@code run/host.lock}, which holds the pid of whoever has it.
 * It goes with the process, however that ends.
 */
final class HomeLock implements AutoCloseable {
    /** Far behind the text, since where locks are mandatory others could not read what is locked. */
    private static final long LOCKED_AT = Long.MAX_VALUE - 1;

    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock in {@code run}, or throws {@link io.ggen.api.ProblemException}. May block a little. */
    static HomeLock take(Path run) {
        Path file = run.resolve("host.lock");
        try {
            makePrivate(run);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                if (tryLock(channel)) {
                    channel.truncate(0);
                    channel.write(StandardCharsets.US_ASCII.encode(
                            ProcessHandle.current().pid() + "\n"));
                    taken = true;
                    return new HomeLock(channel);
                }
                throw Problem.of("another ggen" + holder(channel) + " has the network of the home " + run.getParent()
                                + "; no network was started here.")
                        .asException();
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw Problem.of(file + " cannot be locked (" + e + "); no network was started.")
                    .asException(e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_AT, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_PID);
        channel.read(text, 0);
        String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
        for (int i = 0; i < pid.length(); i++) {
            if (pid.charAt(i) < '0' || pid.charAt(i) > '9') {
                return "";
            }
        }
        return pid.isEmpty() ? "" : ", process " + pid + ",";
    }

    private static void makePrivate(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            if (run.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(run);
            }
        }
    }

    /** Lets it go. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(HomeLock.class.getName()).log(System.Logger.Level.DEBUG, "run/host.lock", e);
        }
    }
}
