package io.ggen.plugins;

import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.plugins.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Brings the jars of packages into the framework and has them resolved, beside what is to go. Nothing of them runs. All that was
 * brought can be taken back.
 */
final class Installing {
    private final BundleContext context;
    private final Limits limits;
    private final Map<String, Bundle> ours;
    private final Map<PluginJar, Bundle> wanted = new LinkedHashMap<>();
    private final Set<Bundle> fresh = new LinkedHashSet<>();
    private final Set<Bundle> going = new LinkedHashSet<>();

    /** {@code ours}: what is there from packages, by location. */
    Installing(BundleContext context, Limits limits, Map<String, Bundle> ours) {
        this.context = context;
        this.limits = limits;
        this.ours = ours;
    }

    /** What was not there before. */
    Set<Bundle> fresh() {
        return fresh;
    }

    /** What is there and not wanted. */
    Set<Bundle> going() {
        return going;
    }

    /** All that is wanted, by what it comes from. */
    Map<PluginJar, Bundle> wanted() {
        return wanted;
    }

    /** Installs and resolves all {@code plugins}, or fails with what is wrong with one of them. */
    void all(List<Plugin> plugins, String state) {
        List<PluginJar> jars = new ArrayList<>();
        for (Plugin plugin : plugins) {
            for (Path file : plugin.jars()) {
                jars.add(PluginJar.read(plugin, file, state));
            }
        }
        findGoing(jars);
        refuseTwice(jars, state);
        try (Exchange exchange = Exchange.open(context, going, fresh)) {
            for (PluginJar jar : jars) {
                install(jar, state);
            }
            Map<Bundle, String> lacks = new Lacks(others(), limits.lacks()).of(wanted.values());
            wanted.forEach((jar, bundle) -> {
                if (lacks.containsKey(bundle)) {
                    throw lacking(jar, String.valueOf(lacks.get(bundle)), state);
                }
            });
            PluginJar unresolved = unresolved();
            if (unresolved != null) {
                throw lacking(unresolved, "does not fit together with what is there", state);
            }
        }
    }

    /** As {@link #all}, but passes over packages with which something is wrong, and says what. */
    List<String> some(List<Plugin> plugins, String state) {
        List<String> told = new ArrayList<>();
        List<Plugin> left = new ArrayList<>(plugins);
        for (boolean again = true; again; ) {
            again = false;
            try {
                all(left, state);
            } catch (ProblemException e) {
                told.add(e.problem().message());
                takeBack();
                again = e.problem() instanceof PluginProblem problem && left.remove(problem.plugin());
            }
        }
        return told;
    }

    private void findGoing(List<PluginJar> jars) {
        going.clear();
        going.addAll(ours.values());
        for (PluginJar jar : jars) {
            going.remove(ours.get(jar.location()));
        }
    }

    private void refuseTwice(List<PluginJar> jars, String state) {
        for (int i = 0; i < jars.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (jars.get(i).isSameBundleAs(jars.get(j))) {
                    String version = Texts.shown(jars.get(i).version(), 40);
                    throw new PluginProblem(
                                    jars.get(i).plugin(),
                                    jars.get(j).of() + " and " + jars.get(i).of() + " both bring the bundle "
                                            + jars.get(i).shown() + " " + version + ", and a host can hold it once; "
                                            + state + ".")
                            .asException();
                }
            }
        }
    }

    private void install(PluginJar jar, String state) {
        Bundle known = ours.get(jar.location());
        if (known != null) {
            wanted.put(jar, known);
            return;
        }
        try {
            Bundle bundle = context.installBundle(jar.location());
            fresh.add(bundle);
            wanted.put(jar, bundle);
        } catch (BundleException e) {
            String why = e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR
                    ? "this host has a bundle of that name and version already"
                    : Texts.shown(String.valueOf(e.getMessage()), 300);
            throw new PluginProblem(
                            jar.plugin(),
                            "The bundle " + jar.shown() + " of " + jar.of() + " cannot be installed (" + why + "); "
                                    + state + ".")
                    .asException(e);
        }
    }

    private Collection<Bundle> others() {
        Set<Bundle> others = new LinkedHashSet<>(List.of(context.getBundles()));
        others.removeAll(going);
        return others;
    }

    /** Resolves what is new, and says which bundle does not resolve; null if all do. */
    private @Nullable PluginJar unresolved() {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        if (fresh.isEmpty() || wiring.resolveBundles(fresh)) {
            return null;
        }
        for (Map.Entry<PluginJar, Bundle> each : wanted.entrySet()) {
            if (each.getValue().getState() == Bundle.INSTALLED) {
                return each.getKey();
            }
        }
        return null;
    }

    private static ProblemException lacking(PluginJar jar, String lack, String state) {
        return new PluginProblem(
                        jar.plugin(),
                        "The code of " + jar.of() + " cannot run in this host: its bundle " + jar.shown() + " " + lack
                                + "; " + state + ".")
                .asException();
    }

    /** Takes away all that is fresh. */
    void takeBack() {
        for (Bundle bundle : fresh) {
            try {
                bundle.uninstall();
            } catch (BundleException | IllegalStateException e) {
                System.getLogger("io.ggen.plugins").log(System.Logger.Level.DEBUG, "It stays installed", e);
            }
        }
        fresh.clear();
        wanted.clear();
    }
}
