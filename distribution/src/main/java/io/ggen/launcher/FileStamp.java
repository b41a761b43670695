package io.ggen.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Text that differs when a file was written anew. Where there is one, the time of the last change of the file's inode
 * counts: the jars of a reproducible build keep their modification time, and often their size.
 */
final class FileStamp {
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private FileStamp() {}

    static String of(Path file) throws IOException {
        return UNIX ? unix(file) : file.toFile().length() + " " + file.toFile().lastModified();
    }

    private static String unix(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:size,ctime");
        return attributes.get("size") + " " + attributes.get("ctime");
    }
}
