package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the folders of a registry are. A folder of a version holds a manifest; a folder of a package holds an index
 * or folders of versions; a folder of a scope holds folders of packages. One folder can be all three.
 */
final class Tree {
    private final Layout layout;

    Tree(Layout layout) {
        this.layout = layout;
    }

    /** The versions of {@code name} that have a folder with a manifest, as text. */
    Set<String> versions(PackageName name) throws IOException {
        Set<String> versions = new TreeSet<>();
        for (Path child : Workspace.children(layout.folder(name))) {
            String text = child.getFileName().toString();
            if (Version.isValid(text) && isVersion(child)) {
                versions.add(text);
            }
        }
        return versions;
    }

    /**
     * Whether {@code index} has what is in the folder of its name: each version there, signed or not, and no other, those apart
     * whose archives are kept elsewhere. An index of which no version has a folder is taken as it is, for there is nothing to
     * check it against.
     */
    boolean agrees(NameIndex index) throws IOException {
        Map<String, Entry> known = new HashMap<>();
        int expected = 0;
        for (Entry entry : index.entries()) {
            known.put(entry.version().toString(), entry);
            expected += entry.tarball().equals(Layout.tarball(index.name(), entry.version())) ? 1 : 0;
        }
        int found = 0;
        boolean status = false;
        for (Path child : Workspace.children(layout.folder(index.name()))) {
            String text = child.getFileName().toString();
            Entry entry = known.get(text);
            if (entry != null) {
                found++;
                if (entry.publisher().isLocal() == Files.exists(child.resolve(Layout.RECORD))) {
                    return false;
                }
            } else if (text.equals(Layout.STATUS)) {
                status = true;
            } else if (Version.isValid(text) && !index.skipped().contains(text) && isVersion(child)) {
                return false;
            }
        }
        if (found < expected && found > 0) {
            return false;
        }
        return !status || saysTheSame(index);
    }

    private boolean saysTheSame(NameIndex index) throws IOException {
        try {
            byte[] text = Json.bytesIfThere(layout.status(index.name()), Json.LARGEST_MANIFEST);
            return text == null || Status.read(text).equals(index.status());
        } catch (Damaged e) {
            return true;
        }
    }

    static boolean isVersion(Path folder) {
        return Files.isRegularFile(folder.resolve(Layout.MANIFEST));
    }

    /** Whether {@code name} has an index or a folder of a version. */
    boolean isPackage(PackageName name) throws IOException {
        return isPackage(layout.folder(name));
    }

    private static boolean isPackage(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve(Layout.INDEX)) || hasVersions(folder);
    }

    private static boolean hasVersions(Path folder) throws IOException {
        for (Path child : Workspace.children(folder)) {
            if (Version.isValid(child.getFileName().toString()) && isVersion(child)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any package has a folder; stops at the first. */
    boolean holdsPackages() throws IOException {
        for (Path child : Workspace.children(layout.root())) {
            String text = child.getFileName().toString();
            if (PackageName.isValid(text)
                    && Files.isDirectory(child)
                    && (isPackage(child) || scoped(text, child, false, new TreeSet<>(), new ArrayList<>()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The name of every package that has a folder, quickly: versions are not visited where there is an index, so that a
     * scoped package is not seen if it is named like a version and its scope is a package itself.
     */
    Set<PackageName> names() throws IOException {
        return names(null);
    }

    /**
     * The name of every package that has a folder, in order; visits them all.
     *
     * @param problems hears of folders that are not what they should be; if null, {@link #names()} is meant
     */
    Set<PackageName> names(@Nullable Consumer<String> problems) throws IOException {
        Set<PackageName> names = new TreeSet<>();
        for (Path child : Workspace.children(layout.root())) {
            String text = child.getFileName().toString();
            boolean isIndexed = Files.isRegularFile(child.resolve(Layout.INDEX));
            if (text.startsWith(".") || (!isIndexed && !Files.isDirectory(child))) {
                continue;
            }
            if (!PackageName.isValid(text)) {
                tell(problems, child, "'" + Texts.shown(text) + "' is not the name of a package");
                continue;
            }
            boolean isPackage = isIndexed || hasVersions(child);
            if (isPackage) {
                names.add(new PackageName(text));
            }
            List<Path> idle = new ArrayList<>();
            boolean isScope = scoped(text, child, isIndexed && problems == null, names, idle);
            if (!isPackage && !isScope) {
                tell(problems, child, "no folder in it holds a package.json");
            } else {
                for (Path path : idle) {
                    tell(problems, path, "it holds no package.json");
                }
            }
        }
        return names;
    }

    private void tell(@Nullable Consumer<String> problems, Path folder, String why) {
        if (problems != null) {
            problems.accept(layout.shown(folder) + " was passed over: " + why + ".");
        }
    }

    /** Finds the packages in a folder that may be a scope; {@code idle} gets the folders that are nothing. */
    private boolean scoped(String scope, Path folder, boolean quick, Set<PackageName> names, List<Path> idle)
            throws IOException {
        boolean found = false;
        for (Path child : Workspace.children(folder)) {
            String text = child.getFileName().toString();
            if (text.equals(Layout.INDEX) || text.startsWith(".") || (quick && Version.isValid(text))) {
                continue;
            }
            if (!Files.isDirectory(child)) {
                continue;
            }
            boolean isVersion = Version.isValid(text) && isVersion(child);
            String name = scope + "/" + text;
            if (PackageName.isValid(name)
                    && (isVersion ? Files.isRegularFile(child.resolve(Layout.INDEX)) : isPackage(child))) {
                names.add(new PackageName(name));
                found = true;
            } else if (!isVersion) {
                idle.add(child);
            }
        }
        return found;
    }
}
