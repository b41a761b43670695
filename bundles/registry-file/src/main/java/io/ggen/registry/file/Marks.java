package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Changes what is said about releases that are there: yanked, deprecated. */
final class Marks {
    private static final String UNCHANGED = "the registry is unchanged";
    private static final int LONGEST_LIST = 20;

    private final Layout layout;
    private final Workspace workspace;
    private final IndexStore indexes;
    private final Journal journal;

    Marks(Layout layout, Workspace workspace, IndexStore indexes, Journal journal) {
        this.layout = layout;
        this.workspace = workspace;
        this.indexes = indexes;
        this.journal = journal;
    }

    Release yank(PackageName name, Version version, boolean yanked) {
        NameIndex now = change((yanked ? "Yanking " : "Unyanking ") + name + " " + version, name, index -> {
            Entry entry = index.entry(version);
            if (entry == null) {
                throw noSuchVersion(index, version);
            }
            return index.with(entry.yanked(yanked));
        });
        Entry entry = now.entry(version);
        if (entry == null) {
            throw noSuchVersion(now, version);
        }
        return entry.release(name, now.deprecated());
    }

    void deprecate(PackageName name, String text) {
        String stripped = text.strip();
        change("Deprecating " + name, name, index -> index.deprecated(stripped.isEmpty() ? null : stripped));
    }

    private static ProblemException noSuchVersion(NameIndex index, Version version) {
        StringBuilder versions = new StringBuilder();
        for (int i = 0; i < Math.min(index.entries().size(), LONGEST_LIST); i++) {
            versions.append(i == 0 ? "" : ", ").append(index.entries().get(i).version());
        }
        int more = index.entries().size() - LONGEST_LIST;
        return Problem.of(
                        index.name() + " has no version " + version + " in the registry, which has "
                                + (versions.length() == 0 ? "none" : versions)
                                + (more > 0 ? " and " + more + " more" : "") + "; " + UNCHANGED + ".",
                        "ggen info " + index.name())
                .asException();
    }

    /** One change of an index; may throw a problem. */
    @FunctionalInterface
    private interface Change {
        NameIndex of(NameIndex index);
    }

    private NameIndex change(String what, PackageName name, Change change) {
        if (!Files.isDirectory(layout.folder(name))) {
            throw unknown(name);
        }
        try (Workspace.Writing writing = workspace.begin();
                PathLock alone = writing.alone()) {
            layout.requireInside(name);
            NameIndex before = indexes.readToChange(name);
            if (before == null) {
                throw unknown(name);
            }
            NameIndex now = change.of(before);
            if (!now.status().equals(before.status())) {
                write(now, writing);
            }
            return now;
        } catch (Damaged e) {
            throw Problem.of(what + " failed because " + layout.shown(layout.status(name)) + " is damaged (" + e.why()
                            + "); " + UNCHANGED + ".")
                    .asException(e);
        } catch (IOException e) {
            throw Failures.problem(what, e, UNCHANGED);
        } catch (InterruptedException e) {
            throw Failures.stopped(what, UNCHANGED);
        }
    }

    private void write(NameIndex now, Workspace.Writing writing) throws IOException, Damaged {
        PackageName name = now.name();
        Path status = layout.status(name);
        byte @Nullable [] before = Json.bytesIfThere(status, Json.LARGEST_MANIFEST);
        journal.prepare(writing);
        long time = Stamp.time(layout.root());
        journal.append(name, time, time);
        indexes.doubt(name);
        boolean done = false;
        try {
            writing.replace(status, now.status().write());
            indexes.write(now, writing);
            done = true;
        } finally {
            if (!done && before == null) {
                Files.deleteIfExists(status);
            } else if (!done && before != null) {
                writing.replace(status, before);
            }
        }
    }

    private ProblemException unknown(PackageName name) {
        return Problem.of(
                        "There is no package '" + name + "' with a folder in the registry "
                                + Texts.shown(layout.root().toString(), 300) + "; " + UNCHANGED + ".",
                        "ggen search " + name)
                .asException();
    }
}
