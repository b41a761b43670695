package io.ggen.api.registry;

import io.ggen.api.PackageName;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A registry whose whole content can be walked, so that the catalogue can index it. */
@ConsumerType
public interface BrowsableRegistry extends Registry {
    /** A name for this registry that stays the same across restarts and differs from every other registry's. */
    String id();

    /**
     * The names to read again since {@code cursor}, which is what an earlier call answered, or empty text for all. Cheap
     * when nothing has changed: it must not visit every package then. May block on disk.
     */
    Changes changesSince(String cursor);

    /** What there is to show about each release of {@code name}, newest version first; empty if the name is gone. */
    List<Listing> describe(PackageName name);

    /**
     * What has changed.
     *
     * @param everything whether {@code names} is all there is, so that what is not in it is gone
     * @param names the names to read again
     * @param cursor what to ask with next time
     */
    record Changes(boolean everything, Set<PackageName> names, String cursor) {
        /** Copies the names. */
        public Changes {
            names = Set.copyOf(names);
        }
    }
}
