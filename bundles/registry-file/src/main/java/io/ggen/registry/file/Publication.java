package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.WritableRegistry.Draft;
import io.ggen.records.RecordFile;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adds releases: the folder of the version is made aside and renamed into place, then the index is replaced. Between the
 * two the index looks older than its folder, so that after a crash whoever reads it builds it again. A release that is there
 * unsigned can be signed later, if not a byte of it changes.
 */
final class Publication {
    private static final String UNCHANGED = "the registry is unchanged";
    private static final int LONGEST_FILE_NAME = 255;

    private final Layout layout;
    private final Workspace workspace;
    private final IndexStore indexes;
    private final WholeIndex whole;
    private final Journal journal;
    private final Consumer<String> warnings;
    private final Instant now;

    Publication(
            Layout layout,
            Workspace workspace,
            IndexStore indexes,
            WholeIndex whole,
            Journal journal,
            Consumer<String> warnings,
            Instant now) {
        this.layout = layout;
        this.workspace = workspace;
        this.indexes = indexes;
        this.whole = whole;
        this.journal = journal;
        this.warnings = warnings;
        this.now = now;
    }

    Release publish(Draft draft) {
        PackageName name = draft.manifest().name();
        Version version = draft.manifest().version();
        String what = "Publishing " + name + " " + version;
        String archiveName = Layout.archiveName(name, version);
        if (archiveName.length() > LONGEST_FILE_NAME) {
            throw Problem.of(what + " is not possible because its archive's name would have " + archiveName.length()
                            + " characters and at most " + LONGEST_FILE_NAME + " are allowed; " + UNCHANGED + ".")
                    .asException();
        }
        try (Workspace.Writing writing = workspace.begin()) {
            ReleaseFolder made = ReleaseFolder.make(draft, now, writing);
            try (PathLock alone = writing.alone()) {
                return commit(made, writing);
            }
        } catch (Damaged e) {
            throw Problem.of(what + " failed because " + e.why() + "; " + UNCHANGED + ".")
                    .asException(e);
        } catch (IOException e) {
            throw Failures.problem(what, e, UNCHANGED);
        } catch (InterruptedException e) {
            throw Failures.stopped(what, UNCHANGED);
        }
    }

    private Release commit(ReleaseFolder made, Workspace.Writing writing) throws IOException, Damaged {
        PackageName name = made.name();
        layout.requireInside(name);
        journal.prepare(writing);
        NameIndex index = indexes.readToChange(name);
        boolean isNew = index == null;
        if (index == null) {
            index = original(name);
        }
        Entry there = index.entry(made.entry().version());
        Path target = layout.version(name, made.entry().version());
        boolean occupied = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (there != null && (occupied || !isWithoutFolder(made, there))) {
            requireSame(made, there);
            return (signs(made, there) ? sign(made, there, index, writing) : there).release(name, index.deprecated());
        }
        if (occupied) {
            throw new Damaged(layout.shown(target) + " is in the way and is no release");
        }
        if (isNew) {
            warnOfLookalike(name);
        }
        NameIndex now = index.with(made.entry());
        place(made, target, now, writing);
        return made.entry().release(name, now.deprecated());
    }

    /** Whether {@code there} is this release, known from the original's index alone, so that its folder can be added. */
    private static boolean isWithoutFolder(ReleaseFolder made, Entry there) {
        return made.archive().equals(there.archive())
                && made.entry().version().toString().equals(there.version().toString());
    }

    /** What the original's index has of {@code name}, as far as the archives are there, so that it does not get lost. */
    private NameIndex original(PackageName name) throws IOException, Damaged {
        NameIndex known = whole.find(name, true);
        List<Entry> kept = new ArrayList<>();
        if (known != null) {
            for (Entry entry : known.entries()) {
                Path file = layout.inside(entry.tarball());
                if (file != null && Files.isRegularFile(file)) {
                    kept.add(entry);
                }
            }
        }
        return new NameIndex(name, null, kept, Set.of());
    }

