package io.ggen.publishing;

import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.extractor.Limits;
import io.ggen.api.publishing.Publishing.Packed;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ArchiveTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packs a folder into an archive, the same bytes for the same files. */
final class Packer {
    private final Limits limits;

    Packer(Limits limits) {
        this.limits = limits;
    }

    /**
     * An archive made.
     *
     * @param entries files and links, and the folders that their paths imply: as extractors count
     */
    record Made(Packed packed, ArchiveTree tree, int entries) {
        ArchiveFacts facts() {
            return ArchiveFacts.of(tree, packed.expanded(), entries);
        }
    }

    /**
     * Packs {@code folder} into {@code archive}, a file that is not there yet. After a failure it may be there in part.
     *
     * @param instead content for paths whose files say something else
     * @param secrets looks at every file, and refuses at the end if need be; or null
     * @param state what state things are in if the code in it is none that a host would run
     */
    Made pack(
            Path folder,
            Manifest manifest,
            Map<String, byte[]> instead,
            @Nullable SecretScan secrets,
            String state,
            Path archive) {
        List<PackageFiles.Item> items;
        try {
            items = PackageFiles.in(folder, manifest.name(), limits);
        } catch (IOException e) {
            throw Reasons.failed(ManifestFile.shown(folder) + " could not be read", e, "nothing was packed");
        }
        CodeCheck.require(folder, manifest, items, state);
        try (ArchiveOutput out = new ArchiveOutput(
                        Files.newOutputStream(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                ArchiveOutput.Gzip gzip = new ArchiveOutput.Gzip(out)) {
            TarWriter tar = new TarWriter(gzip);
            List<String> paths = new ArrayList<>();
            long expanded = 0;
            byte[] buffer = new byte[SecretScan.HEAD];
            for (PackageFiles.Item item : items) {
                expanded += write(item, instead.get(item.path()), secrets, tar, buffer, limits.expanded() - expanded);
                paths.add(item.path());
            }
            tar.finish();
            gzip.finish();
            if (tar.written() > limits.ratioFrom() && (tar.written() - 1) / limits.ratio() >= out.size()) {
                throw Problem.of(ManifestFile.shown(folder) + " packs to less than 1/" + limits.ratio()
                                + " of its size, which no installer takes; nothing was packed.")
                        .asException();
            }
            if (secrets != null) {
                secrets.requireNone(folder);
            }
            ArchiveTree tree = out.tree();
            return new Made(
                    new Packed(manifest, archive, tree.sha256(), tree.size(), paths, expanded),
                    tree,
                    PackageFiles.entries(items));
        } catch (IOException e) {
            throw Reasons.failed(
                    "The archive of " + ManifestFile.shown(folder) + " could not be written", e, "nothing was packed");
        }
    }

    private long write(
            PackageFiles.Item item,
            byte @Nullable [] instead,
            @Nullable SecretScan secrets,
            TarWriter tar,
            byte[] buffer,
            long room)
            throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw Reasons.stopped();
        }
        if (item.link() != null) {
            tar.link(item.utf8(), item.link().getBytes(StandardCharsets.UTF_8));
            return 0;
        }
        long size = instead == null ? item.size() : instead.length;
        if (size > room) {
            throw Problem.of("With '" + Texts.shown(item.path(), 200) + "' the package has more than "
                            + limits.expanded() + " bytes, the most that it may have; nothing was packed.")
                    .asException();
        }
        tar.file(item.utf8(), size, item.executable());
        long left = size;
        try (InputStream in = instead == null ? open(item) : new ByteArrayInputStream(instead)) {
            boolean first = secrets != null;
            for (int n; (n = in.readNBytes(buffer, 0, buffer.length)) > 0 || first; left -= n) {
                if (first && secrets != null) {
                    secrets.look(item.path(), buffer, n);
                    first = false;
                }
                if (n > left) {
                    throw changed(item);
                }
                tar.content(buffer, n);
            }
        }
        if (left != 0) {
            throw changed(item);
        }
        tar.endFile();
        return size;
    }

    private static InputStream open(PackageFiles.Item item) {
        try {
            return Files.newInputStream(item.file(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw Reasons.failed("'" + Texts.shown(item.path(), 200) + "' could not be read", e, "nothing was packed");
        }
    }

    private static ProblemException changed(PackageFiles.Item item) {
        return Problem.of("'" + Texts.shown(item.path(), 200) + "' changed while it was packed; nothing was packed.")
                .asException();
    }
}
