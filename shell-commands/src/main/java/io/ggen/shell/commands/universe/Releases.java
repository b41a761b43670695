package io.ggen.shell.commands.universe;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes releases up from names, versions and ranges. */
final class Releases {
    private static final Archive NO_ARCHIVE = new Archive(Digest.sha256Of(new byte[0]), 0);

    private Releases() {}

    /** What a registry would say about each of {@code packages}. */
    static Map<PackageName, Answer> of(Map<PackageName, TreeMap<Version, Map<PackageName, Range>>> packages) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (Map.Entry<PackageName, TreeMap<Version, Map<PackageName, Range>>> each : packages.entrySet()) {
            List<Release> newestFirst = new ArrayList<>(each.getValue().size());
            for (Map.Entry<Version, Map<PackageName, Range>> version :
                    each.getValue().descendingMap().entrySet()) {
                newestFirst.add(new Release(
                        each.getKey(),
                        version.getKey(),
                        PublisherId.LOCAL,
                        Release.Kind.FILES,
                        dependencies(version.getValue()),
                        NO_ARCHIVE,
                        false,
                        null));
            }
            if (!newestFirst.isEmpty()) {
                answers.put(each.getKey(), new Answer.Found(newestFirst));
            }
        }
        return answers;
    }

    /** {@code ranges}, which are sorted by name, as dependencies. */
    static List<Dependency> dependencies(Map<PackageName, Range> ranges) {
        List<Dependency> dependencies = new ArrayList<>(ranges.size());
        for (Map.Entry<PackageName, Range> each : ranges.entrySet()) {
            dependencies.add(new Dependency(each.getKey(), each.getValue()));
        }
        return dependencies;
    }
}
