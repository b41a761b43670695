package io.ggen.itests;

import io.ggen.api.Home;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Outcome;
import io.ggen.roles.FixedRoles;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Started by {@link ModulePathIT} in a JVM of its own, with the bundles on its module path: installs one package. */
public final class ModuleMain {
    private ModuleMain() {}

    /** Arguments: the home and the registry. */
    public static void main(String[] arguments) throws Exception {
        Home home = new Home(Path.of(arguments[0]));
        Consumer<String> warnings = System.err::println;
        Executor helper = Runnable::run;
        Roles roles = FixedRoles.of(
                make("io.ggen.resolver.backtracking.BacktrackingResolver", new Class<?>[] {long.class}, 1_000_000L),
                make("io.ggen.lockfile.JsonLockfile", new Class<?>[0]),
                make("io.ggen.extractor.TarExtractor", new Class<?>[0]),
                make(
                        "io.ggen.registry.file.FileRegistry",
                        new Class<?>[] {String.class, Path.class, boolean.class, Consumer.class, Executor.class},
                        "samples",
                        Path.of(arguments[1]),
                        false,
                        warnings,
                        helper));
        Marketplace marketplace = (Marketplace)
                make("io.ggen.installer.GenerationMarketplace", new Class<?>[] {Home.class, Roles.class}, home, roles);
        Outcome outcome = marketplace.install(
                new InstallRequest(List.of(Spec.parse("hello-world")), InstallOptions.into(home.packages())),
                Progress.NONE);
        System.out.println("installed " + outcome.installed().size() + " from " + Marketplace.class.getModule());
    }

    private static Object make(String type, Class<?>[] parameters, Object... arguments) throws Exception {
        Class<?> found = Class.forName(type);
        if (!found.getModule().isNamed()) {
            throw new AssertionError(type + " is not in a named module");
        }
        return found.getConstructor(parameters).newInstance(arguments);
    }
}
