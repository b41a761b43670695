package io.ggen.installer.target;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The links that users of a target see: {@code NAME}, or {@code SCOPE/NAME}. Each leads through {@code .ggen/current}, so
 * it may be made before the generation that fills it: until the swap it leads nowhere.
 */
final class TopLinks {
    private final Target target;

    TopLinks(Target target) {
        this.target = target;
    }

    /** What is there, by path relative to the target; in folders, only where a name of {@code wanted} or a link of ours is. */
    Set<String> present(Collection<PackageName> wanted) throws IOException {
        Set<String> scopes = new HashSet<>();
        Set<String> plain = new HashSet<>();
        for (PackageName name : wanted) {
            int slash = name.value().indexOf('/');
            if (slash > 0) {
                scopes.add(name.value().substring(0, slash));
            } else {
                plain.add(name.value());
            }
        }
        Set<String> present = new HashSet<>();
        for (String name : list(target.folder())) {
            present.add(name);
            Path folder = target.folder().resolve(name);
            boolean scope = scopes.contains(name);
            if (plain.contains(name) || (!scope && (!PackageName.isValid(name) || !isFolder(folder)))) {
                continue;
            }
            if (!scope || isFolder(folder)) {
                for (String inner : list(folder)) {
                    String whole = name + "/" + inner;
                    if (scope || isOurs(whole)) {
                        present.add(whole);
                    }
                }
            }
        }
        return present;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String[] list(Path folder) {
        String[] names = new File(folder.toString()).list();
        return names == null ? new String[0] : names;
    }

    private static String text(String name) {
        return (name.indexOf('/') < 0 ? "" : "../") + Target.OWN + "/current/packages/" + name;
    }

    private boolean isOurs(String name) throws IOException {
        return PackageName.isValid(name) && Target.isLinkTo(target.folder().resolve(name), text(name));
    }

    /** Those of {@code present} that are links of ours for packages other than {@code wanted}. */
    List<String> stale(Set<String> present, Set<PackageName> wanted) throws IOException {
        List<String> stale = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (PackageName name : wanted) {
            kept.add(name.value());
        }
        for (String name : present) {
            if (!kept.contains(name) && name.charAt(0) != '.' && isOurs(name)) {
                stale.add(name);
            }
        }
        return stale;
    }

    /**
     * Makes the links that are missing, and adds them to {@code made}.
     *
     * @param trusted names whose links are not looked at if they are present
     */
    void make(Collection<PackageName> wanted, Set<String> present, Set<PackageName> trusted, List<Path> made)
            throws IOException {
        for (PackageName name : wanted) {
            if (!present.contains(name.value())) {
                make(name.value(), made);
            } else if (!trusted.contains(name) && !isOurs(name.value())) {
                replace(name.value());
            }
        }
    }

    private void make(String name, List<Path> made) throws IOException {
        Path link = target.folder().resolve(name);
        int slash = name.indexOf('/');
        if (slash > 0) {
            Path scope = target.folder().resolve(name.substring(0, slash));
            if (!isFolder(scope)) {
                makeScope(scope, name.substring(0, slash));
            }
        }
        try {
            Files.createSymbolicLink(link, Path.of(text(name)));
            made.add(link);
        } catch (FileAlreadyExistsException e) {
            if (!isOurs(name)) {
                replace(name);
            }
        } catch (UnsupportedOperationException e) {
            throw Links.unsupported(target).asException(e);
        }
    }

    /** A package that goes away now may have had the name that is a scope from now on. */
    private void makeScope(Path scope, String name) throws IOException {
        if (isOurs(name)) {
            Files.delete(scope);
        }
        try {
            Files.createDirectory(scope);
        } catch (FileAlreadyExistsException e) {
            throw inTheWay(name);
        }
    }

    /** Links of ours that point elsewhere than they should are put right; anything else is the user's. */
    private void replace(String name) throws IOException {
        Path link = target.folder().resolve(name);
        if (isFolder(link)) {
            replaceScope(link, name);
            return;
        }
        if (!Files.isSymbolicLink(link)
                || !Files.readSymbolicLink(link).toString().contains(Target.OWN + "/current/")) {
            throw inTheWay(name);
        }
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(text(name)));
    }

    /** And the other way round: all that is in the scope goes away now. */
    private void replaceScope(Path scope, String name) throws IOException {
        for (String inner : list(scope)) {
            if (isOurs(name + "/" + inner)) {
                Files.delete(scope.resolve(inner));
            }
        }
        try {
            Files.delete(scope);
        } catch (DirectoryNotEmptyException e) {
            throw inTheWay(name);
        }
        Files.createSymbolicLink(scope, Path.of(text(name)));
    }

    private RuntimeException inTheWay(String name) {
        return Problem.of(Texts.shown(target.folder().resolve(name).toString(), 400)
                        + " is in the way: it is not ggen's and a package is to be there; nothing was installed.")
                .asException();
    }

    /** Removes links of ours, and scope folders that are empty then. */
    void remove(Collection<String> names) throws IOException {
        Set<String> scopes = new TreeSet<>();
        for (String name : names) {
            Files.deleteIfExists(target.folder().resolve(name));
            int slash = name.indexOf('/');
            if (slash > 0) {
                scopes.add(name.substring(0, slash));
            }
        }
        for (String scope : scopes) {
            try {
                Files.deleteIfExists(target.folder().resolve(scope));
            } catch (DirectoryNotEmptyException e) {
                // Others are in it.
            }
        }
    }
}
