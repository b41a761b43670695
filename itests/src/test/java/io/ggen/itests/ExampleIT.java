package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.annotations.Component;

/**
 * Builds {@code examples/registry-http} as its own build would, with what ggen publishes, and drops it into a running shell.
 * Maven itself is not called, since a build of ggen installs nothing that it could find.
 */
@Timeout(240)
class ExampleIT {
    private static final Path EXAMPLE = Ggen.root().resolve("examples/registry-http");

    @TempDir
    Path folder;

    @Test
    void theExampleNeedsNothingOfGgenButThePublishedApi() throws Exception {
        String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
        Matcher needed =
                Pattern.compile("<artifactId>(io\\.ggen[^<]*)</artifactId>").matcher(pom);
        assertThat(needed.results().map(found -> found.group(1))).containsExactly("io.ggen.api", "io.ggen.records");
        assertThat(pom)
                .contains("<ggen.version>" + System.getProperty("ggen.version") + "</ggen.version>")
                .doesNotContain("<parent>");
    }

    @Test
    void theExampleIsAboutAHundredLines() throws Exception {
        long lines = 0;
        for (Path source : sources()) {
            lines += Files.readAllLines(source).size();
        }
        assertThat(lines).isBetween(50L, 115L);
    }

    @Test
    void aHotDeployedRegistryAnswersInTheSameShell() throws Exception {
        Path jar = build(folder.resolve("work"));
        Ggen ann = new Ggen(folder.resolve("ann"));
        Path source = Files.createDirectories(folder.resolve("from-afar"));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"from-afar\",\"version\":\"1.2.0\"}");
        Files.writeString(source.resolve("page"), "over HTTP");
        ann.run("registry", "import", "--unsigned", source.toString()).ok();

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> show(ann.home().resolve("registry"), exchange));
        server.start();
        Ggen bob = new Ggen(folder.resolve("bob"));
        Files.createDirectories(bob.home().resolve("etc"));
        Files.writeString(
                bob.home().resolve("etc/org.example.registry.http.json"),
                "{\"url\":\"http://127.0.0.1:" + server.getAddress().getPort() + "\"}\n");
        try (Talk shell = Talk.with(bob, "--no-p2p")) {
            shell.say("install from-afar");
            shell.await("error: ");
            Path deploy = Files.createDirectories(bob.home().resolve("deploy"));
            Files.move(jar, deploy.resolve("example.jar"), StandardCopyOption.ATOMIC_MOVE);
            shell.ask("host:services", "org.example.registry.http");
            shell.ask("install from-afar", "from-afar");
            Path page = bob.home().resolve("packages/from-afar/page");
            shell.ask("list", "from-afar");
            assertThat(page).hasContent("over HTTP");
            Path broken = Files.createDirectories(ann.home().resolve("registry/broken"));
            Files.writeString(broken.resolve("index.json"), "<html>");
            shell.say("install broken");
            shell.await("could not be asked (its index of broken is not taken: it is not JSON");
            Files.delete(deploy.resolve("example.jar"));
            while (shell.ask("host:services", "registry").contains("org.example.registry.http")) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            shell.say("uninstall from-afar");
            shell.await("removed 1 package");
            shell.say("install from-afar");
            shell.await("error: ");
            shell.ask("list", "no package is installed");
            assertThat(shell.leave()).isZero();
        } finally {
            server.stop(0);
        }
    }

    private static void show(Path root, HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (file.startsWith(root) && Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    /** Compiles the example against jars of the distribution, and makes a bundle of it as bnd does in Maven. */
    static Path build(Path work) throws Exception {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<Path> needed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles"))) {
            jars.filter(jar -> jar.getFileName().toString().matches("io\\.ggen\\.(api|records)-.*\\.jar"))
                    .forEach(needed::add);
        }
        needed.add(Path.of(Component.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        String classPath = String.join(
                java.io.File.pathSeparator, needed.stream().map(Path::toString).toList());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources()))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
        Path jar = work.resolve("example.jar");
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", "org.example.registry.http");
            builder.setProperty("Private-Package", "org.example.*");
            builder.addClasspath(classes.toFile());
            for (Path one : needed) {
                builder.addClasspath(one.toFile());
            }
            Jar built = builder.build();
            assertThat(builder.getErrors()).isEmpty();
            built.write(jar.toFile());
        }
        return jar;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
