package io.ggen.shell.commands;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.registry.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values in the words of a test. */
public final class Samples {
    private Samples() {}

    public static Outcome.Item item(String name, String version, boolean direct, @Nullable String previous) {
        return new Outcome.Item(
                new PackageName(name),
                Version.parse(version),
                PublisherId.LOCAL,
                Path.of("/p").resolve(name),
                direct,
                previous == null ? null : Version.parse(previous));
    }

    public static Outcome.Item moved(String name, String version, String previous, String reason) {
        Outcome.Item item = item(name, version, false, previous);
        return new Outcome.Item(
                item.name(), item.version(), item.publisher(), item.path(), false, item.previous(), reason);
    }

    public static Release release(String name, String version, String... needs) {
        List<Dependency> dependencies = new java.util.ArrayList<>();
        for (String need : needs) {
            int space = need.indexOf(' ');
            dependencies.add(
                    new Dependency(new PackageName(need.substring(0, space)), Range.parse(need.substring(space + 1))));
        }
        return new Release(
                new PackageName(name),
                Version.parse(version),
                PublisherId.LOCAL,
                Release.Kind.FILES,
                dependencies,
                new Archive(Digest.sha256Of(version.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 4200),
                false,
                null);
    }

    public static Release yanked(String name, String version) {
        Release release = release(name, version);
        return new Release(
                release.name(),
                release.version(),
                release.publisher(),
                release.kind(),
                release.dependencies(),
                release.archive(),
                true,
                null);
    }

    public static Listing listing(Release release) {
        return new Listing(
                release, "A title", "A description", List.of("tools"), List.of("cli"), List.of(), "Ann", "MIT", 0);
    }

    /** {@code lock("a", "a 1.0.0 -> b", "b 2.0.0")}: the first argument is what was asked for, specs apart by spaces. */
    public static Lock lock(String requests, String... packages) {
        TreeMap<PackageName, Lock.Entry> entries = new TreeMap<>();
        TreeMap<PackageName, Version> versions = new TreeMap<>();
        for (String line : packages) {
            String[] words = line.split(" ");
            versions.put(new PackageName(words[0]), Version.parse(words[1]));
        }
        for (String line : packages) {
            String[] words = line.split(" ");
            TreeMap<PackageName, Version> needs = new TreeMap<>();
            for (int i = 3; i < words.length; i++) {
                PackageName need = new PackageName(words[i]);
                needs.put(need, versions.getOrDefault(need, Version.parse("9.9.9")));
            }
            PackageName name = new PackageName(words[0]);
            entries.put(
                    name,
                    new Lock.Entry(
                            name, Version.parse(words[1]), PublisherId.LOCAL, Digest.sha256Of(new byte[] {1}), needs));
        }
        TreeMap<PackageName, Dependency> asked = new TreeMap<>();
        for (String request : requests.split(" ")) {
            if (!request.isEmpty()) {
                Dependency each = io.ggen.api.Spec.parse(request).asDependency();
                asked.put(each.name(), each);
            }
        }
        return new Lock(asked, entries);
    }
}
