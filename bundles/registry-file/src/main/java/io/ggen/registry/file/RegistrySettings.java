package io.ggen.registry.file;

import io.ggen.api.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules for the names and folders of additional registries; knows no framework. */
final class RegistrySettings {
    private static final int LONGEST = 64;

    private RegistrySettings() {}

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

    /** Why {@code name} and {@code path} make no registry, as half a sentence; null if they do. */
    static @Nullable String fault(String name, String path, Predicate<String> isTaken) {
        String fault = fault(name);
        if (fault != null) {
            return fault;
        }
        try {
            if (!Path.of(path).isAbsolute()) {
                return "'" + Texts.shown(path) + "' is not an absolute path";
            }
        } catch (InvalidPathException e) {
            return "'" + Texts.shown(path) + "' is not a path";
        }
        return isTaken.test(name) ? "there is another registry of this name" : null;
    }

    static String warning(String name, String fault) {
        return "The registry '" + Texts.shown(name) + "' in etc/" + AdditionalRegistry.PID
                + "-*.json is not used because " + fault + ".";
    }
}
