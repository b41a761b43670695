package io.ggen.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read and write a file, where the file system knows; where it does not (Windows), the folder's own rules count. */
final class Permissions {
    private static final FileAttribute<?>[] NONE = {};

    private Permissions() {}

    /** {@code rwx------} and the like, or empty where the file system has no such thing. Follows links. */
    static String of(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view == null
                ? ""
                : PosixFilePermissions.toString(view.readAttributes().permissions());
    }

    /** Whether group and others have no right at all in {@code mode}, a text of {@link #of}. */
    static boolean isPrivate(String mode) {
        return mode.isEmpty() || mode.endsWith("------");
    }

    /** Whether group or others may write in {@code mode}. */
    static boolean isWritableByOthers(String mode) {
        return !mode.isEmpty() && (mode.charAt(4) == 'w' || mode.charAt(7) == 'w');
    }

    /** What to pass when a file or folder is created in {@code folder}, so that it has {@code mode} from the first moment. */
    static FileAttribute<?>[] forNew(Path folder, String mode) {
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : NONE;
    }
}
