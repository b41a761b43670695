package io.ggen.installer.target;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The links of one generation: from package names to trees of the store. */
public final class Links {
    private Links() {}

    /** Where generation {@code number} of {@code target} links {@code name}. */
    private static Path link(Target target, int number, PackageName name) {
        return target.generation(number).resolve("packages").resolve(name.value());
    }

    /** The tree that a generation links for {@code name}; empty if there is no such link. */
    public static Optional<Path> tree(Target target, int number, PackageName name) throws IOException {
        Path link = link(target, number, name);
        try {
            Path folder = link.getParent();
            Path tree = Files.readSymbolicLink(link);
            return folder == null
                    ? Optional.empty()
                    : Optional.of(folder.resolve(tree).normalize());
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    /** Whether a generation's link for {@code name} leads to a folder that is there. */
    static boolean leadsSomewhere(Target target, int number, PackageName name) {
        return Files.isDirectory(link(target, number, name));
    }

    /**
     * Makes the links of a generation.
     *
     * @param packages an empty folder
     * @param base what leads from that folder to the store's trees, ending in '/'
     * @param trees the name of the tree of each package
     */
    static void make(Path packages, String base, Map<PackageName, String> trees, Target target) throws IOException {
        Set<String> scopes = new HashSet<>();
        try {
            for (Map.Entry<PackageName, String> one : trees.entrySet()) {
                String name = one.getKey().value();
                String tree = one.getValue();
                int slash = name.indexOf('/');
                if (slash > 0 && scopes.add(name.substring(0, slash))) {
                    Files.createDirectory(packages.resolve(name.substring(0, slash)));
                }
                String up = slash > 0 && base.charAt(0) == '.' ? "../" : "";
                Files.createSymbolicLink(
                        packages.resolve(name), Path.of(up + base + tree.substring(0, 2) + "/" + tree));
            }
        } catch (UnsupportedOperationException e) {
            throw unsupported(target).asException(e);
        }
    }

    static Problem unsupported(Target target) {
        return Problem.of("The file system of " + target.shown()
                + " has no symbolic links, which a target is made of; nothing was installed.");
    }
}
