package io.ggen.resolver;

import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says why nothing that is known of a package will do. */
final class Shortage {
    private static final int MOST_LISTED = 8;

    private final Wanted wanted;
    private final Candidates candidates;
    private final List<Release> yanked = new ArrayList<>();
    private final List<Release> prereleases = new ArrayList<>();
    private final List<Release> rest = new ArrayList<>();
    private final Set<PublisherId> others = new TreeSet<>();

    /** {@code wanted} must be hopeless. */
    Shortage(Wanted wanted) {
        this.wanted = wanted;
        this.candidates = wanted.target;
        PublisherId publisher = wanted.dependency.publisher();
        for (Release release : candidates.known()) {
            boolean fits = wanted.dependency.range().allows(release.version(), true);
            if (publisher != null && !publisher.equals(release.publisher())) {
                others.add(release.publisher());
            } else if (fits && release.yanked()) {
                yanked.add(release);
            } else if (fits) {
                prereleases.add(release);
            } else {
                rest.add(release);
            }
        }
    }

    /** Whether prereleases would do. */
    boolean isOfStableVersions() {
        return !prereleases.isEmpty();
    }

    /** What to put in brackets behind what is wanted. */
    String remark() {
        String silence = candidates.unavailable();
        if (silence != null) {
            return "it could not be found out whether there is a package named '" + candidates.name() + "': "
                    + Texts.shown(silence);
        }
        if (candidates.known().isEmpty()) {
            return "no package named '" + candidates.name() + "' is known";
        }
        String only = only();
        return only != null
                ? only
                : "no version of " + candidates.name() + " matches; known: " + Words.versions(rest, MOST_LISTED);
    }

    /** The same as a sentence of its own, without its full stop. */
    String sentence() {
        String silence = candidates.unavailable();
        if (silence != null) {
            return "It could not be found out whether there is a package named '" + candidates.name() + "' ("
                    + Texts.shown(silence) + ")";
        }
        if (candidates.known().isEmpty()) {
            return "No package named '" + candidates.name() + "' is known";
        }
        String only = only();
        String start = "No version of " + candidates.name() + " matches "
                + Texts.shown(wanted.dependency.range().toString(), 60);
        return only != null ? start + ", " + only : start + "; known: " + Words.versions(rest, MOST_LISTED);
    }

    private @Nullable String only() {
        if (!prereleases.isEmpty()) {
            return "only prereleases match: " + Words.versions(prereleases, MOST_LISTED);
        }
        if (!yanked.isEmpty()) {
            return "only yanked versions match: " + Words.versions(yanked, MOST_LISTED);
        }
        if (rest.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (PublisherId other : others) {
                names.add(other.toString());
            }
            return "only other publishers have it: " + Words.listed(names, MOST_LISTED);
        }
        return null;
    }
}
