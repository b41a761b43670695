package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.api.files.DurableFiles;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of what was fetched: for each archive {@code NAME.leaves} (its size, root and leaf hashes), and {@code NAME.part}
 * as long as leaves are missing or {@code NAME.whole}; NAME is the archive's SHA-256 and the beginning of its root, in hex. All
 * methods block on disk.
 */
final class Folder {
    private static final int HEAD = 8 + ArchiveTree.HASH;
    private static final long LARGEST_LIST = HEAD + ArchiveFacts.LARGEST / ArchiveTree.LEAF * ArchiveTree.HASH;

    private final Path root;
    private final Clock clock;

    Folder(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    static String name(Wanted wanted) {
        return wanted.sha256().hex() + "-" + wanted.root().hex().substring(0, 16);
    }

    Path part(String name) {
        return root.resolve(name + ".part");
    }

    Path whole(String name) {
        return root.resolve(name + ".whole");
    }

    private Path list(String name) {
        return root.resolve(name + ".leaves");
    }

    /** Keeps the leaf hashes, so that what comes in can be checked after a restart. */
    void keep(String name, LeafHashes leaves) throws IOException {
        byte[] hashes = leaves.bytes();
        ByteBuffer out = ByteBuffer.allocate(HEAD + hashes.length);
        out.putLong(leaves.size()).put(leaves.root().bytes()).put(hashes);
        DurableFiles.write(list(name), out.array());
    }

    /** The leaf hashes kept, if they are what they say. */
    Optional<LeafHashes> leaves(String name) {
        try {
            Path file = list(name);
            if (!Files.isRegularFile(file) || Files.size(file) < HEAD || Files.size(file) > LARGEST_LIST) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            long size = in.getLong();
            byte[] root = new byte[ArchiveTree.HASH];
            in.get(root);
            byte[] hashes = new byte[in.remaining()];
            in.get(hashes);
            return LeafHashes.check(hashes, size, Digest.sha256(root));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The names of everything that is here of {@code sha256}. */
    List<String> names(Digest sha256) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(root, sha256.hex() + "-*.leaves")) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    names.add(name.substring(0, name.lastIndexOf('.')));
                }
            } catch (IOException | RuntimeException e) {
                return names;
            }
        }
        return names;
    }

    /** Takes everything away that is here of {@code name}. */
    void delete(String name) {
        for (Path file : List.of(part(name), whole(name), list(name))) {
            deleteIfThere(file);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Folder.class.getName())
                    .log(System.Logger.Level.DEBUG, "A file of the fetcher stays: " + file, e);
        }
    }

    /** Makes the folder, and room in it: what is older than {@code age} goes, and the oldest until {@code most} bytes are left. */
    void tidy(Set<String> inUse, long most, Duration age) throws IOException {
        Files.createDirectories(root);
        Map<String, Kept> all = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path file : files) {
                String text = String.valueOf(file.getFileName());
                int dot = text.lastIndexOf('.');
                if (dot > 0 && Files.isRegularFile(file)) {
                    all.merge(text.substring(0, dot), Kept.of(file), Kept::and);
                }
            }
        }
        Instant oldest = clock.instant().minus(age);
        long bytes = all.values().stream().mapToLong(Kept::bytes).sum();
        List<Map.Entry<String, Kept>> byAge = new ArrayList<>(all.entrySet());
        byAge.sort(Comparator.comparing(entry -> entry.getValue().used()));
        for (Map.Entry<String, Kept> entry : byAge) {
            boolean goes = bytes > most || entry.getValue().used().toInstant().isBefore(oldest);
            if (goes && !inUse.contains(entry.getKey())) {
                bytes -= entry.getValue().bytes();
                entry.getValue().files().forEach(Folder::deleteIfThere);
            }
        }
    }

    private record Kept(long bytes, FileTime used, List<Path> files) {
        static Kept of(Path file) throws IOException {
            return new Kept(Files.size(file), Files.getLastModifiedTime(file), List.of(file));
        }

        Kept and(Kept other) {
            List<Path> both = new ArrayList<>(files);
            both.addAll(other.files);
            return new Kept(bytes + other.bytes, used.compareTo(other.used) > 0 ? used : other.used, both);
        }
    }
}
