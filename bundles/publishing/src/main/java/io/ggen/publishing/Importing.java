package io.ggen.publishing;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.publishing.Publishing.Imported;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One import: first reads every manifest, to know which names there are, then packs and publishes. */
final class Importing {
    private static final List<String> UNCHANGED = List.of(
            "; nothing was changed.",
            "; nothing was published.",
            "; nothing was packed.",
            "; the registry is unchanged.");

    private final Roles roles;
    private final FolderPublisher publisher;
    private final Signatures signatures;
    private final Scratch scratch;
    private final Workers workers;
    private final Progress progress;
    private final List<String> refused = new ArrayList<>();

    /**
     * Who signs what is imported.
     *
     * @param pen the key, or null if nobody does
     */
    record Signatures(@Nullable Pen pen, Neighbours neighbours, HeadKeeper heads) {
        /** What decides whose packages the dependencies are; null if nobody signs. Makes the key if need be. */
        @Nullable
        Owners owners(LocalReleases local, Set<PackageName> names) {
            return pen == null || names.isEmpty()
                    ? null
                    : new Owners(
                            neighbours.trust(), local, pen.signer().publicKey().id(), names, neighbours::warn);
        }
    }

    Importing(
            Roles roles,
            FolderPublisher publisher,
            Signatures signatures,
            Scratch scratch,
            Workers workers,
            Progress progress) {
        this.roles = roles;
        this.publisher = publisher;
        this.signatures = signatures;
        this.scratch = scratch;
        this.workers = workers;
        this.progress = progress;
    }

    /** Imports everything below {@code folders}, with {@code force} even what looks like secrets. */
    Imported run(List<Path> folders, boolean force) {
        PackageFolders search = new PackageFolders();
        for (Path folder : folders) {
            search.search(folder);
        }
        refused.addAll(search.refused());
        List<Reading> readings = withoutTwins(read(search.found()));
        LocalReleases local = LocalReleases.forPublishing(roles, readings);
        Set<PackageName> names = new HashSet<>();
        for (Reading reading : readings) {
            names.add(reading.said().name());
        }
        return publish(readings, local, names, force);
    }

    private List<Reading> read(List<Path> folders) {
        List<Callable<Attempt>> steps = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (Path folder : folders) {
            steps.add(() -> {
                Attempt attempt = attempt(folder, () -> new Attempt(ManifestReader.read(folder), null, ""));
                progress.at("reading", done.incrementAndGet(), folders.size());
                return attempt;
            });
        }
        List<Reading> readings = new ArrayList<>();
        for (Attempt attempt : workers.all(steps)) {
            if (attempt.reading() != null) {
                readings.add(attempt.reading());
            } else {
                refused.add(attempt.refusal());
            }
        }
        return readings;
    }

    /** What came of one folder: a reading, and the release made of it, or the sentence that says why not. */
    private record Attempt(
            @Nullable Reading reading, @Nullable Release release, String refusal) {
        static Attempt refused(String sentence) {
            return new Attempt(null, null, sentence);
        }
    }

    private static Attempt attempt(Path folder, Callable<Attempt> step) throws Exception {
        try {
            return step.call();
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.CANCELLED) {
                throw e;
            }
            String message = e.problem().message();
            String shown = ManifestFile.shown(folder);
            return Attempt.refused(message.contains(shown) ? message : shown + ": " + message);
        }
    }

    /** What a folder's problem says of the registry as a whole is not so where other folders were taken. */
    private static String ofThisFolder(String message) {
        for (String state : UNCHANGED) {
            if (message.endsWith(state)) {
                return message.substring(0, message.length() - state.length()) + "; this folder was passed over.";
            }
        }
        return message;
    }

    /** Takes out all folders that claim the same version of the same package: none of them is more right. */
    private List<Reading> withoutTwins(List<Reading> readings) {
        Map<PackageName, Map<Version, List<Reading>>> byRelease = new LinkedHashMap<>();
        for (Reading reading : readings) {
            byRelease
                    .computeIfAbsent(reading.said().name(), name -> new HashMap<>())
                    .computeIfAbsent(reading.said().version(), version -> new ArrayList<>())
                    .add(reading);
        }
        List<Reading> single = new ArrayList<>();
        for (Reading reading : readings) {
            List<Reading> same = byRelease
                    .getOrDefault(reading.said().name(), Map.of())
                    .getOrDefault(reading.said().version(), List.of());
            if (same.size() == 1) {
                single.add(reading);
            } else {
                Reading other = same.get(same.get(0) == reading ? 1 : 0);
                refused.add(ManifestFile.shown(reading.file().path()) + " and "
                        + ManifestFile.shown(other.file().path()) + " both are the manifest of "
                        + reading.said().name() + "@" + reading.said().version() + "; neither was published.");
            }
        }
        return single;
    }

    private Imported publish(List<Reading> readings, LocalReleases local, Set<PackageName> names, boolean force) {
        Owners owners = signatures.owners(local, names);
        List<Callable<Attempt>> steps = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (Reading reading : readings) {
            Path folder = reading.file().folder();
            steps.add(() -> {
                Attempt attempt = attempt(folder, () -> {
                    Manifest manifest = local.manifest(reading, names);
                    Release release = publisher
                            .publish(
                                    new FolderPublisher.Work(folder, manifest, Map.of(), force),
                                    signing(owners, local, manifest),
                                    scratch,
                                    () -> {})
                            .release();
                    return new Attempt(reading, release, "");
                });
                progress.at("publishing", done.incrementAndGet(), readings.size());
                return attempt;
            });
        }
        return report(readings, workers.all(steps), local, names);
    }

    private FolderPublisher.@Nullable Signing signing(@Nullable Owners owners, LocalReleases local, Manifest manifest) {
        Pen pen = signatures.pen;
        return owners == null || pen == null
                ? null
                : new FolderPublisher.Signing(pen, owners.decide(manifest), local.published(manifest));
    }

    private Imported report(
            List<Reading> readings, List<Attempt> attempts, LocalReleases local, Set<PackageName> names) {
        List<String> published = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        Set<PackageName> headed = new TreeSet<>();
        int ignored = 0;
        for (int i = 0; i < attempts.size(); i++) {
            Reading reading = readings.get(i);
            if (attempts.get(i).reading() == null) {
                refused.add(attempts.get(i).refusal());
                continue;
            }
            String id = reading.said().name() + "@" + reading.said().version();
            Release before = local.published(reading.said());
            Release now = attempts.get(i).release();
            boolean same = before != null && now != null && before.publisher().equals(now.publisher());
            (same ? unchanged : published).add(id);
            headed.add(reading.said().name());
            ignored += local.ignored(reading, names);
        }
        keepUpHeads(headed);
        return new Imported(
                published,
                unchanged,
                refused.stream().map(Importing::ofThisFolder).toList(),
                ignored,
                signatures.pen == null ? null : signatures.pen.signature(null));
    }

    /** One head for each package, however many of its versions were there. */
    private void keepUpHeads(Set<PackageName> names) {
        Pen pen = signatures.pen;
        if (pen == null) {
            return;
        }
        List<Callable<Boolean>> steps = new ArrayList<>();
        for (PackageName name : names) {
            steps.add(() -> {
                signatures.heads.keepUp(name, pen.signer());
                return true;
            });
        }
        workers.all(steps);
    }
}
