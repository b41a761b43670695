package io.ggen.roles;

import io.ggen.api.registry.Registry;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** From interfaces to the names of roles. */
public final class RoleNames {
    private RoleNames() {}

    /** Whether all providers of {@code role} are used even if none of them says so. */
    public static boolean isForMany(String role) {
        return role.equals(Registry.ROLE);
    }

    /** What people call the role of {@code type}: its constant {@code ROLE}, or its simple name in small letters. */
    public static String of(Class<?> type) {
        try {
            Field constant = type.getField("ROLE");
            if (constant.getType() == String.class && constant.get(null) instanceof String role) {
                return role;
            }
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return plain(type);
        }
        return plain(type);
    }

    private static String plain(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** {@code there is a}, {@code there are a, b and c}, {@code there is none}: what there is to choose from. */
    public static String thereIs(List<String> names) {
        if (names.size() < 2) {
            return "there is " + (names.isEmpty() ? "none" : names.get(0));
        }
        int last = names.size() - 1;
        return "there are " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The roles an object of {@code type} can fill, each with the names of the types it can be leased as. */
    public static Map<String, Set<String>> filledBy(Class<?> type) {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(type, types);
        for (Class<?> one : types) {
            roles.computeIfAbsent(of(one), role -> new LinkedHashSet<>()).add(one.getName());
        }
        return roles;
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (type.isInterface()) {
            types.add(type);
        }
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, types);
        }
        Class<?> above = type.getSuperclass();
        if (above != null) {
            collect(above, types);
        }
    }
}
