package io.ggen.shell.commands.host;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A jar whose manifest says that it is an OSGi bundle.
 *
 * @param file where it is
 */
record BundleJar(Path file, String symbolicName, String version) {
    /** Reads the manifest of {@code file}. Refused if that is no jar, or none that a framework would take. */
    static BundleJar read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw refused(file, Files.isDirectory(file) ? "it is a folder" : "there is no such file", null);
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw refused(file, "it has no META-INF/MANIFEST.MF, so it is not a bundle", null);
            }
            Attributes main = manifest.getMainAttributes();
            String name = withoutDirectives(main.getValue("Bundle-SymbolicName"));
            if (name.isEmpty()) {
                throw refused(file, "its manifest has no Bundle-SymbolicName, so it is not a bundle", null);
            }
            if (main.getValue("Fragment-Host") != null) {
                throw refused(file, "it is a fragment, which cannot be started by itself", null);
            }
            String version = withoutDirectives(main.getValue("Bundle-Version"));
            return new BundleJar(file, name, version.isEmpty() ? "0.0.0" : version);
        } catch (IOException e) {
            throw refused(file, "it cannot be read as a jar (" + reason(e) + ")", e);
        }
    }

    private static String withoutDirectives(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    }

    /**
     * Copies this into {@code home}'s deploy folder: whoever watches that folder sees the old file or the whole new one,
     * since the copy is made outside it.
     */
    Path copyInto(Home home) {
        String fileName = file.getFileName().toString();
        Path there = home.deploy().resolve(fileName.endsWith(".jar") ? fileName : fileName + ".jar");
        Path temporary = home.store().resolve("tmp").resolve(DurableFiles.temporaryName(there));
        try {
            Files.createDirectories(home.deploy());
            Files.createDirectories(home.store().resolve("tmp"));
            try {
                Files.copy(file, temporary);
                DurableFiles.sync(temporary);
                DurableFiles.replace(temporary, there);
            } finally {
                Files.deleteIfExists(temporary);
            }
            DurableFiles.sync(home.deploy());
            return there;
        } catch (IOException e) {
            throw Problem.of(Texts.shown(fileName) + " could not be copied to " + home.deploy() + " (" + reason(e)
                            + "); what was deployed before is unchanged")
                    .asException(e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + Texts.shown(message));
    }

    private static ProblemException refused(Path file, String why, @Nullable Exception cause) {
        Problem problem =
                Problem.of(Texts.shown(file.toString(), 300) + " was not deployed: " + why + "; nothing was changed");
        return cause == null ? problem.asException() : problem.asException(cause);
    }
}
