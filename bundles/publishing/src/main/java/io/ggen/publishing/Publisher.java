package io.ggen.publishing;

import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes folders into the registry of this home, signed unless asked otherwise. */
@Component
public final class Publisher implements Publishing {
    private static final int THREADS = 2;

    private final Home home;
    private final Roles roles;
    private final Neighbours neighbours;
    private final Outbox outbox;
    private final PublishedContent content;
    private final Packer packer;
    private final HeadKeeper heads;
    private final FolderPublisher folders;
    private final NetworkPublisher network;

    /** Publishes into the registry that {@code roles} selects. Makes no key. */
    @Activate
    public Publisher(
            @Reference Home home,
            @Reference Roles roles,
            @Reference HostNeighbours neighbours,
            @Reference Outbox outbox,
            @Reference PublishedContent content) {
        this(home, roles, neighbours, outbox, content, Clock.systemUTC(), Limits.DEFAULT);
    }

    Publisher(
            Home home,
            Roles roles,
            Neighbours neighbours,
            Outbox outbox,
            PublishedContent content,
            Clock clock,
            Limits limits) {
        this.home = home;
        this.outbox = outbox;
        this.content = content;
        this.roles = roles;
        this.neighbours = neighbours;
        heads = new HeadKeeper(roles, clock, neighbours, content);
        packer = new Packer(limits);
        folders = new FolderPublisher(home, roles, clock, packer);
        network = new NetworkPublisher(folders, content, outbox, clock);
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
                Packed packed = packer.pack(folder, manifest, Map.of(), null, "nothing was packed", temporary)
                        .packed();
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
    public Published publish(Path folder, Options options) {
        return publish(folder, options, (work, signing, scratch) -> {
            Manifest manifest = work.manifest();
            if (options.local()) {
                Published published = folders.publish(work, signing, scratch, () -> {});
                heads.keepUp(manifest.name(), signing.pen().signer());
                return published;
            }
            Outbox.Entry entry =
                    new Outbox.Entry(signing.pen().signer().publicKey().id(), manifest.name(), manifest.version());
            Published published = toBeTold(entry, told -> folders.publish(work, signing, scratch, told));
            heads.keepUp(manifest.name(), signing.pen().signer());
            keepManifest(manifest);
            outbox.add(entry);
            return published;
        });
    }

    private interface Committed {
        Published publish(Runnable committing);
    }

    /**
     * Notes {@code entry} before {@code work} commits, so that a release is told even if this process ends right behind that. Who
     * finds the note without the release passes it over; so it is noted again when all is done.
     */
    private Published toBeTold(Outbox.Entry entry, Committed work) {
        boolean[] noted = {false};
        boolean complete = false;
        try {
            Published published = work.publish(() -> noted[0] = note(entry));
            complete = true;
            return published;
        } finally {
            if (!complete && noted[0]) {
                forget(entry);
            }
        }
    }

    /** Whether {@code entry} was noted and was not before. Where it cannot be, the note behind the commit says so. */
    private boolean note(Outbox.Entry entry) {
        try {
            boolean isNew = !outbox.pending().contains(entry);
            outbox.add(entry);
            return isNew;
        } catch (ProblemException e) {
            System.getLogger(Publisher.class.getName())
                    .log(System.Logger.Level.DEBUG, "A release could not be noted before it is published", e);
            return false;
        }
    }

    private void forget(Outbox.Entry entry) {
        try {
            outbox.done(entry);
        } catch (ProblemException e) {
            System.getLogger(Publisher.class.getName())
                    .log(System.Logger.Level.DEBUG, "A note without a release stays, and will be passed over", e);
        }
    }

    private void keepManifest(Manifest manifest) {
        try {
            content.keep(manifest.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Reasons.failed(
                    "The manifest of " + manifest.name() + " could not be kept for the network",
                    e,
                    "the release is in the registry, and 'ggen publish' again tells the network");
        }
    }

    @Override
    public Published publishToNetwork(Path folder, Options options) {
        RecordStore store = neighbours.catalogue();
        return publish(folder, options, (work, signing, scratch) -> network.publish(work, signing, store, scratch));
    }

    /** What becomes of a folder that is to be signed. */
    @FunctionalInterface
    private interface Way {
        Published go(FolderPublisher.Work work, FolderPublisher.Signing signing, Scratch scratch);
    }

    private Published publish(Path folder, Options options, Way way) {
        try {
            return published(folder, options, way);
        } catch (ProblemException e) {
            throw new OfFolder(e.problem(), folder, options).asException(e);
        }
    }

    private Published published(Path folder, Options options, Way way) {
        Version version = options.version();
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
        LocalReleases local = LocalReleases.forPublishing(roles, List.of(reading));
        Manifest manifest = local.manifest(reading, Set.of());
        Pen pen = Pen.of(options.key(), home, neighbours);
        FolderPublisher.Signing signing = new FolderPublisher.Signing(
                pen,
                new Owners(neighbours.trust(), local, pen.publisher(), Set.of(), null).decide(manifest),
                local.published(manifest));
        FolderPublisher.Work work = new FolderPublisher.Work(folder, manifest, instead, options.force());
        if (options.dryRun()) {
            return folders.rehearse(work, pen);
        }
        boolean done = false;
        try (Scratch scratch = folders.scratch()) {
            Published published = way.go(work, signing, scratch);
            done = true;
            return published;
        } finally {
            if (!done) {
                pen.tellOfNewKey();
            }
        }
    }

    @Override
    public Imported importAll(List<Path> from, ImportOptions options, Progress progress) {
        Pen pen = options.signed() ? Pen.of(options.key(), home, neighbours) : null;
        boolean done = false;
        try (Scratch scratch = folders.scratch();
                Workers workers = new Workers(THREADS)) {
            Importing importing = new Importing(
                    roles, folders, new Importing.Signatures(pen, neighbours, heads), scratch, workers, progress);
            Imported imported = importing.run(from, options.force());
            done = true;
            return imported;
        } finally {
            if (!done && pen != null) {
                pen.tellOfNewKey();
            }
        }
    }

    @Override
    public Release yank(
            @Nullable PublisherId publisher, PackageName name, Version version, boolean yanked, @Nullable Path key) {
        if (publisher != null) {
            requirePublisher(publisher, name, version);
        }
        if (key != null) {
            requireSigner(key, name, version);
        }
        Release release = roles.call(WritableRegistry.class, registry -> registry.yank(name, version, yanked));
        if (!release.publisher().isLocal()) {
            tellOthers(
                    name, Set.of(release.publisher()), release.id() + (yanked ? " is yanked" : " is not yanked"), key);
        }
        return release;
    }

    /** Throws unless the key in {@code file} signed {@code version} of {@code name}, or any version if that is null. */
    private void requireSigner(Path file, PackageName name, @Nullable Version version) {
        PublisherId signer = Pen.of(file, home, neighbours).signer().publicKey().id();
        Set<PublisherId> publishers = new TreeSet<>();
        for (Release release : releases(name)) {
            if (version == null || release.version().equals(version)) {
                publishers.add(release.publisher());
            }
        }
        if (!publishers.isEmpty() && !publishers.contains(signer)) {
            throw Problem.of(name + (version == null ? "" : "@" + version) + " in the registry is by "
                            + Owners.shown(publishers.iterator().next()) + ", and the key in "
                            + ManifestFile.shown(file) + " is that of " + Owners.shown(signer)
                            + "; nothing was changed.")
                    .asException();
        }
    }

    private void requirePublisher(PublisherId publisher, PackageName name, Version version) {
        for (Release release : releases(name)) {
            if (release.version().equals(version) && !release.publisher().equals(publisher)) {
                throw Problem.of(release.id() + " in the registry is by " + Owners.shown(release.publisher())
                                + ", not by " + Owners.shown(publisher) + "; nothing was changed.")
                        .asException();
            }
        }
    }

    private List<Release> releases(PackageName name) {
        return roles.call(
                WritableRegistry.class,
                registry -> LocalReleases.ask(registry, Set.of(name)).get(name) instanceof Answer.Found found
                        ? found.releases()
                        : List.of());
    }

    /** Puts into the head of {@code name} what the registry says now, if it is this user's to say; warns if it is not. */
    private void tellOthers(PackageName name, Set<PublisherId> publishers, String what, @Nullable Path key) {
        try {
            Pen pen = Pen.of(key, home, neighbours);
            PublisherId own = pen.publisher();
            if (own != null && publishers.contains(own)) {
                if (heads.keepUp(name, pen.signer())) {
                    outbox.add(new Outbox.Entry(own, name, null));
                }
                return;
            }
        } catch (ProblemException e) {
            neighbours.warn(what + " in this registry, and nobody else hears of it: "
                    + e.problem().message());
            return;
        }
        neighbours.warn(what + " in this registry alone: only its publisher, "
                + Owners.shown(publishers.iterator().next()) + ", can tell others.");
    }

    @Override
    public void renewHeads(Set<PackageName> names) {
        Pen pen = Pen.of(null, home, neighbours);
        PublisherId own = pen.publisher();
        if (own == null) {
            return;
        }
        for (PackageName name : names) {
            if (heads.keepUp(name, pen.signer())) {
                outbox.add(new Outbox.Entry(own, name, null));
            }
        }
    }

    @Override
    public void deprecate(PackageName name, String text, @Nullable Path key) {
        if (key != null) {
            requireSigner(key, name, null);
        }
        roles.call(WritableRegistry.class, registry -> {
            registry.deprecate(name, text);
            return true;
        });
        Set<PublisherId> signers = new TreeSet<>();
        for (Release release : releases(name)) {
            signers.add(release.publisher());
        }
        signers.remove(PublisherId.LOCAL);
        if (!signers.isEmpty()) {
            tellOthers(name, signers, name + (text.isBlank() ? " is not deprecated any more" : " is deprecated"), key);
        }
    }
}
