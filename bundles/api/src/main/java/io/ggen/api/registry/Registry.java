package io.ggen.api.registry;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Where the archive of {@code release} can be had from this registry, best first; empty if nowhere. May block on disk. */
    List<Source> sources(Release release);

    /** The full manifest of {@code release} if this registry has it. May block on disk. */
    Optional<Manifest> manifest(Release release);

    /**
     * The envelope of the signed record of {@code release}, if this registry has it. Nothing in it was verified: whoever
     * relies on it does that. May block on disk.
     */
    default Optional<byte[]> record(Release release) {
        return Optional.empty();
    }

    /**
     * The envelope of the head in which {@code publisher} says what is yanked, deprecated and latest of {@code name}, if this
     * registry has it. Nothing in it was verified. May block on disk.
     */
    default Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return Optional.empty();
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
