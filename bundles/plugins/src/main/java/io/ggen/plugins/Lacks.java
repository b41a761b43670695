package io.ggen.plugins;

import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Says what bundles lack among others, in words, before any of them is resolved. The framework has the last word: it also knows
 * which packages cannot be used together.
 */
final class Lacks {
    private static final Pattern VERSION_FROM = Pattern.compile("\\((?:bundle-)?version>=([^)]+)\\)");
    private static final Pattern VERSION_BELOW = Pattern.compile("\\(!\\((?:bundle-)?version>=([^)]+)\\)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([^)]+)\\)");

    private final Collection<Bundle> there;
    private final int most;

    /**
     * Among {@code there}, and with what they bring.
     *
     * @param most how many things one answer names
     */
    Lacks(Collection<Bundle> there, int most) {
        this.there = there;
        this.most = most;
    }

    /**
     * What each of {@code wanted} lacks that lacks something, as "needs …". What another one of them would bring counts as there,
     * whatever that one lacks itself.
     */
    Map<Bundle, String> of(Collection<Bundle> wanted) {
        Set<Bundle> able = new LinkedHashSet<>(there);
        able.addAll(wanted);
        Map<Bundle, String> lacks = new LinkedHashMap<>();
        for (Bundle bundle : wanted) {
            String lack = lack(bundle, able);
            if (lack != null) {
                lacks.put(bundle, lack);
            }
        }
        return lacks;
    }

    private @Nullable String lack(Bundle bundle, Set<Bundle> able) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return null;
        }
        Set<String> missing = new TreeSet<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && !isMet(requirement, able)) {
                missing.add(words(requirement));
            }
        }
        if (missing.isEmpty()) {
            return null;
        }
        List<String> shown = new ArrayList<>(missing).subList(0, Math.min(most, missing.size()));
        int more = missing.size() - shown.size();
        return "needs " + String.join(", and ", shown) + (more > 0 ? ", and " + more + " more" : "");
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective = directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE);
        String resolution = directives.getOrDefault(Constants.RESOLUTION_DIRECTIVE, Constants.RESOLUTION_MANDATORY);
        return effective.equals(Constants.EFFECTIVE_RESOLVE) && resolution.equals(Constants.RESOLUTION_MANDATORY);
    }

    private static boolean isMet(BundleRequirement requirement, Set<Bundle> able) {
        for (Bundle bundle : able) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                for (BundleCapability capability : revision.getDeclaredCapabilities(requirement.getNamespace())) {
                    if (requirement.matches(capability)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private String words(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String namespace = requirement.getNamespace();
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return java(filter);
        }
        String what = namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? "the package "
                : namespace.equals(BundleNamespace.BUNDLE_NAMESPACE) ? "the bundle " : "";
        String name = group(Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]+)\\)"), filter);
        if (name == null) {
            return "what only " + Texts.shown(namespace + filter, 120) + " says, and nothing here does";
        }
        String shown = what.isEmpty()
                ? Texts.shown(namespace, 60) + " " + Texts.shown(name, 100)
                : what + Texts.shown(name, 100);
        return shown + range(filter) + others(namespace, name, what.equals("the bundle "));
    }

    private static String java(String filter) {
        String version = group(JAVA, filter);
        version = version == null ? group(VERSION_FROM, filter) : version;
        return (version == null ? "another Java" : "Java " + Texts.shown(version, 20)) + ", and this is Java "
                + Runtime.version().feature();
    }

    private static String range(String filter) {
        String below = group(VERSION_BELOW, filter);
        String from = group(VERSION_FROM, VERSION_BELOW.matcher(filter).replaceAll(""));
        String words = from == null ? "" : " from version " + Texts.shown(from, 40);
        return below == null ? words : words + (words.isEmpty() ? " " : ", ") + "below " + Texts.shown(below, 40);
    }

    /** Which versions of it there are, none of which will do. */
    private String others(String namespace, String name, boolean isBundle) {
        Set<String> versions = new TreeSet<>();
        for (Bundle bundle : there) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                for (BundleCapability capability : revision.getDeclaredCapabilities(namespace)) {
                    Object version = capability
                            .getAttributes()
                            .get(isBundle ? Constants.BUNDLE_VERSION_ATTRIBUTE : Constants.VERSION_ATTRIBUTE);
                    if (name.equals(capability.getAttributes().get(namespace)) && version != null) {
                        versions.add(Texts.shown(version.toString(), 40));
                    }
                }
            }
        }
        List<String> some = new ArrayList<>(versions).subList(0, Math.min(most, versions.size()));
        return some.isEmpty()
                ? ", which neither this host nor another of its packages has"
                : ", and there is only " + String.join(", ", some);
    }

    private static @Nullable String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
