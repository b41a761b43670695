package io.ggen.resolver;

import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
        PublisherId publisher = wanted.publisher;
        List<Release> known = candidates.known();
        List<Version> ascending = new ArrayList<>(known.size());
        for (int i = known.size() - 1; i >= 0; i--) {
            ascending.add(known.get(i).version());
        }
        BitSet allowed = wanted.range.allowedAmong(ascending, true);
        for (int i = 0; i < known.size(); i++) {
            Release release = known.get(i);
            boolean fits = allowed.get(known.size() - 1 - i);
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
            return "no package named '" + candidates.name() + "' is known" + gone();
        }
        if (!prereleases.isEmpty()) {
            return "only prereleases match: " + Words.versions(prereleases, MOST_LISTED);
        }
        if (!yanked.isEmpty()) {
            return "only yanked versions match: " + Words.versions(yanked, MOST_LISTED);
        }
        return rest.isEmpty()
                ? "only other publishers have it: " + publishers()
                : "no version of " + candidates.name() + " matches; known: " + listed();
    }

    /** The same as a sentence of its own, without its full stop. */
    String sentence() {
        String silence = candidates.unavailable();
        if (silence != null) {
            return "It could not be found out whether there is a package named '" + candidates.name() + "' ("
                    + Texts.shown(silence) + ")";
        }
        if (candidates.known().isEmpty()) {
            return "No package named '" + candidates.name() + "' is known" + gone();
        }
        String range = any() ? "" : " matches " + Texts.shown(wanted.range.toString(), 60);
        range += wanted.isOverridden() ? " (set by " + Words.OVERRIDES + ")" : "";
        if (!prereleases.isEmpty()) {
            return "No stable version of " + key() + (any() ? " is known" : range) + ", only prereleases: "
                    + Words.versions(prereleases, MOST_LISTED);
        }
        if (!yanked.isEmpty()) {
            String only = Words.versions(yanked, MOST_LISTED);
            return any()
                    ? "Every version of " + key() + " is yanked: " + only
                    : "No version of " + key() + range + ", only yanked ones: " + only;
        }
        return rest.isEmpty()
                ? "No version of " + key() + " is known, only other publishers have it: " + publishers()
                : "No version of " + key() + range + "; known: " + listed();
    }

    private String listed() {
        return Words.versions(rest, MOST_LISTED) + gone();
    }

    /** That the lock holds what would have done, and nobody has it any more. */
    private String gone() {
        Version locked = candidates.locked();
        return locked != null && candidates.isLockedVersionGone() && wanted.range.allows(locked, true)
                ? "; " + locked + ", which the lock holds, is gone"
                : "";
    }

    private String key() {
        return wanted.name();
    }

    private boolean any() {
        return Words.isAny(wanted.range) && !wanted.isOverridden();
    }

    private String publishers() {
        List<String> names = new ArrayList<>();
        for (PublisherId other : others) {
            names.add(other.toString());
        }
        return Words.listed(names, MOST_LISTED);
    }
}