    private void requireSame(ReleaseFolder made, Entry there) throws IOException {
        PackageName name = made.name();
        Version version = there.version();
        if (!version.toString().equals(made.entry().version().toString())) {
            throw refused(made, "another build of this version, " + version + ", is in the registry");
        }
        PublisherId publisher = made.entry().publisher();
        if (!publisher.isLocal() && !there.publisher().isLocal() && !publisher.equals(there.publisher())) {
            throw refused(
                    made,
                    "the registry has this version from " + there.publisher() + ", and this one is by " + publisher);
        }
        if (!made.archive().equals(there.archive())) {
            throw refused(made, "the registry has this version with another content");
        }
        try {
            byte[] manifest = Json.bytes(layout.manifest(name, version), Json.LARGEST_MANIFEST);
            if (!Arrays.equals(ManifestReader.pretty(manifest), made.pretty())) {
                throw refused(made, "the registry has this version with another manifest");
            }
        } catch (Damaged e) {
            throw refused(made, layout.shown(layout.manifest(name, version)) + " is damaged (" + e.why() + ")");
        }
    }

    /** Whether this adds a signature to what is there without one. Refused if it contradicts the one that is there. */
    private boolean signs(ReleaseFolder made, Entry there) throws IOException {
        Signed<ReleaseRecord> signed = made.signed();
        if (signed == null) {
            return false;
        }
        PackageName name = made.name();
        Path file = layout.record(name, there.version());
        try {
            if (there.publisher().isLocal()) {
                byte[] manifest = Json.bytes(layout.manifest(name, there.version()), Json.LARGEST_MANIFEST);
                RecordCheck.requireFit(
                        signed.payload(), ManifestReader.read(manifest).manifest(), manifest);
                return true;
            }
            Signed<ReleaseRecord> before = RecordCheck.read(file, now);
            if (before == null) {
                throw new Damaged("it is missing");
            }
            if (!RecordCheck.sameButForTime(before.payload(), signed.payload())) {
                throw refused(made, "the registry has this version with another signed record");
            }
            return false;
        } catch (Damaged e) {
            throw refused(
                    made,
                    there.publisher().isLocal()
                            ? "the registry has this version unsigned, and what is signed does not fit it: " + e.why()
                            : layout.shown(file) + ", which signs it, is refused: " + e.why());
        }
    }

    /** Puts the record beside the archive that is there. */
    private Entry sign(ReleaseFolder made, Entry there, NameIndex index, Workspace.Writing writing) throws IOException {
        Signed<ReleaseRecord> signed = Objects.requireNonNull(made.signed());
        Path file = layout.record(made.name(), there.version());
        Entry entry = made.entry().yanked(there.yanked());
        long time = Stamp.time(layout.root());
        journal.append(made.name(), time, time);
        indexes.doubt(made.name());
        boolean done = false;
        try {
            writing.replace(file, RecordFile.write(signed.envelope()));
            indexes.write(index.with(entry), writing);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
        return entry;
    }

    private static ProblemException refused(ReleaseFolder made, String why) {
        Version version = made.entry().version();
        String next = version.patch() < Version.LARGEST
                ? Version.of(version.major(), version.minor(), version.patch() + 1)
                        .toString()
                : "V";
        return Problem.of(
                        made.name() + " " + version + " was not published because " + why
                                + ", and versions never change; " + UNCHANGED + ".",
                        "ggen publish DIR --version " + next)
                .asException();
    }

    private void place(ReleaseFolder made, Path target, NameIndex now, Workspace.Writing writing) throws IOException {
        long before = Stamp.time(layout.root());
        List<Path> created = new ArrayList<>();
        boolean done = false;
        try {
            createFolders(layout.folder(made.name()), created);
            journal.append(made.name(), before, Stamp.time(layout.root()));
            indexes.doubt(made.name());
            Files.move(made.folder(), target, StandardCopyOption.ATOMIC_MOVE);
            try {
                DurableFiles.sync(layout.folder(made.name()));
                indexes.write(now, writing);
                done = true;
            } finally {
                if (!done) {
                    Files.move(target, made.folder(), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } finally {
            for (int i = created.size() - 1; i >= 0 && !done; i--) {
                Files.deleteIfExists(created.get(i));
            }
        }
    }

    private void createFolders(Path folder, List<Path> created) throws IOException {
        Path parent = folder.getParent();
        if (!Files.isDirectory(folder) && parent != null) {
            createFolders(parent, created);
            Files.createDirectory(folder);
            created.add(folder);
            DurableFiles.sync(parent);
        }
    }

    private void warnOfLookalike(PackageName name) {
        PackageName like = Lookalikes.find(name, layout);
        if (like != null) {
            warnings.accept("The new package " + name + " is easily taken for " + like + ", which is in the registry"
                    + " too.");
        }
    }
}
