package io.ggen.installer.target;

import io.ggen.api.Digest;
import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Every target that was ever installed into: one small file each, so that gc spares what they use. */
public final class Roots {
    private static final int LONGEST_NAME = 200;

    private final Path folder;

    /** The roots kept in {@code folder}. */
    public Roots(Path folder) {
        this.folder = folder;
    }

    /** Named so that people can read it, or by a digest where that would be too long for a file name. */
    private Path file(Path target) {
        byte[] path = target.toString().getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder(path.length + 20);
        for (byte b : path) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
            if (plain) {
                name.append((char) b);
            } else {
                name.append('_').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return folder.resolve(
                name.length() <= LONGEST_NAME
                        ? name.toString()
                        : Digest.sha256Of(path).hex());
    }

    /** Whether {@code target}, a real path, is known. */
    public boolean knows(Path target) {
        return Files.exists(file(target));
    }

    /** Makes {@code target}, a real path, known; on the disk when this returns. */
    public void add(Path target) throws IOException {
        if (!knows(target)) {
            DurableFiles.write(file(target), target.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The targets known, by the file that says so. */
    public Map<Path, Path> all() throws IOException {
        Map<Path, Path> targets = new TreeMap<>();
        String[] names = folder.toFile().list();
        if (names != null) {
            for (String name : names) {
                if (!name.endsWith(".tmp")) {
                    try {
                        String path = Files.readString(folder.resolve(name));
                        if (!path.isEmpty()) {
                            targets.put(folder.resolve(name), Path.of(path));
                        }
                    } catch (NoSuchFileException e) {
                        // Somebody else has dropped it.
                    }
                }
            }
        }
        return targets;
    }

    /** Drops a target by the file that says it is known. */
    public void drop(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
