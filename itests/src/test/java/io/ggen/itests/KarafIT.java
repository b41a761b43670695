package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.itests.plugin.Marks;
import io.ggen.itests.plugin.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The features of ggen in a stock Karaf, without a network: everything comes out of the kar. */
class KarafIT {
    /** What Karaf has itself, or has no use for. */
    private static final Set<String> NOT_FOR_KARAF = Set.of(
            "io.ggen.console",
            "io.ggen.embedded",
            "io.ggen.log",
            "jline",
            "org.apache.felix.configadmin",
            "org.apache.felix.fileinstall",
            "org.apache.felix.gogo.command",
            "org.apache.felix.gogo.jline",
            "org.apache.felix.gogo.runtime",
            "org.apache.felix.log");

    @Test
    void ggenInstallsAPackageInTheShellOfAStockKaraf(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        Karaf karaf = karaf(folder, home);
        try (karaf) {
            karaf.start();
            karaf.type("kar:install " + kar().toUri(), "karaf@root()>");
            karaf.type("feature:list | grep ggen-shell", "Uninstalled");
            karaf.type("feature:install ggen-shell", "karaf@root()>");
            karaf.type("ggen:install hello-world", "installed 4 packages");
            assertThat(home.resolve("packages/hello-world/index.html")).exists();
            karaf.type("ggen:list --json", "\"name\":\"language-names\"");
            karaf.type("ggen:search langages", "greeting-templates");
            karaf.type("host:services", "pubgrub");
            karaf.type("ggen:install nonsense", "nothing was changed");
            karaf.type("feature:install ggen-network", "karaf@root()>");
            karaf.repeat("p2p:status", "12D3Koo"); // the id of this host, which has a network now
            karaf.type("feature:uninstall ggen-network", "karaf@root()>");
            karaf.type("ggen:uninstall hello-world", "removed 4");
            assertThat(karaf.errors()).isEmpty();
        }
        assertThat(home.resolve("packages/hello-world")).doesNotExist();
    }

    @Test
    void codeOfAPackageRunsInAStockKarafAndAgainAfterARestart(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        CodePackages packages = new CodePackages(folder);
        Path marker = packages.source("marker", "1.0.0", "", CodePackages.code("marker", "1.0.0", Marks.class));
        Path shelf = packages.source("shelf", "1.0.0", "", packages.shelf("1.0.0", Shelf.class));
        Karaf karaf = karaf(folder, home);
        try (karaf) {
            karaf.start();
            karaf.type("kar:install " + kar().toUri(), "karaf@root()>");
            karaf.type("feature:list | grep ggen-shell", "Uninstalled");
            karaf.type("feature:install ggen-shell", "karaf@root()>");
            karaf.type("ggen:publish --local " + marker, "published marker 1.0.0");
            karaf.type("ggen:publish --local " + shelf, "published shelf 1.0.0");
            karaf.type("ggen:install marker shelf", "Let all of them run? [y/N]");
            karaf.type("n", "nothing was installed");
            assertThat(home.resolve("marks")).doesNotExist();
            karaf.type("ggen:install marker shelf --allow-code", "installed 2 packages");
            assertThat(home.resolve("marks")).hasContent("+1.0.0");
            karaf.type("bundle:list -s | grep test.marker", "Active");
            karaf.type("ggen:install letter", "No package named 'letter' is known");
            karaf.type("registry:add shelf", "added registry shelf");
            assertThat(karaf.errors()).isEmpty();
        }
        assertThat(home.resolve("marks")).hasContent("+1.0.0\n-1.0.0");
        try (karaf) {
            karaf.start();
            karaf.repeat("bundle:list -s | grep test.marker", "Active"); // in the background, behind the start
            assertThat(home.resolve("marks")).hasContent("+1.0.0\n-1.0.0\n+1.0.0");
            karaf.repeat("registry:list", "shelf");
            karaf.type("ggen:install letter", "installed 1 package");
            assertThat(home.resolve("packages/letter/letter.txt")).hasContent("dear reader");
            karaf.type("trust:remove marker", "marker");
            assertThat(karaf.errors()).isEmpty();
        }
        assertThat(home.resolve("marks")).hasContent("+1.0.0\n-1.0.0\n+1.0.0\n-1.0.0");
        try (karaf) {
            karaf.start();
            karaf.repeat("bundle:list -s | grep test.shelf", "Active");
            karaf.type(
                    "ggen:doctor", "The code of marker 1.0.0 does not run, because the consent to it was taken back");
            assertThat(home.resolve("marks")).hasContent("+1.0.0\n-1.0.0\n+1.0.0\n-1.0.0");
            karaf.type("ggen:uninstall marker", "removed 1 package");
            karaf.type("bundle:stop io.ggen.plugins", "karaf@root()>");
            karaf.repeat("bundle:list -s | grep -c test.shelf", "\n0"); // its code goes with it
            assertThat(karaf.errors()).isEmpty();
        }
    }

    private static Karaf karaf(Path folder, Path home) throws Exception {
        Karaf karaf = Karaf.unpack(folder);
        karaf.set("etc/system.properties", "ggen.home=" + home);
        karaf.set("etc/system.properties", "ggen.distribution=" + Ggen.distribution());
        karaf.set("etc/system.properties", "ggen.node=start");
        return karaf;
    }

    @Test
    void theFeaturesNameEveryBundleThatIsOfUseInKaraf() throws IOException {
        Matcher named = Pattern.compile("mvn:[^/]+/([^/]+)/([^<]+)<")
                .matcher(Files.readString(Ggen.distribution().resolve("karaf/features.xml")));
        Set<String> jars = new TreeSet<>();
        while (named.find()) {
            jars.add(named.group(1) + "-" + named.group(2) + ".jar");
        }
        try (Stream<Path> shipped = Files.walk(Ggen.distribution().resolve("bundles"))) {
            assertThat(jars)
                    .isEqualTo(shipped.map(jar -> jar.getFileName().toString())
                            .filter(jar -> jar.endsWith(".jar"))
                            .filter(jar ->
                                    NOT_FOR_KARAF.stream().noneMatch(not -> jar.matches(Pattern.quote(not) + "-\\d.*")))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Path kar() throws IOException {
        try (Stream<Path> built = Files.list(Ggen.root().resolve("distribution/target"))) {
            return built.filter(file -> file.toString().endsWith(".kar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
