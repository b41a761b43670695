package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examines the room on the disk of the home. What is enough depends on what is there: an install of the largest archive once
 * more, which unpacked takes about four times its size, and the record catalogue written anew.
 */
final class DiskCheckup implements Checkup {
    /** Less than this, and hardly anything works any more. */
    static final long TOO_LITTLE = 50L << 20;

    /** What there should be in any case: a package without a record of its own may have 100 MiB. */
    static final long ENOUGH = 512L << 20;

    private static final int UNPACKED = 4;
    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 3;

    private final Home home;
    private final Room room;

    DiskCheckup(Home home, Room room) {
        this.home = home;
        this.room = room;
    }

    /** How much room there is. */
    interface Room {
        /** Bytes that this user can still write to the disk of {@code folder}. */
        long freeBytes(Path folder) throws IOException;

        /** This machine. */
        Room THIS = folder -> Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<Finding> examine() {
        Path there = HomeCheckup.nearestThatExists(home.root());
        if (there == null) {
            return List.of();
        }
        long free;
        try {
            free = room.freeBytes(there);
        } catch (IOException e) {
            return List.of(new Finding(
                    Severity.WARNING,
                    "how much room is left at " + there + " cannot be told (" + e + ").",
                    "df -h " + Texts.quoted(there.toString())));
        }
        Largest archive = new Largest();
        archive.look(home.store().resolve("archives"));
        archive.look(home.published());
        archive.look(home.root().resolve("fetch"));
        Largest catalogue = new Largest();
        catalogue.look(home.catalog());
        long wanted = Math.max(ENOUGH, archive.bytes * UNPACKED + catalogue.bytes);
        String sentence = mebibytes(free) + " are left at " + there;
        if (free >= wanted) {
            return List.of(Finding.good(sentence + "."));
        }
        String why = archive.bytes * UNPACKED + catalogue.bytes <= ENOUGH
                ? "; " + mebibytes(ENOUGH) + " or more let every package be installed"
                : "; the largest archive here (" + archive.name() + ") and the record catalogue can need "
                        + mebibytes(wanted);
        return List.of(new Finding(
                free < TOO_LITTLE ? Severity.BROKEN : Severity.WARNING,
                sentence + (free < TOO_LITTLE ? ", too little to install anything" : "") + why + ".",
                "ggen gc"));
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    /** The largest file in some folders; after 20,000 files those seen must do. */
    private static final class Largest extends SimpleFileVisitor<Path> {
        private long bytes;
        private int seen;
        private @Nullable Path file;

        void look(Path folder) {
            try {
                Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, this);
            } catch (IOException e) {
                seen = MOST_FILES; // it goes by what it saw
            }
        }

        String name() {
            return file == null ? "none" : file.getFileName() + ", " + mebibytes(bytes);
        }

        @Override
        public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() > bytes) {
                bytes = attributes.size();
                file = visited;
            }
            return ++seen < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path visited, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
