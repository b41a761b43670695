package io.ggen.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * Swaps the resolver and the extractor of a real Felix, in every way an operator can, while installs run, and counts the
 * installs that were lost. What runs inside the framework is {@link SwapProbe}.
 */
class SwapIT {
    @Test
    void noInstallIsLostWhileResolverAndExtractorAreSwapped(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        new Ggen(home)
                .run(
                        "registry",
                        "import",
                        Ggen.root().resolve("distribution/samples").toString())
                .ok();
        Path spare = Files.createDirectories(folder.resolve("spare"));
        Jars.renamedCopy(bundleFile("io.ggen.extractor"), spare.resolve("extractor.jar"), "second-extractor", 50);
        Jars.renamedCopy(
                bundleFile("io.ggen.resolver.backtracking"), spare.resolve("resolver.jar"), "second-resolver", 50);

        List<Option> options = new ArrayList<>();
        options.add(frameworkProperty("ggen.home").value(home.toString()));
        options.add(frameworkProperty("felix.cm.pm").value("json"));
        options.add(frameworkProperty("felix.fileinstall.dir")
                .value(home.resolve("deploy").toString()));
        options.add(frameworkProperty("felix.fileinstall.tmpdir")
                .value(folder.resolve("tmp").toString()));
        options.add(frameworkProperty("felix.fileinstall.poll").value("100"));
        options.add(frameworkProperty("felix.fileinstall.noInitialDelay").value("true"));
        options.add(frameworkProperty("felix.fileinstall.bundles.new.start").value("true"));
        options.add(frameworkProperty("felix.fileinstall.log.level").value("0"));
        options.add(systemProperty("ggen.test.spare").value(spare.toString()));
        options.add(systemProperty("ggen.test.folder").value(folder.toString()));
        for (Path jar : allBundles()) {
            options.add(bundle(jar.toUri().toString()));
        }
        inFramework(options, SwapProbe.class, "swapWhileInstalling");
    }

    private static void inFramework(List<Option> options, Class<?> probe, String method) throws Exception {
        ExamSystem system = PaxExamRuntime.createTestSystem(options.toArray(Option[]::new));
        TestContainer container = PaxExamRuntime.createContainer(system);
        container.start();
        try {
            TestProbeBuilder builder = system.createProbe();
            TestAddress address = builder.addTest(probe, method);
            container.installProbe(builder.build().getStream());
            container.call(address);
        } finally {
            container.stop();
            system.clear();
        }
    }

    private static Path bundleFile(String symbolicName) throws IOException {
        for (Path jar : allBundles()) {
            if (jar.getFileName().toString().startsWith(symbolicName + "-")) {
                return jar;
            }
        }
        throw new AssertionError("no bundle " + symbolicName + " in the distribution");
    }

    private static List<Path> allBundles() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String part : List.of("bundles", "bundles/deploy")) {
            try (Stream<Path> files = Files.list(Ggen.distribution().resolve(part))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }
}
