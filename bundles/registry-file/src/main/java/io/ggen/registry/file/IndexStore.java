package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.Deadline;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of single names. An index as new as its folder is believed; an older one is compared with its folder; one
 * that is missing, damaged or does not agree with its folder is built again from it, once, with a warning.
 */
final class IndexStore {
    private static final int LARGEST_MEMORY = 1_000;

    private final Layout layout;
    private final Workspace workspace;
    private final Tree tree;
    private final FolderScan scan;
    private final Journal journal;
    private final Consumer<String> warnings;
    private final Map<PackageName, Kept> memory = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PackageName, Kept> eldest) {
            return size() > LARGEST_MEMORY;
        }
    };

    IndexStore(
            Layout layout,
            Workspace workspace,
            Tree tree,
            FolderScan scan,
            Journal journal,
            Consumer<String> warnings) {
        this.layout = layout;
        this.workspace = workspace;
        this.tree = tree;
        this.scan = scan;
        this.journal = journal;
        this.warnings = warnings;
    }

    /** What was built again and could not be written, with what it was built from. */
    private record Kept(IndexCache.State state, NameIndex index) {}

    /** What is to be known of one index and its folder before either is read. */
    IndexCache.State state(PackageName name, WholeIndex whole) {
        Stamp index = Stamp.of(layout.index(name));
        return new IndexCache.State(index, Stamp.time(layout.folder(name)), index == null ? whole.stamp() : null);
    }

    /**
     * The index of {@code name}, or null if it has no folder here. Blocks at most until {@code deadline} for other
     * writers.
     *
     * @param words whether what only people read is wanted too
     */
    @Nullable
    NameIndex read(PackageName name, IndexCache.State state, boolean words, Deadline deadline) throws IOException {
        if (state.folderTime() == Long.MIN_VALUE) {
            return null;
        }
        Look look = look(name, words, state.index(), state.folderTime());
        if (look.index != null && look.fault.isEmpty()) {
            return look.index;
        }
        synchronized (memory) {
            Kept kept = memory.get(name);
            if (kept != null && kept.state.equals(state)) {
                return kept.index;
            }
        }
        if (look.missing && !tree.isPackage(name)) {
            return null;
        }
        return heal(name, state, look, deadline);
    }

    /**
     * The index of {@code name} as it must be known before it is changed, or null if it has no folder here. The caller is
     * the only writer.
     */
    @Nullable
    NameIndex readToChange(PackageName name) throws IOException {
        Look look = look(name, true);
        if (look.index != null && look.fault.isEmpty()) {
            return look.index;
        }
        if (look.missing && !tree.isPackage(name)) {
            return null;
        }
        FolderScan.Scanned scanned = scan.scan(name, look.index, false);
        warn(name, look.fault, scanned, "");
        return scanned.index();
    }

    /**
     * What is in the index file.
     *
     * @param index what could be read, or null
     * @param fault why it cannot be believed; empty text if it can
     */
    record Look(@Nullable NameIndex index, String fault, boolean missing) {}

    /** Looks at the index of {@code name} and, if need be, at its folder. */
    Look look(PackageName name, boolean words) throws IOException {
        Stamp stamp = Stamp.of(layout.index(name));
        return look(name, words, stamp, Stamp.time(layout.folder(name)));
    }

    private Look look(PackageName name, boolean words, @Nullable Stamp stamp, long folderTime) throws IOException {
        if (stamp == null) {
            return new Look(null, "was missing", true);
        }
        try {
            byte[] text = Json.bytes(layout.index(name), stamp, Json.LARGEST_INDEX);
            NameIndex index = IndexFormat.read(text, name, words);
            boolean asNew = micros(folderTime) <= micros(stamp.time());
            return new Look(index, asNew || tree.agrees(index) ? "" : "did not agree with its folder", false);
        } catch (NoSuchFileException e) {
            return new Look(null, "was missing", true);
        } catch (Damaged e) {
            return new Look(null, "was damaged (" + e.why() + ")", false);
        } catch (AccessDeniedException e) {
            return new Look(null, "could not be read (" + Failures.reason(e) + ")", false);
        }
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1_000);
    }

    private NameIndex heal(PackageName name, IndexCache.State state, Look first, Deadline deadline) throws IOException {
        String unwritten;
        try (Workspace.Writing writing = workspace.begin()) {
            Optional<PathLock> lock = writing.aloneBy(deadline);
            if (lock.isPresent()) {
                try (PathLock held = lock.get()) {
                    return healAlone(name, writing);
                }
            }
            unwritten = "another process is writing";
        } catch (NotWritten e) {
            unwritten = Failures.reason(e.cause);
        } catch (IOException e) {
            unwritten = Failures.reason(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unwritten = "it was interrupted";
        }
        FolderScan.Scanned scanned = scan.scan(name, look(name, true).index, false);
        warn(name, first.fault, scanned, ", in memory only because " + unwritten);
        synchronized (memory) {
            memory.put(name, new Kept(state, scanned.index()));
        }
        return scanned.index();
    }

    private NameIndex healAlone(PackageName name, Workspace.Writing writing) throws IOException, NotWritten {
        Look look = look(name, true);
        if (look.index != null && look.fault.isEmpty()) {
            return look.index;
        }
        FolderScan.Scanned scanned = scan.scan(name, look.index, false);
        try {
            layout.requireInside(name);
            journal.prepare(writing);
            long time = Stamp.time(layout.root());
            journal.append(name, time, time);
            write(scanned.index(), writing);
        } catch (IOException e) {
            throw new NotWritten(e);
        }
        warn(name, look.fault, scanned, "");
        return scanned.index();
    }

    /** What was scanned could not be written. */
    private static final class NotWritten extends Exception {
        private static final long serialVersionUID = 1;
        private final IOException cause;

        NotWritten(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void warn(PackageName name, String fault, FolderScan.Scanned scanned, String how) {
        StringBuilder sentence = new StringBuilder("The index of ")
                .append(name)
                .append(' ')
                .append(fault)
                .append(" and was built again from its folder")
                .append(how);
        if (scanned.problems().isEmpty()) {
            sentence.append('.');
        } else {
            sentence.append(": ").append(scanned.problems().get(0));
            if (scanned.problems().size() > 1) {
                sentence.append(" (and ").append(scanned.problems().size() - 1).append(" more problems)");
            }
        }
        warnings.accept(sentence.toString());
    }

    /**
     * Makes the index of {@code name} look older than its folder, so that whoever finds it so checks it: the first thing
     * to do before anything in the folder changes.
     */
    void doubt(PackageName name) throws IOException {
        Path file = layout.index(name);
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
    }

    /** Replaces the index of a name. The caller is the only writer. */
    void write(NameIndex index, Workspace.Writing writing) throws IOException {
        Path file = layout.index(index.name());
        writing.replace(file, IndexFormat.write(index));
        believe(index);
    }

    /** Makes the index of a name look as new as its folder, if it agrees with it. */
    void believe(NameIndex index) throws IOException {
        long time = Stamp.time(layout.folder(index.name()));
        if (tree.agrees(index)) {
            Files.setLastModifiedTime(layout.index(index.name()), FileTime.from(time, TimeUnit.NANOSECONDS));
        }
    }
}
