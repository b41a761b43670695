package io.ggen.api.plugins;

import io.ggen.api.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar's manifest says, if a framework would take the jar as a bundle that can be started.
 *
 * @param symbolicName without directives; never empty
 * @param version as it is written, or {@code 0.0.0}
 */
public record BundleJar(String symbolicName, String version) {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int LARGEST_MANIFEST = 1 << 20;

    /**
     * Reads the manifest of {@code file}, which may be anything. Blocks on the disk.
     *
     * @param refused makes what is thrown of the reason, words that follow the name of the file: "is no bundle: it has no …"
     * @throws ProblemException what {@code refused} made, if a framework would not take it
     */
    public static BundleJar read(Path file, Function<String, ProblemException> refused) {
        Attributes main;
        try (ZipFile jar = new ZipFile(file.toFile())) {
            ZipEntry entry = jar.getEntry(MANIFEST);
            if (entry == null) {
                throw refused.apply("is no bundle: it has no " + MANIFEST);
            }
            byte[] text;
            try (InputStream in = jar.getInputStream(entry)) {
                text = in.readNBytes(LARGEST_MANIFEST + 1);
            }
            if (text.length > LARGEST_MANIFEST) {
                throw refused.apply("is no bundle: its manifest has more than " + LARGEST_MANIFEST + " bytes");
            }
            main = new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            throw refused.apply("is no bundle: it cannot be read as a jar");
        }
        String name = withoutDirectives(main.getValue("Bundle-SymbolicName"));
        if (name.isEmpty()) {
            throw refused.apply("is no bundle: its manifest has no Bundle-SymbolicName");
        }
        if (main.getValue("Fragment-Host") != null) {
            throw refused.apply("is a fragment, which would change another bundle and cannot be started");
        }
        String version = withoutDirectives(main.getValue("Bundle-Version"));
        return new BundleJar(name, version.isEmpty() ? "0.0.0" : version);
    }

    private static String withoutDirectives(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    }
}
