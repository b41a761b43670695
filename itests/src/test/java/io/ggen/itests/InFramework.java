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
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** Runs a method inside a real Felix with the bundles of the distribution, but for the shell's, on one home. */
final class InFramework {
    private final List<Option> options = new ArrayList<>();

    /** A framework on {@code home}, whose network starts by itself if {@code network}; works in {@code folder}. */
    InFramework(Path home, Path folder, boolean network) throws IOException {
        options.add(frameworkProperty("ggen.home").value(home.toString()));
        options.add(frameworkProperty("ggen.network").value(Boolean.toString(network)));
        options.add(frameworkProperty("ggen.node").value(network ? "start" : ""));
        options.add(frameworkProperty("felix.cm.pm").value("json"));
        options.add(frameworkProperty("felix.fileinstall.dir")
                .value(Files.createDirectories(home.resolve("deploy")).toString()));
        options.add(frameworkProperty("felix.fileinstall.tmpdir")
                .value(folder.resolve("tmp").toString()));
        options.add(frameworkProperty("felix.fileinstall.poll").value("100"));
        options.add(frameworkProperty("felix.fileinstall.noInitialDelay").value("true"));
        options.add(frameworkProperty("felix.fileinstall.bundles.new.start").value("true"));
        options.add(frameworkProperty("felix.fileinstall.log.level").value("0"));
        tell("folder", folder.toString());
        tell("home", home.toString());
        for (String part : network ? List.of("", "deploy", "network") : List.of("", "deploy")) {
            for (Path jar : bundles(part)) {
                options.add(bundle(jar.toUri().toString()));
            }
        }
    }

    /** The probe finds {@code value} in the system property {@code ggen.test.NAME}. */
    InFramework tell(String name, String value) {
        options.add(systemProperty("ggen.test." + name).value(value));
        return this;
    }

    void run(Class<?> probe, String method) throws Exception {
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

    /** The jar of the bundle {@code symbolicName}, wherever in the distribution it is. */
    static Path bundleFile(String symbolicName) throws IOException {
        for (String part : List.of("", "network")) {
            for (Path jar : bundles(part)) {
                if (jar.getFileName().toString().startsWith(symbolicName + "-")) {
                    return jar;
                }
            }
        }
        throw new AssertionError("no bundle " + symbolicName + " in the distribution");
    }

    private static List<Path> bundles(String part) throws IOException {
        try (Stream<Path> files =
                Files.list(Ggen.distribution().resolve("bundles").resolve(part))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
