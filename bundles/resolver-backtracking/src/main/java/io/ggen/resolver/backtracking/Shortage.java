package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What there is of a package although no version of it will do, newest first. */
record Shortage(List<Release> byOthers, List<Release> yanked, List<Release> prereleases, List<Release> rest) {
    private static final int MOST_LISTED = 8;

    static Shortage of(Candidates candidates, Dependency wanted) {
        List<Release> byOthers = new ArrayList<>();
        List<Release> yanked = new ArrayList<>();
        List<Release> prereleases = new ArrayList<>();
        List<Release> rest = new ArrayList<>();
        for (Release release : candidates.known()) {
            if (wanted.publisher() != null && !wanted.publisher().equals(release.publisher())) {
                byOthers.add(release);
            } else if (release.yanked()) {
                (wanted.range().allows(release.version(), true) ? yanked : rest).add(release);
            } else {
                (wanted.range().allows(release.version(), true) ? prereleases : rest).add(release);
            }
        }
        return new Shortage(byOthers, yanked, prereleases, rest);
    }

    /** Whether prereleases would do. */
    boolean isOfStableVersions() {
        return !prereleases.isEmpty();
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
            return "; known: " + versions(rest);
        }
        Set<PublisherId> publishers = new TreeSet<>();
        byOthers.forEach(release -> publishers.add(release.publisher()));
        List<String> names = new ArrayList<>();
        publishers.forEach(publisher -> names.add(publisher.toString()));
        return names.isEmpty() ? "" : ", only other publishers have it: " + listed(names);
    }

    private static String versions(List<Release> releases) {
        List<String> versions = new ArrayList<>();
        for (Release release : releases) {
            String version = release.version().toString();
            if (!versions.contains(version)) {
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
