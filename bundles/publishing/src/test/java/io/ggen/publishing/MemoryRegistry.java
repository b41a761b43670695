package io.ggen.publishing;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.records.HeadRecord;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A registry in memory that keeps the promises of {@link WritableRegistry}. */
final class MemoryRegistry implements WritableRegistry {
    final Map<String, Draft> drafts = new TreeMap<>();
    final Map<String, byte[]> archives = new TreeMap<>();
    final Map<PackageName, List<Release>> releases = new TreeMap<>();
    final Map<PackageName, String> unreadable = new HashMap<>();
    final Map<PackageName, byte[]> heads = new TreeMap<>();
    final List<String> calls = new ArrayList<>();

    Draft draft(String id) {
        return Objects.requireNonNull(drafts.get(id), id);
    }

    byte[] archive(String id) {
        return Objects.requireNonNull(archives.get(id), id);
    }

    @Override
    public synchronized CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            List<Release> known = releases.getOrDefault(name, List.of());
            Answer answer = known.isEmpty() ? Answer.ABSENT : new Answer.Found(known);
            answers.put(name, unreadable.containsKey(name) ? new Answer.Unavailable(unreadable.get(name)) : answer);
        }
        return CompletableFuture.completedFuture(answers);
    }

    @Override
    public synchronized Release publish(Draft draft) {
        Manifest manifest = draft.manifest();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(draft.archive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] record = draft.record();
        ReleaseRecord signed = record == null
                ? null
                : Records.openRelease(record, Desk.NOW)
                        .orThrow("The record", "refused")
                        .payload();
        Release release = new Release(
                manifest.name(),
                manifest.version(),
                signed == null ? PublisherId.LOCAL : signed.publisher(),
                manifest.kind(),
                signed == null ? manifest.dependencies() : signed.toRelease().dependencies(),
                new Archive(Digest.sha256Of(bytes), bytes.length),
                false,
                null);
        List<Release> known = releases.computeIfAbsent(manifest.name(), name -> new ArrayList<>());
        for (Release other : known) {
            if (other.version().equals(release.version())) {
                boolean same = other.equals(release)
                        && draft(release.id()).manifest().json().equals(manifest.json());
                if (!same) {
                    throw Problem.of(release.id() + " is published with another content; the registry is unchanged.")
                            .asException();
                }
                return other;
            }
        }
        known.add(release);
        known.sort(Comparator.comparing(Release::version).reversed());
        drafts.put(release.id(), draft);
        archives.put(release.id(), bytes);
        return release;
    }

    @Override
    public Optional<byte[]> record(Release release) {
        return Optional.ofNullable(drafts.get(release.id())).map(Draft::record);
    }

    @Override
    public Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return Optional.ofNullable(heads.get(name));
    }

    @Override
    public synchronized void keepHead(byte[] envelope) {
        HeadRecord head = Records.openHead(envelope, Desk.NOW)
                .orThrow("The head", "refused")
                .payload();
        heads.put(head.name(), envelope);
    }

    @Override
    public Release yank(PackageName name, Version version, boolean yanked) {
        calls.add("yank " + name + "@" + version + " " + yanked);
        return Objects.requireNonNull(releases.get(name)).get(0);
    }

    @Override
    public void deprecate(PackageName name, String text) {
        calls.add("deprecate " + name + " " + text);
    }

    @Override
    public Reindexed reindex() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public Changes changesSince(String cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Listing> describe(PackageName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Source> sources(Release release) {
        return List.of();
    }

    @Override
    public Optional<Manifest> manifest(Release release) {
        return Optional.ofNullable(drafts.get(release.id())).map(Draft::manifest);
    }
}
