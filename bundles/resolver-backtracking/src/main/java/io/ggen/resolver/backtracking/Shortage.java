package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What there is of a package although no version of it will do, newest first. */
final class Shortage {
    private static final int MOST_LISTED = 8;

    private final Candidates candidates;
    private final Range range;
    private final List<Release> byOthers = new ArrayList<>();
    private final List<Release> barred = new ArrayList<>();
    private final List<Release> yanked = new ArrayList<>();
    private final List<Release> prereleases = new ArrayList<>();
    private final List<Release> rest = new ArrayList<>();
    private @Nullable Bar bar;

    Shortage(Candidates candidates, Dependency wanted, boolean withPrereleases) {
        this.candidates = candidates;
        this.range = candidates.range(wanted);
        List<Release> known = candidates.known();
        List<Version> ascending = new ArrayList<>(known.size());
        for (int i = known.size() - 1; i >= 0; i--) {
            ascending.add(known.get(i).version());
        }
        BitSet orPrerelease = range.allowedAmong(ascending, true);
        BitSet allowed = range.allowedAmong(ascending, withPrereleases);
        PublisherId publisher = candidates.publisher(wanted);
        for (int i = 0; i < known.size(); i++) {
            Release release = known.get(i);
            int place = known.size() - 1 - i;
            Bar barHere = candidates.barOf(release);
            if (publisher != null && !publisher.equals(release.publisher())) {
                byOthers.add(release);
            } else if (!orPrerelease.get(place)) {
                rest.add(release);
            } else if (candidates.isYanked(release)) {
                yanked.add(release);
            } else if (!allowed.get(place)) {
                prereleases.add(release);
            } else if (barHere != null && (bar == null || bar == barHere)) {
                bar = barHere;
                barred.add(release);
            }
        }
    }

    /** Whether prereleases would do. */
    boolean isOfStableVersions() {
        return bar == null && !prereleases.isEmpty();
    }

    /** Why what would do is ruled out, or null if there is none. */
    @Nullable
    String bar() {
        return bar == null ? null : bar.words(candidates, barred);
    }

    /** Words that fit behind "no version matches". */
    String words() {
        if (!prereleases.isEmpty()) {
            return ", only prereleases: " + versions(prereleases);
        }
        if (!yanked.isEmpty()) {
            return ", only yanked ones: " + versions(yanked);
        }
        if (!rest.isEmpty()) {
            return "; known: " + versions(rest) + gone(candidates, range);
        }
        Set<PublisherId> publishers = new TreeSet<>();
        byOthers.forEach(release -> publishers.add(release.publisher()));
        List<String> names = new ArrayList<>();
        publishers.forEach(publisher -> names.add(publisher.toString()));
        return names.isEmpty() ? "" : ", only other publishers have it: " + listed(names);
    }

    /** That the lock holds what would have done, and nobody has it any more. */
    static String gone(Candidates candidates, Range range) {
        Version locked = candidates.locked();
        return locked != null && candidates.isLockedVersionGone() && range.allows(locked, true)
                ? "; " + locked + ", which the lock holds, is gone"
                : "";
    }

    static boolean isOneVersion(List<Release> releases) {
        return releases.get(0)
                .version()
                .equals(releases.get(releases.size() - 1).version());
    }

    static String versions(List<Release> releases) {
        List<String> versions = new ArrayList<>();
        for (Release release : releases) {
            String version = release.version().toString();
            if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(version)) {
                versions.add(version);
            }
        }
        return listed(versions);
    }

    private static String listed(List<String> words) {
        return words.size() <= MOST_LISTED
                ? Sentences.joined(words)
                : String.join(", ", words.subList(0, MOST_LISTED)) + " and " + (words.size() - MOST_LISTED) + " more";
    }
}
