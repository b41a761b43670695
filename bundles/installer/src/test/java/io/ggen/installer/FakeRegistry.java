package io.ggen.installer;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A registry somewhere else: its archives are streams, and it can fail in every way. */
class FakeRegistry implements BrowsableRegistry {
    private final String id;
    private final Map<PackageName, List<Release>> releases = new HashMap<>();
    private final Map<String, byte[]> archives = new HashMap<>();
    final Map<PackageName, List<Answer.Withheld>> withheld = new HashMap<>();
    final Map<PackageName, Set<PublisherId>> askedAnew = new TreeMap<>();
    final List<Map<String, String>> options = new ArrayList<>();
    final List<String> cautions = new ArrayList<>();

    /** Whether all it has was told by peers earlier, so that nobody needs to be asked. */
    boolean remembers = true;

    /** Where it says that its archives are, if they are files of this machine. */
    @Nullable
    Path file;

    final List<Set<PackageName>> asked = new ArrayList<>();
    final Map<String, byte[]> records = new HashMap<>();
    final Map<PublisherId, byte[]> heads = new HashMap<>();
    volatile int recordsAsked;
    int downloads;
    boolean neverAnswers;
    boolean isFar;

    @Nullable
    Random shuffling;

    private @Nullable String unavailable;

    FakeRegistry(String id) {
        this.id = id;
    }

    FakeRegistry unavailable(String reason) {
        unavailable = reason;
        return this;
    }

    Release add(String text, byte[] archive) {
        return add(text, PublisherId.LOCAL, archive, Digest.sha256Of(archive));
    }

    Release add(String text, PublisherId publisher, byte[] archive, Digest claimed) {
        Manifest manifest = World.manifest(text);
        Release release = new Release(
                manifest.name(),
                manifest.version(),
                publisher,
                Release.Kind.FILES,
                manifest.dependencies(),
                new Archive(claimed, archive.length),
                false,
                null);
        releases.computeIfAbsent(release.name(), name -> new ArrayList<>()).add(0, release);
        archives.put(key(release), archive);
        return release;
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        asked.add(names);
        return neverAnswers ? new CompletableFuture<>() : CompletableFuture.completedFuture(answers(names));
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> remembered(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        Map<PackageName, Answer> answers = remembers ? answers(names.keySet()) : new HashMap<>();
        answers.values().removeIf(answer -> answer instanceof Answer.Unavailable);
        names.keySet().forEach(name -> answers.putIfAbsent(name, Answer.ABSENT));
        return CompletableFuture.completedFuture(answers);
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> refresh(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        askedAnew.putAll(names);
        return releases(names.keySet(), deadline);
    }

    @Override
    public List<String> cautions(Release release) {
        return cautions;
    }

    private Map<PackageName, Answer> answers(Set<PackageName> names) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            List<Release> known = releases.get(name);
            if (known != null && shuffling != null) {
                known = new ArrayList<>(known);
                Collections.shuffle(known, shuffling);
            }
            answers.put(
                    name,
                    unavailable != null
                            ? new Answer.Unavailable(unavailable)
                            : known == null
                                    ? Answer.ABSENT
                                    : new Answer.Found(known, withheld.getOrDefault(name, List.of())));
        }
        return answers;
    }

    /** Adds a release that {@code by} has signed. */
    Release sign(Someone by, String text, byte[] archive) throws IOException {
        Manifest manifest = World.manifest(text);
        byte[] record = by.record(manifest, archive);
        return add(by.release(manifest, archive), archive, record);
    }

    /** Adds a release as it is claimed to be, with any record. */
    Release add(Release release, byte[] archive, byte @Nullable [] record) {
        releases.computeIfAbsent(release.name(), name -> new ArrayList<>()).add(0, release);
        archives.put(key(release), archive);
        if (record != null) {
            records.put(key(release), record);
        }
        return release;
    }

    /** From now on {@code release} comes with other bytes than were signed. */
    void corrupt(Release release, byte[] archive) {
        archives.put(key(release), archive);
    }

    /** From now on nobody should choose {@code release} anew. */
    void withhold(Release release, String reason) {
        releases.getOrDefault(release.name(), new ArrayList<>()).remove(release);
        withheld.computeIfAbsent(release.name(), unused -> new ArrayList<>()).add(new Answer.Withheld(release, reason));
    }

    private static String key(Release release) {
        return release.publisher() + " " + release.id();
    }

    @Override
    public Optional<byte[]> record(Release release) {
        recordsAsked++;
        return Optional.ofNullable(records.get(key(release)));
    }

    @Override
    public Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return Optional.ofNullable(heads.get(publisher));
    }

    @Override
    public boolean needsNetwork() {
        return isFar;
    }

    @Override
    public List<Source> sources(Release release) {
        byte[] archive = archives.get(key(release));
        if (archive == null) {
            return List.of();
        }
        return List.of(new Source() {
            @Override
            public String description() {
                return "peer of " + id;
            }

            @Override
            public Optional<Path> file() {
                return Optional.ofNullable(file);
            }

            @Override
            public void copyTo(Path copy, long largest, Map<String, String> wishes, Progress progress)
                    throws IOException {
                options.add(wishes);
                Source.super.copyTo(copy, largest, wishes, progress);
            }

            @Override
            public InputStream open(long offset) throws IOException {
                downloads++;
                InputStream in = new ByteArrayInputStream(archive);
                in.skipNBytes(offset);
                return in;
            }
        });
    }

    @Override
    public Optional<Manifest> manifest(Release release) {
        return Optional.empty();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Changes changesSince(String cursor) {
        return new Changes(true, releases.keySet(), "");
    }

    @Override
    public List<Listing> describe(PackageName name) {
        return List.of();
    }
}
