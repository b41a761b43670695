package io.ggen.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes other bundles of bundles, as an operator would who ships a replacement. */
final class Jars {
    private Jars() {}

    /** A copy of {@code jar} with another symbolic name, whose services are called {@code name} and rank higher. */
    static void renamedCopy(Path jar, Path copy, String name, int ranking) throws IOException {
        try (JarFile in = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(in.getManifest());
            Attributes attributes = manifest.getMainAttributes();
            attributes.putValue("Bundle-SymbolicName", attributes.getValue("Bundle-SymbolicName") + "." + name);
            try (OutputStream file = Files.newOutputStream(copy);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : in.stream().toList()) {
                    if (entry.getName().equals(JarFile.MANIFEST_NAME) || entry.isDirectory()) {
                        continue;
                    }
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream content = in.getInputStream(entry)) {
                        byte[] bytes = content.readAllBytes();
                        out.write(entry.getName().startsWith("OSGI-INF/") ? renamed(bytes, name, ranking) : bytes);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    private static byte[] renamed(byte[] component, String name, int ranking) {
        String text = new String(component, StandardCharsets.UTF_8);
        String changed = text.replaceAll(
                        "<property name=\"ggen.name\"([^>]*)value=\"[^\"]*\"",
                        "<property name=\"ggen.name\"$1value=\"" + name + "\"")
                .replaceFirst(
                        "<implementation",
                        "<property name=\"service.ranking\" type=\"Integer\" value=\"" + ranking
                                + "\"/><implementation");
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
