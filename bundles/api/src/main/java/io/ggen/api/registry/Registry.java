package io.ggen.api.registry;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place packages come from. A role: backends register it as a service with the properties {@code ggen.role=registry}
 * and {@code ggen.name=NAME}; consumers lease all of them through {@code Roles}. Safe for use by many threads.
 */
@ConsumerType
public interface Registry {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "registry";

    /**
     * What this registry knows of each of {@code names}: one answer for every name asked. Never completes exceptionally
     * because of what the registry holds or cannot reach: that is {@link Answer.Unavailable}. Completes by
     * {@code deadline}, with {@code Unavailable} for names not answered by then.
     */
    CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline);

    /**
     * As {@link #releases}, but a registry that {@linkplain #needsNetwork() asks other machines} says only what it remembers of
     * what they have told, and says it at once. May block on disk.
     *
     * @param names each with the publishers that it may well mean, as far as that is known; what these have comes first where
     *     there is too much to say
     */
    default CompletionStage<Map<PackageName, Answer>> remembered(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        if (!needsNetwork()) {
            return releases(names.keySet(), deadline);
        }
        Map<PackageName, Answer> nothing = new HashMap<>();
        names.keySet().forEach(name -> nothing.put(name, Answer.ABSENT));
        return CompletableFuture.completedFuture(nothing);
    }

    /**
     * As {@link #releases}, but a registry that remembers what other machines have told asks them anew. For names of which what
     * is remembered will not do, or where the user wants it fresh. Where they could not be asked, that is the answer, whatever is
     * remembered.
     *
     * @param names as in {@link #remembered}
     */
    default CompletionStage<Map<PackageName, Answer>> refresh(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        return releases(names.keySet(), deadline);
    }

    /** Where the archive of {@code release} can be had from this registry, best first; empty if nowhere. May block on disk. */
    List<Source> sources(Release release);

    /** The full manifest of {@code release} if this registry has it. May block on disk. */
    default Optional<Manifest> manifest(Release release) {
        return Optional.empty();
    }

    /**
     * The envelope of the signed record of {@code release}, if this registry has it. Nothing in it was verified: whoever
     * relies on it does that. May block on disk; asks no other machine.
     */
    default Optional<byte[]> record(Release release) {
        return Optional.empty();
    }

    /**
     * The envelope of the head in which {@code publisher} says what is yanked, deprecated and latest of {@code name}, if this
     * registry has it. Nothing in it was verified. May block on disk; asks no other machine.
     */
    default Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return Optional.empty();
    }

    /**
     * What the user should know before relying on {@code release}, which this registry has: a sentence each. May block on disk;
     * asks no other machine.
     */
    default List<String> cautions(Release release) {
        return List.of();
    }

    /** Whether it asks other machines, so that it must be left alone when the user wants to stay offline. */
    default boolean needsNetwork() {
        return false;
    }

    /** Where this registry is, for people: a folder, a network; empty text if there is nothing to say. */
    default String location() {
        return "";
    }
}
