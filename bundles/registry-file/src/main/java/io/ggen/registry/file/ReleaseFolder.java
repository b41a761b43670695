package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.registry.WritableRegistry.Draft;
import io.ggen.records.ArchiveTree;
import io.ggen.records.RecordFile;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a version, complete but not in its place.
 *
 * @param manifest as it is kept
 * @param pretty as it is compared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReleaseFolder(
        PackageName name,
        Entry entry,
        Archive archive,
        byte[] manifest,
        byte[] pretty,
        @Nullable Signed<ReleaseRecord> signed,
        Path folder) {
    /**
     * Makes one aside.
     *
     * @throws Damaged if draft and record contradict themselves or each other
     */
    static ReleaseFolder make(Draft draft, Instant now, Workspace.Writing writing) throws IOException, Damaged {
        byte[] json = draft.manifest().json().getBytes(StandardCharsets.UTF_8);
        byte[] pretty;
        ManifestReader.Read read;
        try {
            pretty = ManifestReader.pretty(json);
            read = ManifestReader.read(pretty);
        } catch (Damaged e) {
            throw new Damaged("its manifest cannot be read (" + e.why() + ")");
        }
        // what is signed are these very bytes
        byte[] manifest = draft.record() == null ? pretty : json;
        Manifest given = draft.manifest();
        Manifest written = read.manifest();
        if (manifest.length > Json.LARGEST_MANIFEST) {
            throw new Damaged("its manifest is larger than " + Json.LARGEST_MANIFEST + " bytes");
        }
        if (!written.name().equals(given.name())
                || !written.version().toString().equals(given.version().toString())
                || written.kind() != given.kind()
                || !Set.copyOf(written.dependencies()).equals(Set.copyOf(given.dependencies()))) {
            throw new Damaged("the text of its manifest, of " + written.name() + " " + written.version()
                    + ", does not say what was read from it");
        }
        if (!Files.isRegularFile(draft.archive())) {
            throw new Damaged("its archive " + Texts.shown(draft.archive().toString(), 300) + " is not a file");
        }
        Path folder = writing.unfinished();
        Files.createDirectory(folder);
        Path file = folder.resolve(Layout.archiveName(given.name(), given.version()));
        Signed<ReleaseRecord> signed = null;
        Archive archive;
        if (draft.record() == null) {
            archive = Archives.copy(draft.archive(), file, null);
        } else {
            ArchiveTree.Growing tree = new ArchiveTree.Growing();
            archive = Archives.copy(draft.archive(), file, tree);
            signed = signed(draft.record(), now, written, manifest, archive, tree.finish());
            Workspace.Writing.write(folder.resolve(Layout.RECORD), RecordFile.write(signed.envelope()));
        }
        Workspace.Writing.write(folder.resolve(Layout.MANIFEST), manifest);
        DurableFiles.sync(folder);
        Entry entry = new Entry(
                given.version(),
                signed == null ? PublisherId.LOCAL : signed.publisher(),
                written.kind(),
                signed == null ? written.dependencies() : RecordCheck.dependencies(signed.payload()),
                Layout.tarball(given.name(), given.version()),
                archive,
                false,
                (signed == null
                                ? Instant.ofEpochMilli(draft.published())
                                : signed.payload().published())
                        .toString(),
                read.words());
        return new ReleaseFolder(given.name(), entry, archive, manifest, pretty, signed, folder);
    }

    private static Signed<ReleaseRecord> signed(
            byte[] envelope, Instant now, Manifest manifest, byte[] text, Archive archive, ArchiveTree tree)
            throws Damaged {
        try {
            Signed<ReleaseRecord> signed = RecordCheck.open(envelope, now);
            RecordCheck.requireFit(signed.payload(), manifest, text);
            RecordCheck.requireFit(signed.payload(), archive);
            RecordCheck.requireRoot(signed.payload(), tree.root());
            return signed;
        } catch (Damaged e) {
            throw new Damaged("its release record is refused: " + e.why());
        }
    }
}
