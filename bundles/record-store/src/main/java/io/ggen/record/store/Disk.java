package io.ggen.record.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Opens the files of the store. */
interface Disk {
    /** That of the operating system. */
    Disk REAL = new Disk() {
        @Override
        public String name(Path file) {
            return file.toString();
        }

        @Override
        public RandomAccessFile open(Path file) throws IOException {
            return new RandomAccessFile(file.toFile(), "rw");
        }
    };

    /** By which name MVStore opens {@code file}. */
    String name(Path file);

    /** Opens a file to be read and written, and makes it if need be. */
    RandomAccessFile open(Path file) throws IOException;
}
