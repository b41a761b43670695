package io.ggen.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Text that differs when a file was written anew. Where there is one, the time of the last change of the file's inode
 * counts: the jars of a reproducible build keep their modification time, and often their size.
 */
final class FileStamp {
    private FileStamp() {}

    static String of(Path file) throws IOException {
        boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> attributes =
                Files.readAttributes(file, isUnix ? "unix:size,ctime" : "size,lastModifiedTime");
        return attributes.get("size") + " " + attributes.get(isUnix ? "ctime" : "lastModifiedTime");
    }
}
