package io.ggen.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clears away what a killed process left half-written: files named as {@code DurableFiles} names temporary ones. */
final class Leftovers {
    private Leftovers() {}

    /** Deletes {@code file} if the process that made it is gone. */
    static void delete(Path file) {
        String name = file.getFileName().toString();
        int end = name.lastIndexOf('-');
        int begin = end < 0 ? -1 : name.lastIndexOf('-', end - 1);
        if (begin < 0) {
            return;
        }
        try {
            long process = Long.parseLong(name.substring(begin + 1, end));
            if (ProcessHandle.of(process).isEmpty()) {
                Files.deleteIfExists(file);
            }
        } catch (NumberFormatException | IOException e) {
            // Not ours, or not ours to delete: it does no harm where it is.
            return;
        }
    }
}
