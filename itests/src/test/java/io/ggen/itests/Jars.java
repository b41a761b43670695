package io.ggen.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** A bundle with one component: {@code type}, of this very test, as a service of the type {@code service}. */
    static void component(Path jar, Class<?> type, Class<?> service, String imports) throws IOException {
        component(jar, type, service, imports, "");
    }

    /** The same for a provider of {@code role} called {@code name}, better than all others. */
    static void provider(Path jar, Class<?> type, Class<?> service, String imports, String role, String name)
            throws IOException {
        component(
                jar,
                type,
                service,
                imports,
                "<property name=\"ggen.role\" value=\"" + role + "\"/><property name=\"ggen.name\" value=\"" + name
                        + "\"/><property name=\"service.ranking\" type=\"Integer\" value=\"1000\"/>");
    }

    private static void component(Path jar, Class<?> type, Class<?> service, String imports, String properties)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", type.getName().replace('$', '.'));
        attributes.putValue("Import-Package", imports);
        attributes.putValue("Service-Component", "OSGI-INF/component.xml");
        String file = type.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream compiled = type.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry(file));
            compiled.transferTo(out);
            out.putNextEntry(new JarEntry("OSGI-INF/component.xml"));
            out.write(("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + type.getName()
                            + "\"><implementation class=\"" + type.getName() + "\"/>" + properties
                            + "<service><provide interface=\"" + service.getName() + "\"/></service></scr:component>")
                    .getBytes(StandardCharsets.UTF_8));
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

    /** The headers of a bundle, to which others can be added. */
    static Map<String, String> headers(String symbolicName, String version, String imports) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", version);
        if (!imports.isEmpty()) {
            headers.put("Import-Package", imports);
        }
        return headers;
    }

    /** A jar with {@code headers}, the classes {@code types} of these tests, with those nested in them, and {@code files}. */
    static byte[] jar(Map<String, String> headers, List<Class<?>> types, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Map<String, byte[]> all = new TreeMap<>(files);
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/');
            for (String part : List.of("", "$1", "$2", "$Halting")) {
                try (InputStream compiled = type.getResourceAsStream("/" + name + part + ".class")) {
                    if (compiled != null) {
                        all.put(name + part + ".class", compiled.readAllBytes());
                    }
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
