package io.ggen.itests;

import io.ggen.itests.plugin.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Folders of packages of kind bundle, and the bundles for them. */
final class CodePackages {
    static final String FRAMEWORK = "org.osgi.framework";

    private static final String API = "io.ggen.api,io.ggen.api.registry," + FRAMEWORK;

    private final Path folder;

    /** In {@code folder}, with all sources in the folder {@code sources} of it. */
    CodePackages(Path folder) {
        this.folder = folder;
    }

    /** A folder of a package; {@code jar} is its code, or null if it holds files. */
    Path source(String name, String version, String dependencies, byte[] jar) throws IOException {
        Path source = Files.createDirectories(folder.resolve("sources").resolve(name + "-" + version));
        Files.writeString(
                source.resolve("package.json"),
                "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"dependencies\":{" + dependencies + "}"
                        + (jar == null ? "}" : ",\"kind\":\"bundle\",\"bundles\":[\"code.jar\"]}"));
        if (jar == null) {
            Files.writeString(source.resolve("letter.txt"), "dear " + name);
        } else {
            Files.write(source.resolve("code.jar"), jar);
        }
        return source;
    }

    /** The bundle {@code test.NAME}, which needs the framework alone. */
    static byte[] code(String name, String version, Class<?> activator) throws IOException {
        Map<String, String> headers = Jars.headers("test." + name, version, FRAMEWORK);
        headers.put("Bundle-Activator", activator.getName());
        return Jars.jar(headers, List.of(activator), Map.of());
    }

    /** A registry in the bundle {@code test.shelf}, with a package in it that another home has packed. */
    byte[] shelf(String version, Class<? extends Shelf> activator) throws Exception {
        Path source = Files.createDirectories(folder.resolve("letter"));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"letter\",\"version\":\"1.0.0\"}");
        Files.writeString(source.resolve("letter.txt"), "dear reader");
        Ggen other = new Ggen(folder.resolve("other"));
        other.run("registry", "import", "--unsigned", source.toString()).ok();
        byte[] archive = Files.readAllBytes(other.home().resolve("registry/letter/1.0.0/letter-1.0.0.tar.gz"));
        Map<String, String> headers = Jars.headers("test.shelf", version, API);
        headers.put("Bundle-Activator", activator.getName());
        return Jars.jar(headers, List.of(Shelf.class, activator), Map.of("letter.tar.gz", archive));
    }
}
