package io.ggen.registry.file;

import io.ggen.api.PackageName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that writers were about to change, oldest first, so that a catalogue reads these again and no others. Each
 * line is {@code NAME BEFORE AFTER}: the times of the registry's folder before and after the change, so that a reader
 * notices a gap in the chain, which is a change made by hand. The first line names the journal; a new one begins when it
 * has grown to {@code limit} bytes.
 */
final class Journal {
    static final long LIMIT = 4L << 20;
    private static final String HEADER = "ggen-changes ";
    private static final int LONGEST_HEADER = 96;

    private final Layout layout;
    private final long limit;

    Journal(Layout layout, long limit) {
        this.layout = layout;
        this.limit = limit;
    }

    /** Makes sure that there is a journal with room in it. The caller is the only writer. */
    void prepare(Workspace.Writing writing) throws IOException {
        Path file = layout.journal();
        Stamp stamp = Stamp.of(file);
        if (stamp == null || stamp.size() > limit || id().isEmpty()) {
            String id = Long.toString(ProcessHandle.current().pid(), 36) + "-"
                    + Long.toString(System.nanoTime() & Long.MAX_VALUE, 36);
            writing.replace(file, (HEADER + id + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Tells that {@code name} is about to change. The caller is the only writer. */
    void append(PackageName name, long before, long after) throws IOException {
        byte[] line = (name + " " + before + " " + after + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(layout.journal(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(line);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(false);
        }
    }

    /** The name of the journal there is; empty text if there is none. */
    String id() {
        try (FileChannel channel = FileChannel.open(layout.journal(), StandardOpenOption.READ)) {
            ByteBuffer start = ByteBuffer.allocate(LONGEST_HEADER);
            while (start.hasRemaining() && channel.read(start) >= 0) {
                continue;
            }
            String text = new String(start.array(), 0, start.position(), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            return end > 0 && text.startsWith(HEADER) ? text.substring(HEADER.length(), end) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** How long the journal is now. */
    long length() {
        try {
            return Files.size(layout.journal());
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * The names changed between {@code from} and {@code to}, or null if more has changed than they tell.
     *
     * @param before the time of the registry's folder at {@code from}
     * @param after the same at {@code to}
     */
    @Nullable
    Set<PackageName> changes(long from, long to, long before, long after) throws IOException {
        if (from > to || to - from > limit * 2) {
            return null;
        }
        byte[] text = new byte[(int) (to - from)];
        try (FileChannel channel = FileChannel.open(layout.journal(), StandardOpenOption.READ)) {
            ByteBuffer into = ByteBuffer.wrap(text);
            while (into.hasRemaining()) {
                if (channel.read(into, from + into.position()) < 0) {
                    return null;
                }
            }
        } catch (NoSuchFileException e) {
            return null;
        }
        Set<PackageName> names = new HashSet<>();
        long time = before;
        String lines = new String(text, StandardCharsets.UTF_8);
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            int second = lines.lastIndexOf(' ', end);
            int first = lines.lastIndexOf(' ', second - 1);
            if (end < 0 || first <= start) {
                return null;
            }
            try {
                if (Long.parseLong(lines.substring(first + 1, second)) != time) {
                    return null;
                }
                time = Long.parseLong(lines.substring(second + 1, end));
            } catch (NumberFormatException e) {
                return null;
            }
            String name = lines.substring(start, first);
            if (!PackageName.isValid(name)) {
                return null;
            }
            names.add(new PackageName(name));
            start = end + 1;
        }
        return time == after ? names : null;
    }
}
