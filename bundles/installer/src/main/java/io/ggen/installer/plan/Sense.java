package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes sense of what a registry says, which may be a stranger's code: an answer is about the name that was asked. */
final class Sense {
    private static final Answer NONE = new Answer.Unavailable("it gave no answer");
    private static final Answer NONSENSE = new Answer.Unavailable("it answered with something else");

    private Sense() {}

    /** What {@code said} says of {@code names}; nonsense is an answer that could not be had. */
    static Map<PackageName, Answer> of(Set<PackageName> names, @Nullable Map<PackageName, Answer> said) {
        Map<PackageName, Answer> corrected = new HashMap<>();
        for (PackageName name : names) {
            if (said == null) {
                corrected.put(name, NONE);
            } else if (said.get(name) instanceof Answer.Found found && !isAbout(name, found)) {
                corrected.put(name, NONSENSE);
            }
        }
        if (said != null && corrected.isEmpty()) {
            return said;
        }
        if (said != null) {
            said.forEach(corrected::putIfAbsent);
        }
        return corrected;
    }

    private static boolean isAbout(PackageName name, Answer.Found found) {
        for (Release release : found.releases()) {
            if (!isOf(name, release)) {
                return false;
            }
        }
        for (Answer.Withheld withheld : found.withheld()) {
            if (!isOf(name, withheld.release())) {
                return false;
            }
        }
        return true;
    }

    /** Whoever was compiled elsewhere may have put null anywhere. */
    private static boolean isOf(PackageName name, Release release) {
        return name.equals(release.name())
                && release.version() != null
                && release.publisher() != null
                && release.kind() != null
                && release.archive() != null;
    }
}
