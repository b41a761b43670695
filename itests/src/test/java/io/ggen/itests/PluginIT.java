package io.ggen.itests;

import static io.ggen.itests.CodePackages.FRAMEWORK;
import static io.ggen.itests.CodePackages.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ggen.itests.Ggen.Ran;
import io.ggen.itests.plugin.BlocksAtStart;
import io.ggen.itests.plugin.Marks;
import io.ggen.itests.plugin.Shelf;
import io.ggen.itests.plugin.SlowResolver;
import io.ggen.itests.plugin.SlowShelf;
import io.ggen.itests.plugin.ThrowingPolicy;
import io.ggen.itests.plugin.ThrowsAtStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packages of kind bundle in real processes: consent, trial, start, swap, restart, and all that can be wrong with them. */
@Timeout(300)
class PluginIT {
    @TempDir
    Path folder;

    private final Ggen ggen() {
        return new Ggen(folder.resolve("home"));
    }

    private CodePackages packages() {
        return new CodePackages(folder);
    }

    private void source(String name, String version, String dependencies, byte[] jar) throws IOException {
        packages().source(name, version, dependencies, jar);
    }

    private byte[] shelf(String version) throws Exception {
        return packages().shelf(version, Shelf.class);
    }

    private void importAll(Ggen ggen) throws Exception {
        ggen.run("registry", "import", "--unsigned", folder.resolve("sources").toString())
                .ok();
    }

    private static Talk serve(Ggen ggen) throws Exception {
        Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0");
        assertThat(new ObjectMapper()
                        .readTree(server.await("{\"event\"").replaceFirst("^[^{]*", ""))
                        .get("pid")
                        .asLong())
                .isEqualTo(server.pid());
        return server;
    }

    private static Ran alone(Ggen ggen, String... arguments) throws Exception {
        return ggen.runWith("-Dggen.alone=true", arguments);
    }

    private static List<String> registries(Ggen ggen) throws Exception {
        JsonNode all = ggen.run("registry", "list", "--json").ok().json();
        return all.findValuesAsText("name");
    }

    /** Name and origin of who fills {@code role} or could, with '*' for who is in use. */
    private static List<String> providers(Ggen ggen, String role) throws Exception {
        List<String> providers = new ArrayList<>();
        for (JsonNode one : ggen.run("host", "services", "--json").ok().json().get("roles")) {
            if (one.get("name").asText().equals(role)) {
                for (JsonNode provider : one.get("providers")) {
                    providers.add(provider.get("name").asText() + " "
                            + provider.get("origin").asText()
                            + (provider.get("selected").asBoolean() ? " *" : ""));
                }
            }
        }
        return providers;
    }

    private static List<String> marks(Ggen ggen) throws IOException {
        Path marks = ggen.home().resolve("marks");
        return Files.exists(marks) ? Files.readAllLines(marks) : List.of();
    }

