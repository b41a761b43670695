package io.ggen.api.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** What all registries together know, as one resolver run sees it: asked twice for a name, it gives the same answer. */
@ConsumerType
@FunctionalInterface
public interface KnownReleases {
    /** One answer for every name asked. May block until registries have answered. */
    Map<PackageName, Answer> of(Set<PackageName> names) throws InterruptedException;

    /**
     * Whose package {@code name} means where a root or a dependency names no publisher, or null if any will do. To be asked
     * for a name after {@link #of} has answered for it; the answer stays the same.
     */
    default @Nullable PublisherId meant(PackageName name) {
        return null;
    }

    /** Whether the bytes of {@code release} can be had without a network. Cheap; may be asked for every release. */
    default boolean isHere(Release release) {
        return true;
    }
}
