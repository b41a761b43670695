package io.ggen.publishing;

import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes folders into the registry of this home, unsigned. */
@Component
public final class Publisher implements Publishing {
    private static final int THREADS = 2;

    private final Roles roles;
    private final Packer packer;
    private final FolderPublisher folders;

    /** Publishes into the registry that {@code roles} selects. */
    @Activate
    public Publisher(@Reference Home home, @Reference Roles roles) {
        this(home, roles, Clock.systemUTC(), Limits.DEFAULT);
    }

    Publisher(Home home, Roles roles, Clock clock, Limits limits) {
        this.roles = roles;
        packer = new Packer(limits);
        folders = new FolderPublisher(home, roles, clock, packer);
    }

    @Override
    public Path init(Path folder) {
        return StarterManifest.write(folder);
    }

    @Override
    public Manifest manifest(Path folder) {
        Reading reading = ManifestReader.read(folder);
        return LocalReleases.forDependencies(roles, List.of(reading)).manifest(reading, Set.of());
    }

    @Override
    public Packed pack(Path folder, Path into) {
        Manifest manifest = manifest(folder);
        Path archive = into.resolve(manifest.name().fileName() + "-" + manifest.version() + ".tar.gz");
        Path temporary = into.resolve(DurableFiles.temporaryName(archive));
        try {
            Files.createDirectories(into);
            try {
                Packed packed = packer.pack(folder, manifest, Map.of(), temporary);
                DurableFiles.sync(temporary);
                DurableFiles.replace(temporary, archive);
                return new Packed(manifest, archive, packed.digest(), packed.size(), packed.files(), packed.expanded());
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw Reasons.failed(ManifestFile.shown(archive) + " could not be written", e, "nothing was packed");
        }
    }

    @Override
    public Published publish(Path folder, @Nullable Version version, boolean dryRun) {
        ManifestFile file = ManifestFile.of(folder);
        String text = file.text();
        Reading reading = ManifestReader.read(file, text);
        Map<String, byte[]> instead = Map.of();
        if (version != null
                && !version.toString().equals(reading.said().version().toString())) {
            String changed = VersionOverride.apply(file, text, version);
            reading = ManifestReader.read(file, changed);
            instead = Map.of(file.name(), changed.getBytes(StandardCharsets.UTF_8));
        }
        Manifest manifest = LocalReleases.forPublishing(roles, List.of(reading)).manifest(reading, Set.of());
        if (dryRun) {
            return new Published(null, folders.rehearse(folder, manifest, instead));
        }
        try (Scratch scratch = folders.scratch()) {
            return folders.publish(folder, manifest, instead, scratch);
        }
    }

    @Override
    public Imported importAll(List<Path> from, Progress progress) {
        try (Scratch scratch = folders.scratch();
                Workers workers = new Workers(THREADS)) {
            return new Importing(roles, folders, scratch, workers, progress).run(from);
        }
    }

    @Override
    public Release yank(PackageName name, Version version, boolean yanked) {
        return roles.call(WritableRegistry.class, registry -> registry.yank(name, version, yanked));
    }

    @Override
    public void deprecate(PackageName name, String text) {
        roles.call(WritableRegistry.class, registry -> {
            registry.deprecate(name, text);
            return true;
        });
    }
}
