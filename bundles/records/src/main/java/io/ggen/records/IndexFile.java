package io.ggen.records;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The index of one package in the folder of a registry, {@code NAME/index.json}: which releases there are. */
public final class IndexFile {
    /** The size of the largest file that is read, in bytes. */
    public static final int LARGEST = 4 << 20;

    private IndexFile() {}

    /**
     * What a file says about {@code name}, which may be anything. An index is not signed, so every release in it counts as one of
     * {@link PublisherId#LOCAL}. A file with one release that cannot be read is {@link Answer.Unavailable}.
     */
    public static Answer answer(PackageName name, byte[] file) {
        try {
            if (file.length > LARGEST) {
                throw new RefusedException(new Refusal.TooLarge("it", LARGEST, file.length));
            }
            List<Release> releases = releases(name, new MemberReader("", CanonicalJson.readAnySpelling(file)));
            return releases.isEmpty() ? Answer.ABSENT : new Answer.Found(releases);
        } catch (RefusedException e) {
            Refusal why = e.refusal();
            String reason = why instanceof Refusal.NotCanonical text ? text.why() : why.reason();
            return new Answer.Unavailable("its index of " + name + " is not taken: " + reason);
        }
    }

    private static List<Release> releases(PackageName name, MemberReader in) {
        String deprecated = in.textIfAny("deprecated");
        List<Release> releases = new ArrayList<>();
        for (MemberReader release : in.objects("releases")) {
            Version version = release.version("version");
            releases.add(new Release(
                    name,
                    version,
                    PublisherId.LOCAL,
                    release.has("kind") ? release.kind("kind") : Release.Kind.FILES,
                    release.has("dependencies") ? dependencies(release.object("dependencies")) : List.of(),
                    archive(release),
                    release.isTrue("yanked"),
                    deprecated));
        }
        releases.sort(Comparator.comparing(Release::version).reversed());
        return releases;
    }

    private static List<Dependency> dependencies(MemberReader in) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String key : in.names()) {
            String range = in.text(key);
            try {
                dependencies.add(Dependency.parse(key, range));
            } catch (ProblemException e) {
                throw in.wrong(key, "a package and a range of its versions", MemberReader.quoted(range));
            }
        }
        dependencies.sort(Comparator.comparing(Dependency::name));
        return dependencies;
    }

    private static Archive archive(MemberReader in) {
        String integrity = in.text("integrity");
        try {
            return new Archive(Digest.parse(integrity), in.whole("size", CanonicalJson.LARGEST));
        } catch (ProblemException e) {
            throw in.wrong("integrity", "sha256- and a digest in base64", MemberReader.quoted(integrity));
        }
    }
}
