package io.ggen.publishing;

import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.plugins.BundleJar;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses a package whose code no host would run, so that its author hears of it before those who install it. */
final class CodeCheck {
    /** As installers take them. */
    private static final int MOST = 32;

    private static final int LONGEST_PATH = 512;

    private final Path folder;
    private final Manifest manifest;
    private final ManifestFile file;
    private final Map<String, PackageFiles.Item> items = new HashMap<>();
    private final String state;

    private CodeCheck(Path folder, Manifest manifest, List<PackageFiles.Item> items, String state) {
        this.folder = folder.toAbsolutePath().normalize();
        this.manifest = manifest;
        this.file = ManifestFile.of(folder);
        this.state = state;
        for (PackageFiles.Item item : items) {
            this.items.put(item.path(), item);
        }
    }

    /**
     * Looks at what {@code bundles} of {@code manifest} names among {@code items}, the files of the package.
     *
     * @param state what state things are in if it is refused
     */
    static void require(Path folder, Manifest manifest, List<PackageFiles.Item> items, String state) {
        if (!manifest.bundles().isEmpty()) {
            new CodeCheck(folder, manifest, items, state).require();
        }
    }

    private void require() {
        boolean isCode = manifest.kind() == Release.Kind.BUNDLE;
        if (isCode && manifest.bundles().size() > MOST) {
            throw refused("names " + manifest.bundles().size() + " jars, and a host takes " + MOST + " of a package");
        }
        for (String bundle : manifest.bundles()) {
            PackageFiles.Item item = items.get(bundle);
            if (item == null) {
                throw missing(bundle);
            }
            if (isCode) {
                requireBundle(item);
            }
        }
        if (isCode && file.isToml()) {
            requireOnlyJar();
        }
    }

    private void requireBundle(PackageFiles.Item item) {
        if (item.path().length() > LONGEST_PATH) {
            throw refused(named(item.path()) + ", and a host takes paths of " + LONGEST_PATH + " characters");
        }
        if (item.link() != null) {
            throw refused(
                    named(item.path()) + ", which is a link, and hosts take files only",
                    "ls -l " + Texts.quoted(item.file().toString()));
        }
        BundleJar.read(
                item.file(),
                why -> Problem.of(
                                ManifestFile.shown(item.file()) + " " + why + "; " + state + ".",
                                "unzip -p " + Texts.quoted(item.file().toString()) + " META-INF/MANIFEST.MF")
                        .asException());
    }

    private ProblemException missing(String bundle) {
        Path path;
        try {
            path = folder.resolve(bundle).normalize();
        } catch (InvalidPathException e) {
            return refused(named(bundle) + ", which is no path");
        }
        boolean isThere = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        String copy = isThere ? "cp " + Texts.quoted(path.toString()) + " " + Texts.quoted(folder.toString()) : null;
        if (!path.startsWith(folder) || path.equals(folder)) {
            return refused(named(bundle) + ", which is no path inside the folder", copy);
        }
        String inside = folder.relativize(path).toString();
        if (items.containsKey(inside)) {
            return refused(named(bundle) + ", which has to be written as '" + Texts.shown(inside) + "'");
        }
        return isThere
                ? refused(
                        named(bundle)
                                + ", which is not among its files: its folder's name or .ggenignore leaves it out",
                        copy)
                : refused(
                        named(bundle) + ", which is not among its files",
                        "find " + Texts.quoted(folder.toString()) + " -name '*.jar'");
    }

    /** What hosts go by is the {@code package.json} in the archive, and beside a manifest of the original tool that is another's. */
    private void requireOnlyJar() {
        List<String> jars = new ArrayList<>();
        for (PackageFiles.Item item : items.values()) {
            if (item.path().endsWith(".jar") && item.path().indexOf('/') < 0 && item.link() == null) {
                jars.add(item.path());
            }
        }
        if (!jars.equals(manifest.bundles())) {
            throw refused("cannot choose: of a package with a " + file.name()
                    + " a host runs the only jar that lies beside it, so it has to name that one");
        }
    }

    private static String named(String bundle) {
        return "names '" + Texts.shown(bundle, 200) + "'";
    }

    private ProblemException refused(String why) {
        return refused(why, null);
    }

    private ProblemException refused(String why, @Nullable String next) {
        String sentence = "'bundles' in " + ManifestFile.shown(file.path()) + " " + why + "; " + state + ".";
        return (next == null ? Problem.of(sentence) : Problem.of(sentence, next)).asException();
    }
}