    private static void refused(Ran ran, String... words) {
        assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.err()).contains(words).doesNotContain("Exception\n", "\tat ");
    }

    @Test
    void aRegistryOfAPackageAnswersInTheShellThatInstalledItAndAfterARestart() throws Exception {
        Ggen ggen = ggen();
        source("shelf", "1.0.0", "", shelf("1.0.0"));
        source("shelf", "1.1.0", "", shelf("1.1.0"));
        importAll(ggen);
        try (Talk shell = Talk.with(ggen, "--no-p2p")) {
            shell.ask("ggen:list", "no package");
            shell.say("ggen:install shelf@1.0.0");
            shell.await("holds code that would run inside this host");
            shell.say("ggen:install shelf@1.0.0 --allow-code");
            shell.await("installed 1 package");
            shell.say("ggen:install letter");
            shell.await("error: ");
            shell.say("registry:add shelf");
            shell.await("added registry shelf");
            shell.say("ggen:install letter");
            shell.await("installed 1 package");
            assertThat(ggen.home().resolve("packages/letter/letter.txt")).hasContent("dear reader");

            shell.say("ggen:install shelf@1.1.0");
            shell.await("updated 1 package");
            shell.ask("host:services", "test.shelf 1.1.0");
            shell.say("ggen:uninstall shelf");
            shell.await("removed 1 package");
            shell.say("ggen:uninstall letter");
            shell.await("removed 1 package");
            shell.say("ggen:install letter");
            shell.await("error: ");
            shell.say("ggen:rollback 1");
            shell.await("installed 1 package");
            shell.ask("host:services", "test.shelf 1.0.0");
            shell.say("ggen:install letter");
            shell.await("installed 1 package");
            shell.leave();
        }
        try (Talk server = serve(ggen)) {
            assertThat(server.pid()).isPositive();
            assertThat(registries(ggen)).contains("shelf", "home");
            assertThat(providers(ggen, "registry")).contains("shelf package *");
            assertThat(ggen.run("registry", "remove", "shelf").ok().out()).contains("stays installed");
            assertThat(registries(ggen)).doesNotContain("shelf");
            refused(ggen.run("registry", "add", "nobodys"), "no installed package brings a registry 'nobodys'");
        }
    }

    @Test
    void withoutAHostCodeIsTriedAndTheNextHostStartsIt() throws Exception {
        Ggen ggen = ggen();
        source("marker", "1.0.0", "", code("marker", "1.0.0", Marks.class));
        source("marker", "2.0.0", "", code("marker", "2.0.0", Marks.class));
        source("broken", "1.0.0", "", Jars.jar(Jars.headers("test.broken", "1.0.0", "org.gone"), List.of(), Map.of()));
        source(
                "network",
                "1.0.0",
                "",
                Jars.jar(Jars.headers("test.network", "1.0.0", "io.netty.channel"), List.of(), Map.of()));
        importAll(ggen);
        refused(
                ggen.run("install", "marker@1.0.0", "--yes"),
                "error: marker 1.0.0 (local, unsigned) holds code that would run inside this host with all of its rights,"
                        + " and nobody has agreed to that; nothing was installed.",
                "try: ggen install marker@1.0.0 --yes --allow-code",
                "try: ggen trust add marker local --code");
        refused(
                ggen.run("install", "broken", "--allow-code"),
                "error: the code of broken 1.0.0 cannot run in this host: its bundle test.broken needs the package"
                        + " org.gone, which neither this host nor another of its packages has; nothing was installed.");
        Ran ran = ggen.run("install", "marker@1.0.0", "network", "--allow-code").ok();
        assertThat(ran.err())
                .contains("The code of marker 1.0.0, network 1.0.0 starts with the next shell or ggen serve");
        assertThat(marks(ggen)).isEmpty();
        ggen.run("list").ok();
        ggen.run("-c", "ggen:list").ok();
        assertThat(marks(ggen)).isEmpty();
        try (Talk server = serve(ggen)) {
            assertThat(marks(ggen)).containsExactly("+1.0.0");
            ggen.run("install", "marker@2.0.0").ok();
            assertThat(marks(ggen)).containsExactly("+1.0.0", "-1.0.0", "+2.0.0");
            server.signal("KILL", 30);
        }
        Path marks = ggen.home().resolve("marks");
        Files.delete(marks);
        for (int i = 0; i < 5; i++) {
            ggen.run("list").ok(); // one of them has the cache of the server that was killed
        }
        assertThat(marks).doesNotExist();
        ggen.run("trust", "remove", "marker").ok();
        try (Talk server = Talk.with(ggen, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            server.await("The code of marker 2.0.0 does not run, because the consent to it was taken back");
            server.await("{\"event\"");
            assertThat(marks).doesNotExist();
            assertThat(ggen.run("doctor").out()).contains("consent to it was taken back");
            ggen.run(
                            "install",
                            "marker",
                            "--force",
                            "--target",
                            folder.resolve("lib").toString())
                    .ok();
            assertThat(marks).doesNotExist();
            ggen.run("trust", "add", "marker", "local", "--code").ok();
            ggen.run("install", "marker", "--force").ok();
            assertThat(marks(ggen)).containsExactly("+2.0.0");
            assertThat(server.signal("TERM", 60)).isZero();
        }
    }

    @Test
    void whatIsWrongWithCodeIsOneSentenceAndTheHostGoesOn() throws Exception {
        Ggen ggen = ggen();
        Map<String, String> future = Jars.headers("test.future", "1.0.0", FRAMEWORK);
        future.put("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");
        source("future", "1.0.0", "", Jars.jar(future, List.of(), Map.of()));
        source("throws", "1.0.0", "", code("throws", "1.0.0", ThrowsAtStart.class));
        source("blocks", "1.0.0", "", code("blocks", "1.0.0", BlocksAtStart.class));
        source("policy", "1.0.0", "", policy());
        source("ring-a", "1.0.0", "", ring("a", "b"));
        source("ring-b", "1.0.0", "", ring("b", "a"));
        source("turns", "1.0.0", "", null);
        source("turns", "2.0.0", "", code("turns", "2.0.0", Marks.class));
        source(
                "host-api",
                "1.0.0",
                "",
                Jars.jar(Jars.headers("io.ggen.lockfile", lockfileVersion(), ""), List.of(), Map.of()));
        importAll(ggen);
        source("text", "1.0.0", "", "this is no jar".getBytes(StandardCharsets.UTF_8));
        Path text = folder.resolve("sources/text-1.0.0");
        refused(
                ggen.run("publish", "--local", text.toString()),
                "error: " + text + "/code.jar is no bundle: it cannot be read as a jar; nothing was published.",
                "try: unzip -p " + text + "/code.jar META-INF/MANIFEST.MF");
        putByHand(ggen, text);
        try (Talk server = serve(ggen)) {
            refused(ggen.run("install", "future", "--allow-code"), "test.future needs Java 99, and this is Java ");
            refused(ggen.run("install", "text", "--allow-code"), "code.jar is no bundle: it cannot be read as a jar");
            refused(ggen.run("install", "ring-a", "--allow-code"), "test.ring.a needs the package ring.b");
            refused(
                    ggen.run("install", "host-api", "--allow-code"),
                    "this host has a bundle of that name and version already; nothing was installed."
                            .replace("; nothing", "); nothing"));
            assertThat(ggen.run("list", "--json").ok().json().get("generation").asInt())
                    .isZero();

            ggen.run("install", "ring-a", "ring-b", "--allow-code").ok();
            refused(ggen.run("uninstall", "ring-a"), "test.ring.b needs the package ring.a", "nothing was removed.");
            ggen.run("uninstall", "ring-a", "ring-b").ok();

            Ran throwing = ggen.run("install", "throws", "--allow-code").ok();
            assertThat(throwing.err())
                    .contains("warning: The code of throws 1.0.0 does not run: its bundle test.throws does not start"
                            + " (IllegalStateException: no licence); the package stays installed");
            assertThat(ggen.run("doctor").out()).contains("no licence");

            Ran policy = ggen.run("install", "policy", "--allow-code").ok();
            assertThat(policy.err())
                    .contains("The code of policy 1.0.0 does not run: its resolver broken does not start");
            ggen.run("host", "use", "resolver", "broken").ok();
            assertThat(ggen.run("install", "turns@1.0.0").ok().out()).contains("+ turns 1.0.0");

            refused(
                    ggen.run("install", "turns@2.0.0"),
                    "turns 2.0.0 (local, unsigned; it held files until now) holds code",
                    "nothing was installed.",
                    "try: ggen install turns@2.0.0 --allow-code");
            ggen.run("install", "turns@2.0.0", "--allow-code").ok();
            assertThat(marks(ggen)).containsExactly("+2.0.0");
            ggen.run("uninstall", "throws", "policy").ok();

            Ran blocking = ggen.run("install", "blocks", "--allow-code").ok();
            assertThat(blocking.err())
                    .contains(
                            "its bundle test.blocks was not up within 10 s, and hangs until the host is started anew");
            assertThat(ggen.run("install", "hello-world").ok().out()).contains("installed 4 packages");
            Ran gone = ggen.run("uninstall", "blocks").ok();
            assertThat(gone.err()).contains("does not stop; it is gone when the host is started anew");
            assertThat(server.signal("TERM", 60)).isZero();
        }
        assertThat(ggen.run("list").ok().out()).contains("turns", "hello-world").doesNotContain("blocks");
    }

    /** Somebody else's tool may put into a registry what ours would not. */
    private static void putByHand(Ggen ggen, Path text) throws Exception {
        Path there = Files.createDirectories(ggen.home().resolve("registry/text/1.0.0"));
        Files.copy(text.resolve("package.json"), there.resolve("package.json"));
        Process tar = new ProcessBuilder(
                        "tar", "czf", there.resolve("text-1.0.0.tar.gz").toString(), "package.json", "code.jar")
                .directory(text.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }

    private static String lockfileVersion() throws IOException {
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles"))) {
            Path jar = jars.filter(each -> each.getFileName().toString().startsWith("io.ggen.lockfile-"))
                    .findFirst()
                    .orElseThrow();
            try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile())) {
                return file.getManifest().getMainAttributes().getValue("Bundle-Version");
            }
        }
    }

    private static byte[] ring(String one, String other) throws IOException {
        Map<String, String> headers = Jars.headers("test.ring." + one, "1.0.0", "ring." + other);
        headers.put("Export-Package", "ring." + one);
        return Jars.jar(headers, List.of(), Map.of());
    }

    /** A resolver, made by the component runtime, whose constructor throws. */
    private static byte[] policy() throws IOException {
        Map<String, String> headers = Jars.headers("test.policy", "1.0.0", "io.ggen.api.resolver");
        headers.put("Service-Component", "OSGI-INF/component.xml");
        headers.put("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"");
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"policy\">"
                + "<property name=\"ggen.role\" value=\"resolver\"/><property name=\"ggen.name\" value=\"broken\"/>"
                + "<implementation class=\"" + ThrowingPolicy.class.getName()
                + "\"/><service><provide interface=\"io.ggen.api.resolver.Resolver\"/></service></scr:component>";
        return Jars.jar(
                headers,
                List.of(ThrowingPolicy.class),
                Map.of("OSGI-INF/component.xml", component.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPolicyOfAPackageIsUsedOnceItIsSelectedAndItsRemovalFallsBack() throws Exception {
        Ggen ggen = ggen();
        Path copy = folder.resolve("copy.jar");
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles"))) {
            Path jar = jars.filter(each -> each.getFileName().toString().startsWith("io.ggen.resolver.backtracking-"))
                    .findFirst()
                    .orElseThrow();
            Jars.renamedCopy(jar, copy, "mine", 500);
        }
        source("my-resolver", "1.0.0", "", Files.readAllBytes(copy));
        importAll(ggen);
        try (Talk server = serve(ggen)) {
            ggen.run("install", "my-resolver", "--allow-code").ok();
            assertThat(providers(ggen, "resolver")).contains("mine package", "pubgrub distribution *");
            ggen.run("host", "use", "resolver", "mine").ok();
            assertThat(providers(ggen, "resolver")).contains("mine package *", "pubgrub distribution");
            ggen.run("install", "hello-world").ok();
            ggen.run("uninstall", "my-resolver").ok();
            assertThat(providers(ggen, "resolver")).contains("pubgrub distribution *");
            ggen.run("install", "notes-site", "--dry-run");
            ggen.run("rollback").ok();
            assertThat(providers(ggen, "resolver")).contains("mine package *");
            assertThat(server.signal("TERM", 60)).isZero();
        }
        assertThat(alone(ggen, "install", "page-style", "--dry-run").ok().status())
                .isZero();
    }

    private static void awaitFile(Path file, Process meanwhile) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as(file + " comes").isLessThan(end);
            assertThat(meanwhile.isAlive()).as("the command waits").isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void aRegistryThatIsUninstalledInTheMiddleOfAnInstallEndsItWithTheOldStateWhole() throws Exception {
        Ggen ggen = ggen();
        source("shelf", "1.0.0", "", packages().shelf("1.0.0", SlowShelf.class));
        importAll(ggen);
        try (Talk server = serve(ggen)) {
            ggen.run("install", "hello-world", "shelf", "--allow-code").ok();
            ggen.run("registry", "add", "shelf").ok();
            Process install = ggen.start("install", "letter", "page-style");
            awaitFile(ggen.home().resolve("reading"), install);

            long begun = System.nanoTime();
            assertThat(ggen.run("uninstall", "shelf").ok().out()).contains("removed 1 package");
            assertThat(install.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            String told = new String(install.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println("PluginIT: a registry left an install, and both commands ended within "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms: " + told.strip());
            assertThat(install.exitValue()).as(told).isEqualTo(1);
            assertThat(told)
                    .contains("error: the archive of letter@1.0.0 is missing", "; nothing was installed.")
                    .doesNotContain("Exception\n", "\tat ");
            assertThat(new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("+ ");

            JsonNode now = ggen.run("list", "--json").ok().json();
            assertThat(now.get("generation").asInt()).isEqualTo(2);
            assertThat(now.findValuesAsText("name"))
                    .containsExactlyInAnyOrder("greeting-templates", "hello-world", "language-names", "page-style");
            assertThat(ggen.home().resolve("packages/letter")).doesNotExist();
            assertThat(ggen.home().resolve("store/tmp"))
                    .as("no workspace is left, but the lock of one may be")
                    .isDirectoryNotContaining(Files::isDirectory);
            ggen.run("verify").ok();
            assertThat(ggen.run("doctor").ok().out()).doesNotContain("broken");
            refused(ggen.run("install", "letter"), "no package named 'letter' is known");
            ggen.run("install", "notes-site", "--dry-run");
            ggen.run("uninstall", "hello-world").ok();
            assertThat(server.signal("TERM", 60)).isZero();
        }
    }

    @Test
    void anInstallGoesOnWithTheSuccessorOfAResolverThatIsUninstalledMeanwhile() throws Exception {
        Ggen ggen = ggen();
        Map<String, String> headers = Jars.headers("test.slow", "1.0.0", "io.ggen.api.resolver," + FRAMEWORK);
        headers.put("Bundle-Activator", SlowResolver.class.getName());
        source("slow", "1.0.0", "", Jars.jar(headers, List.of(SlowResolver.class), Map.of()));
        importAll(ggen);
        try (Talk server = serve(ggen)) {
            ggen.run("install", "slow", "--allow-code").ok();
            ggen.run("host", "use", "resolver", "slow").ok();
            Process install = ggen.start("install", "hello-world");
            awaitFile(ggen.home().resolve("thinking"), install);

            ggen.run("uninstall", "slow").ok();
            assertThat(install.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(install.exitValue())
                    .as(new String(install.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isZero();
            JsonNode now = ggen.run("list", "--json").ok().json();
            assertThat(now.get("generation").asInt()).isEqualTo(3);
            assertThat(now.findValuesAsText("name")).contains("hello-world").doesNotContain("slow");
            assertThat(providers(ggen, "resolver")).contains("pubgrub distribution *");
            assertThat(server.signal("TERM", 60)).isZero();
        }
    }

    private static void awaitTransport(Ggen ggen, String name) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            JsonNode status = ggen.run("p2p", "status", "--json").ok().json();
            if (status.get("state").asText().equals("up")
                    && status.get("transport").asText().contains(name)) {
                return;
            }
            assertThat(System.nanoTime()).as(name + " in " + status).isLessThan(end);
        }
    }

    @Test
    void aTransportOfAPackageCarriesTheNetworkOnceItIsSelected() throws Exception {
        Ggen ggen = ggen();
        Path copy = folder.resolve("copy.jar");
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles/network"))) {
            Path jar = jars.filter(each -> each.getFileName().toString().startsWith("io.ggen.libp2p-"))
                    .findFirst()
                    .orElseThrow();
            Jars.renamedCopy(jar, copy, "mine", 500);
        }
        source("my-transport", "1.0.0", "", Files.readAllBytes(copy));
        importAll(ggen);
        try (Talk server = serve(ggen)) {
            awaitTransport(ggen, "libp2p");
            assertThat(ggen.run("install", "my-transport", "--allow-code").ok().err())
                    .doesNotContain("does not run");
            assertThat(providers(ggen, "transport")).contains("mine package", "libp2p distribution *");
            ggen.run("host", "use", "transport", "mine").ok();
            awaitTransport(ggen, "mine");
            ggen.run("uninstall", "my-transport").ok();
            awaitTransport(ggen, "libp2p");
            assertThat(server.signal("TERM", 60)).isZero();
        }
    }

    @Test
    void aRegistryThatAnotherHostPublishedAnswersSecondsLater() throws Exception {
        source("shelf", "1.0.0", "", shelf("1.0.0"));
        Ggen ann = new Ggen(folder.resolve("ann"));
        Ggen eve = new Ggen(folder.resolve("eve"));
        try (Talk anns = Talk.with(ann, "serve", "--listen", "/ip4/127.0.0.1/tcp/0")) {
            String address = new ObjectMapper()
                    .readTree(anns.await("{"))
                    .get("addresses")
                    .get(0)
                    .asText();
            try (Talk eves = Talk.with(eve, "serve", "--listen", "/ip4/127.0.0.1/tcp/0", "--bootstrap", address)) {
                eves.await("{");
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (ann.run("p2p", "status", "--json")
                                .ok()
                                .json()
                                .get("peers")
                                .asInt()
                        < 1) {
                    assertThat(System.nanoTime()).as("eve comes to ann").isLessThan(end);
                }
                String publisher = ann.run(
                                "publish", folder.resolve("sources/shelf-1.0.0").toString(), "--json")
                        .ok()
                        .json()
                        .get("publisher")
                        .asText();
                String spec = "@" + publisher + "/shelf";
                Ran installed = eve.run("install", spec, "--allow-code");
                while (installed.status() != 0) {
                    assertThat(System.nanoTime()).as(installed.err()).isLessThan(end);
                    installed = eve.run("install", spec, "--allow-code");
                }
                eve.run("registry", "add", "shelf").ok();
                eve.run("install", "letter").ok();
                assertThat(eve.home().resolve("packages/letter/letter.txt")).hasContent("dear reader");
                assertThat(eve.run("trust", "list").ok().out()).contains("shelf", publisher);
            }
        }
    }
}
