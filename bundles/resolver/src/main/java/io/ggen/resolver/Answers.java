package io.ggen.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what registries said, so that nothing is asked twice however often a question is looked at. */
final class Answers {
    private final KnownReleases known;
    private final Map<PackageName, Answer> remembered = new HashMap<>();
    private final Set<PackageName> asked = new HashSet<>();
    private final Map<Release, Boolean> here = new IdentityHashMap<>();

    Answers(KnownReleases known) {
        this.known = known;
    }

    /** Asks for those of {@code names} that were not asked for before, all at once. */
    void fetch(Set<PackageName> names) throws InterruptedException {
        Set<PackageName> fresh = new HashSet<>();
        for (PackageName name : names) {
            if (asked.add(name)) {
                fresh.add(name);
            }
        }
        if (!fresh.isEmpty()) {
            remembered.putAll(known.of(fresh));
        }
    }

    /** Whether the bytes of {@code release} are on this machine. */
    boolean isHere(Release release) {
        Boolean is = here.get(release);
        if (is == null) {
            is = known.isHere(release);
            here.put(release, is);
        }
        return is;
    }

    /** Whose package a bare {@code name} means, or null if any will do. It must have been fetched. */
    @Nullable
    PublisherId meant(PackageName name) {
        return known.meant(name);
    }

    @Nullable
    Answer of(PackageName name) {
        return remembered.get(name);
    }
}
