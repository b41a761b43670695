package io.ggen.api.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** What all registries together know, as one resolver run sees it: asked twice for a name, it gives the same answer. */
@ConsumerType
@FunctionalInterface
public interface KnownReleases {
    /** One answer for every name asked. May block until registries have answered. */
    Map<PackageName, Answer> of(Set<PackageName> names) throws InterruptedException;

    /** Whether the bytes of {@code release} can be had without a network. Cheap; may be asked for every release. */
    default boolean isHere(Release release) {
        return true;
    }
}
