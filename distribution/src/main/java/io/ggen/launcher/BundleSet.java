package io.ggen.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jars of the distribution a mode needs: those in {@code bundles/} and {@code bundles/log/} always, {@code bundles/shell/} for the shell and
 * scripts, {@code bundles/network/} for what talks to peers, {@code bundles/deploy/} where the home's deploy folder is watched;
 * {@code bundles/plugins/} where there is code of packages, whatever the mode.
 */
final class BundleSet {
    /** Bundles that only offer packages to others need not be started. */
    private static final Set<String> LIBRARIES = Set.of(
            "io.ggen.p2p.api",
            "org.apache.felix.gogo.jline", // its activator would start a shell of its own
            "org.osgi.util.promise",
            "org.osgi.util.function",
            "org.osgi.service.component");

    private static final String NETWORK = "network";

    private BundleSet() {}

    /** Whether the bundle at {@code location} is one of the network's. */
    static boolean isOfNetwork(String location) {
        return location.contains("/bundles/" + NETWORK + "/");
    }

    /** Whether the bundle at {@code location} is only there so that code of packages can be tried against it. */
    static boolean isOnTrial(String location, Mode mode) {
        return !mode.hasShell() && location.contains("/bundles/shell/");
    }

    static List<Path> of(Path distribution, Launch launch, boolean hotDeploy) throws IOException {
        Path bundles = distribution.resolve("bundles");
        List<Path> found = new ArrayList<>(jars(bundles));
        found.addAll(jars(bundles.resolve("log")));
        if (launch.mode().hasShell()) {
            found.addAll(jars(bundles.resolve("shell")));
        }
        if (launch.network()) {
            found.addAll(network(distribution));
        }
        if (hotDeploy) {
            found.addAll(jars(bundles.resolve("deploy")));
        }
        return found;
    }

    /** The bundles that talk to peers. */
    static List<Path> network(Path distribution) throws IOException {
        return jars(distribution.resolve("bundles").resolve(NETWORK));
    }

    /** The bundles that run the code of packages. */
    static List<Path> plugins(Path distribution) throws IOException {
        return jars(distribution.resolve("bundles").resolve("plugins"));
    }

    /** What the shell and the network add, against which code of packages is tried in a process that has neither. */
    static List<Path> ofHosts(Path distribution) throws IOException {
        List<Path> found = new ArrayList<>(jars(distribution.resolve("bundles").resolve("shell")));
        found.addAll(network(distribution));
        return found;
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new LaunchFailure(
                    "the installation of ggen is damaged: " + folder + " is missing; nothing was changed.",
                    "unpacking ggen again");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(".jar")) {
                    jars.add(entry);
                }
            }
        }
        jars.sort(StartOrder.INSTANCE);
        return jars;
    }

    /** Whether a bundle need not be started in {@code mode}. */
    static boolean isLibrary(@Nullable String symbolicName, Mode mode) {
        return symbolicName == null
                || (!mode.hasShell() && symbolicName.equals("org.apache.felix.gogo.runtime"))
                || LIBRARIES.contains(symbolicName)
                || symbolicName.startsWith("com.fasterxml.jackson")
                || symbolicName.startsWith("io.netty.");
    }

    /** Text that differs whenever a cache made for one set of bundles must not be used for another. */
    static String stamp(Path distribution, List<Path> bundles) throws IOException {
        StringBuilder stamp = new StringBuilder(256 + 80 * bundles.size());
        stamp.append(System.getProperty("java.home")).append(' ');
        stamp.append(System.getProperty("java.vm.version")).append('\n');
        stamp.append(distribution).append('\n');
        for (Path bundle : bundles) {
            stamp.append(distribution.relativize(bundle)).append(' ');
            stamp.append(FileStamp.of(bundle)).append('\n');
        }
        return stamp.toString();
    }
}
