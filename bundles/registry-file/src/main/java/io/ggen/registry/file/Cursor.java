package io.ggen.registry.file;

import org.jspecify.annotations.Nullable;

/**
 * A state of a registry, as far as it can be seen without visiting its packages.
 *
 * @param journal the name of the journal; empty text if there is none
 * @param length how long the journal is
 * @param rootTime when the registry's folder was last changed
 * @param whole state of the whole index: time and size
 */
record Cursor(String journal, long length, long rootTime, String whole) {
    static Cursor now(Layout layout, Journal journal) {
        String id = journal.id();
        long length = journal.length();
        Stamp whole = Stamp.of(layout.whole());
        return new Cursor(
                id, length, Stamp.time(layout.root()), whole == null ? "-" : whole.time() + ":" + whole.size());
    }

    /** Reads what {@link #toString} wrote; null if it did not write it. */
    static @Nullable Cursor parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5 || !parts[0].equals("1")) {
            return null;
        }
        try {
            return new Cursor(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "1 " + journal + " " + length + " " + rootTime + " " + whole;
    }
}
