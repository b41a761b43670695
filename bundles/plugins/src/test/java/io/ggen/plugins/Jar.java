package io.ggen.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;

/** Writes a bundle made of classes of these tests. */
final class Jar {
    private final Manifest manifest = new Manifest();
    private Class<?>[] classes = {};

    private Jar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    static Jar plain() {
        return new Jar();
    }

    static Jar bundle(String symbolicName) {
        return new Jar().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName);
    }

    Jar version(String version) {
        return header("Bundle-Version", version);
    }

    Jar imports(String packages) {
        return header("Import-Package", packages);
    }

    Jar exports(String packages) {
        return header("Export-Package", packages);
    }

    Jar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    Jar activator(Class<? extends BundleActivator> type) {
        classes = new Class<?>[] {type};
        header("Bundle-Activator", type.getName());
        return manifest.getMainAttributes().getValue("Import-Package") == null ? imports("org.osgi.framework") : this;
    }

    Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream compiled = type.getResourceAsStream("/" + name)) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(compiled.readAllBytes());
                    out.closeEntry();
                }
            }
        }
        return file;
    }
}
