package io.ggen.plugins;

import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.plugins.BundleJar;
import io.ggen.api.plugins.Plugin;
import java.nio.file.Path;

/**
 * One jar of a package, by what its manifest says.
 *
 * @param plugin the package
 * @param file the jar
 */
record PluginJar(Plugin plugin, Path file, String symbolicName, String version) {
    /** Reads it. Refused if no framework would take it as a bundle that can be started. */
    static PluginJar read(Plugin plugin, Path file, String state) {
        BundleJar said = BundleJar.read(file, why -> refused(plugin, file, why, state));
        return new PluginJar(plugin, file, said.symbolicName(), said.version());
    }

    private static ProblemException refused(Plugin plugin, Path file, String why, String state) {
        String name = Texts.shown(String.valueOf(file.getFileName()), 100);
        return new PluginProblem(
                        plugin,
                        plugin.name() + " " + plugin.version() + " is a package of code, but its " + name + " " + why
                                + "; " + state + ".")
                .asException();
    }

    /** {@code NAME VERSION} of the package. */
    String of() {
        return plugin.name() + " " + plugin.version();
    }

    /** Where a framework has it from: it loads it from there, and copies nothing. */
    String location() {
        return "reference:" + file.toUri();
    }

    /** The symbolic name, fit to be shown. */
    String shown() {
        return Texts.shown(symbolicName, 100);
    }

    /** Whether a framework takes the two for one bundle. */
    boolean isSameBundleAs(PluginJar other) {
        return symbolicName.equals(other.symbolicName) && version.equals(other.version);
    }
}
