package io.ggen.leases;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Providers from packages that are used beside the others of a role. Kept among the selections, as {@code ROLE.added} and their
 * names with spaces between.
 */
final class Admitted {
    /** How many there can be for a role. */
    static final int MOST = 64;

    private static final String SUFFIX = ".added";

    private Admitted() {}

    static String key(String role) {
        return role + SUFFIX;
    }

    static boolean isKey(String key) {
        return key.endsWith(SUFFIX);
    }

    static String roleOf(String key) {
        return key.substring(0, key.length() - SUFFIX.length());
    }

    /** By role. */
    static Map<String, Set<String>> of(Map<String, String> selection) {
        Map<String, Set<String>> admitted = new HashMap<>(2);
        for (Map.Entry<String, String> each : selection.entrySet()) {
            if (isKey(each.getKey())) {
                admitted.put(roleOf(each.getKey()), names(each.getValue()));
            }
        }
        return admitted;
    }

    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        for (String name : text.split(" ", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
