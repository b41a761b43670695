package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in a registry's folder. Names of packages never begin with a dot, so what does is the registry's own.
 *
 * @param root the registry's folder
 */
record Layout(Path root) {
    static final String INDEX = "index.json";
    static final String STATUS = "status.json";
    static final String MANIFEST = "package.json";
    static final String RECORD = "release.json";

    Layout {
        root = root.toAbsolutePath().normalize();
    }

    /** Everything about one name. For names with a scope this is a folder in the scope's folder. */
    Path folder(PackageName name) {
        return root.resolve(name.value());
    }

    /** The releases of one name: the authority for lookup. */
    Path index(PackageName name) {
        return folder(name).resolve(INDEX);
    }

    /** What has been said about one name after its releases were made, so that it outlives a lost index. */
    Path status(PackageName name) {
        return folder(name).resolve(STATUS);
    }

    Path version(PackageName name, Version version) {
        return folder(name).resolve(version.toString());
    }

    Path manifest(PackageName name, Version version) {
        return version(name, version).resolve(MANIFEST);
    }

    Path archive(PackageName name, Version version) {
        return version(name, version).resolve(archiveName(name, version));
    }

    /** The signed record of a release, where there is one. */
    Path record(PackageName name, Version version) {
        return version(name, version).resolve(RECORD);
    }

    /** What {@code publisher} says about one name. No package has a name with capitals, as every key's id has. */
    Path head(PackageName name, PublisherId publisher) {
        return folder(name).resolve("head-" + publisher + ".json");
    }

    static String archiveName(PackageName name, Version version) {
        return name.fileName() + "-" + version + ".tar.gz";
    }

    /** The path of an archive as an index states it: relative to the registry's folder, with '/' on every system. */
    static String tarball(PackageName name, Version version) {
        return name + "/" + version + "/" + archiveName(name, version);
    }

    /** The file that {@code tarball}, the word of an index, stands for; null if that is not inside the registry. */
    @Nullable
    Path inside(String tarball) {
        try {
            Path file = root.resolve(tarball).normalize();
            return tarball.isEmpty() || file.equals(root) || !file.startsWith(root) ? null : file;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The original's index of the whole registry. */
    Path whole() {
        return root.resolve(INDEX);
    }

    Path journal() {
        return root.resolve(".changes");
    }

    /** What writers have not finished. */
    Path scratch() {
        return root.resolve(".tmp");
    }

    Path locks() {
        return root.resolve(".locks");
    }

    /** Fails if the folder of {@code name}, or its scope's, is a link that leads out of the registry. */
    void requireInside(PackageName name) throws IOException {
        Path folder = folder(name);
        while (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && folder.startsWith(root)) {
            folder = folder.resolve("..").normalize();
        }
        if (!folder.toRealPath().startsWith(root.toRealPath())) {
            throw new FileSystemException(shown(folder), null, "a link that leads out of the registry is not followed");
        }
    }

    /** {@code path} for a message: relative to the registry's folder where it is in there. */
    String shown(Path path) {
        return "registry/"
                + (path.startsWith(root) ? root.relativize(path).toString().replace('\\', '/') : path);
    }
}
