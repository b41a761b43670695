package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes an index of one name from the folders of its versions. */
final class FolderScan {
    private final Layout layout;
    private final Tree tree;
    private final Clock clock;

    FolderScan(Layout layout, Tree tree, Clock clock) {
        this.layout = layout;
        this.tree = tree;
        this.clock = clock;
    }

    /**
     * What a scan came to.
     *
     * @param problems one sentence for each version that was left out or does not fit the old index
     */
    record Scanned(NameIndex index, List<String> problems) {}

    /**
     * Reads every version of {@code name}. What {@code old} knows of a version stays: its digest above all, for a release
     * never changes.
     *
     * @param old the index there was, or null if it is lost
     * @param verify whether to read every archive, rather than only those that {@code old} does not know
     */
    Scanned scan(PackageName name, @Nullable NameIndex old, boolean verify) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Set<String> skipped = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        Set<Version> taken = new TreeSet<>();
        for (String text : tree.versions(name)) {
            Version version = Version.parse(text);
            Entry known = old == null ? null : old.entry(version);
            if (known != null && !known.version().toString().equals(text)) {
                known = null;
            }
            try {
                Entry entry = read(name, version, known, verify, problems);
                if (!taken.add(version)) {
                    throw new Damaged("another build of this version is there");
                }
                entries.add(entry);
            } catch (Damaged e) {
                skipped.add(text);
                problems.add(name + " " + text + " was left out: " + e.why() + ".");
            }
        }
        if (old != null) {
            for (Entry known : old.entries()) {
                if (!taken.contains(known.version())
                        && !skipped.contains(known.version().toString())) {
                    keep(name, known, verify, entries, problems);
                }
            }
        }
        entries.sort((a, b) -> b.version().compareTo(a.version()));
        NameIndex index = new NameIndex(name, old == null ? null : old.deprecated(), entries, skipped);
        Status said = status(name, problems);
        return new Scanned(said == null ? index : index.with(said), problems);
    }

    /** A release from the original's index may have an archive but no manifest: it stays as long as that is there. */
    private void keep(PackageName name, Entry known, boolean verify, List<Entry> entries, List<String> problems)
            throws IOException {
        Path file = layout.inside(known.tarball());
        Archive archive = known.archive();
        if (file != null && archive != null && Files.isRegularFile(file)) {
            entries.add(known.local());
            if (verify) {
                compare(name, known.version(), archive, Archives.digest(file), problems);
            }
        } else {
            problems.add(name + " " + known.version() + " was left out: its folder is missing.");
        }
    }

    private static boolean compare(
            PackageName name, Version version, Archive known, Archive found, List<String> problems) {
        boolean same = known.equals(found);
        if (!same) {
            problems.add(name + " " + version + " has another archive than its index says (" + found.digest()
                    + " instead of " + known.digest()
                    + "); the index was left as it is, so that this release is refused"
                    + " at install.");
        }
        return same;
    }

    private Entry read(PackageName name, Version version, @Nullable Entry known, boolean verify, List<String> problems)
            throws IOException, Damaged {
        Path file = layout.manifest(name, version);
        byte[] text = text(file);
        ManifestReader.Read read = manifest(file, text);
        Manifest manifest = read.manifest();
        if (!manifest.name().equals(name) || !manifest.version().toString().equals(version.toString())) {
            throw new Damaged(layout.shown(file) + " is of " + manifest.name() + " " + manifest.version());
        }
        ReleaseRecord record = record(manifest, text);
        if (record != null) {
            Archive signed = signedArchive(record, known, verify, problems);
            return new Entry(
                    version,
                    record.publisher(),
                    record.releaseKind(),
                    RecordCheck.dependencies(record),
                    Layout.tarball(name, version),
                    signed,
                    known != null && known.yanked(),
                    record.published().toString(),
                    read.words());
        }
        if (known != null && !known.publisher().isLocal()) {
            problems.add(name + " " + version + " has no release.json any more, though its index names the publisher "
                    + known.publisher() + "; it is taken as unsigned.");
        }
        Archive archive = known == null ? null : known.archive();
        if (archive == null || verify) {
            Archive found = archive(name, version);
            if (archive == null || compare(name, version, archive, found, problems)) {
                archive = found;
            }
        }
        String published = known == null || known.published().isEmpty() ? changed(file) : known.published();
        return new Entry(
                version,
                PublisherId.LOCAL,
                manifest.kind(),
                manifest.dependencies(),
                Layout.tarball(name, version),
                archive,
                known != null && known.yanked(),
                published,
                read.words());
    }

    /** The verified record of the release with this manifest, or null if nobody has signed it. */
    private @Nullable ReleaseRecord record(Manifest manifest, byte[] text) throws IOException, Damaged {
        Path file = layout.record(manifest.name(), manifest.version());
        try {
            Signed<ReleaseRecord> signed = RecordCheck.read(file, clock.instant());
            if (signed == null) {
                return null;
            }
            RecordCheck.requireFit(signed.payload(), manifest, text);
            return signed.payload();
        } catch (Damaged e) {
            throw refused(file, e);
        }
    }

    private Damaged refused(Path file, Damaged why) {
        return new Damaged(layout.shown(file) + " is refused: " + why.why());
    }

    /** What the record says of the archive, which is read if the old index says something else. */
    private Archive signedArchive(ReleaseRecord record, @Nullable Entry known, boolean verify, List<String> problems)
            throws IOException, Damaged {
        Archive signed = record.archive().archive();
        boolean told = known != null && signed.equals(known.archive());
        if (!told || verify) {
            Archive found = archive(record.name(), record.version());
            if (told) {
                compare(record.name(), record.version(), signed, found, problems);
            } else {
                try {
                    RecordCheck.requireFit(record, found);
                } catch (Damaged e) {
                    throw refused(layout.record(record.name(), record.version()), e);
                }
            }
        }
        return signed;
    }

    private byte[] text(Path file) throws Damaged {
        try {
            return Json.bytes(file, Json.LARGEST_MANIFEST);
        } catch (Damaged e) {
            throw new Damaged(layout.shown(file) + " is damaged (" + e.why() + ")");
        } catch (IOException e) {
            throw new Damaged(Failures.reason(e));
        }
    }

    private ManifestReader.Read manifest(Path file, byte[] text) throws Damaged {
        try {
            return ManifestReader.read(text);
        } catch (Damaged e) {
            throw new Damaged(layout.shown(file) + " is damaged (" + e.why() + ")");
        } catch (ProblemException e) {
            throw new Damaged(
                    layout.shown(file) + ": " + Texts.shown(e.problem().message()));
        }
    }

    private Archive archive(PackageName name, Version version) throws IOException, Damaged {
        Path file = layout.archive(name, version);
        if (!Files.isRegularFile(file)) {
            throw new Damaged("its archive " + layout.shown(file) + " is missing");
        }
        return Archives.digest(file);
    }

    private static String changed(Path file) {
        long time = Stamp.time(file);
        return time == Long.MIN_VALUE
                ? ""
                : Instant.ofEpochMilli(time / 1_000_000).toString();
    }

    private @Nullable Status status(PackageName name, List<String> problems) throws IOException {
        try {
            byte[] text = Json.bytesIfThere(layout.status(name), Json.LARGEST_MANIFEST);
            return text == null ? null : Status.read(text);
        } catch (Damaged e) {
            problems.add(layout.shown(layout.status(name)) + " is damaged (" + e.why()
                    + "), so which versions are yanked is taken from the old index, if there is one.");
            return null;
        }
    }
}
