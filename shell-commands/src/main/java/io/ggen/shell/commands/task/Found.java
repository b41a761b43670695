package io.ggen.shell.commands.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command found by the words of a user.
 *
 * @param scope its scope
 * @param function its name there
 * @param words how many words name it
 */
public record Found(Scope scope, String function, int words) {
    private static final String DEFAULT_SCOPE = "ggen";

    /**
     * The command that {@code words} begin with, or null: {@code SCOPE:FUNCTION}; else a command of the scope
     * {@code ggen}; else the function of a scope in two words.
     */
    public static @Nullable Found in(List<Scope> scopes, List<String> words) {
        if (words.isEmpty()) {
            return null;
        }
        String first = words.get(0);
        int colon = first.indexOf(':');
        if (colon >= 0) {
            return find(scopes, first.substring(0, colon), first.substring(colon + 1), 1);
        }
        Found found = find(scopes, DEFAULT_SCOPE, first, 1);
        if (found == null && words.size() > 1) {
            found = find(scopes, first, words.get(1), 2);
        }
        return found;
    }

    private static @Nullable Found find(List<Scope> scopes, String scope, String function, int words) {
        for (Scope each : scopes) {
            if (each.name().equals(scope) && each.functions().contains(function)) {
                return new Found(each, function, words);
            }
        }
        return null;
    }

    /** The command itself. */
    public Task task() {
        return scope.task(function);
    }

    /** How a user calls it, without {@code ggen}: {@code install}, {@code host use}. */
    public String command() {
        return scope.name().equals(DEFAULT_SCOPE) ? function : scope.name() + " " + function;
    }
}
