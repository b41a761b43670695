package io.ggen.registry.file;

import io.ggen.api.Texts;
import io.ggen.api.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The rules for names of registries. */
final class RegistryNames {
    private static final int LONGEST = 64;

    private RegistryNames() {}

    /** Why {@code name} cannot be the name of an additional registry, as half a sentence; null if it can. */
    static @Nullable String fault(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return "a registry's name has 1 to " + LONGEST + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && (i == 0 || (c != '-' && c != '_'))) {
                return "'" + Texts.shown(name) + "' is not a registry's name: it is lower-case letters, digits, '-' and"
                        + " '_', and starts with a letter or digit";
            }
        }
        return name.equals(HomeRegistry.NAME) ? "the name 'home' is that of this home's own registry" : null;
    }

    /** Whether a registry of this valid name is being asked in this host. */
    static boolean isTaken(BundleContext context, String name) {
        try {
            return !context.getServiceReferences(Registry.class, filter(name)).isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static String filter(String name) {
        return "(&(ggen.role=" + Registry.ROLE + ")(ggen.name=" + name + "))";
    }
}
