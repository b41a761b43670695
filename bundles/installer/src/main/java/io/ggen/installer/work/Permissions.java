package io.ggen.installer.work;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Takes the right to write away from what is in the store, and gives it back for deletion. */
public final class Permissions {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");
    private static final Set<PosixFilePermission> RUN = PosixFilePermissions.fromString("r-xr-xr-x");
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwxr-xr-x");

    private Permissions() {}

    /** Makes a file read-only, and runnable if {@code executable}. */
    public static void seal(Path file, boolean executable) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, executable ? RUN : READ);
        } else if (!file.toFile().setReadOnly()) {
            throw new IOException("cannot make " + file + " read-only");
        }
    }

    /** Makes a folder read-only, where folders can be. */
    public static void sealFolder(Path folder) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(folder, RUN);
        }
    }

    /** Whether nobody can change a folder without asking for it; true where folders cannot be sealed, or are gone. */
    public static boolean isSealedFolder(Path folder) {
        try {
            return !POSIX || !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException e) {
            return true;
        }
    }

    /** Lets this user change a folder again; whether that worked. */
    public static boolean makeWritable(Path folder) {
        try {
            if (POSIX) {
                Files.setPosixFilePermissions(folder, OURS);
            }
            return POSIX;
        } catch (IOException e) {
            return false;
        }
    }
}
