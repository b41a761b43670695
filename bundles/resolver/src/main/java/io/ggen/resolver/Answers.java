package io.ggen.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what registries said, so that each name is asked for once however often a question is looked at. */
final class Answers {
    private final KnownReleases known;
    private final Map<PackageName, Answer> remembered = new HashMap<>();
    private final Set<PackageName> asked = new HashSet<>();

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

    @Nullable
    Answer of(PackageName name) {
        return remembered.get(name);
    }
}
