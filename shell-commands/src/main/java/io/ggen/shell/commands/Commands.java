package io.ggen.shell.commands;

import io.ggen.shell.commands.ggen.GgenScope;
import io.ggen.shell.commands.host.HostScope;
import io.ggen.shell.commands.p2p.P2pScope;
import io.ggen.shell.commands.registry.RegistryScope;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.text.Alike;
import io.ggen.shell.commands.trust.TrustScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands there are. */
public final class Commands {
    /** Every scope, in the order of help. */
    public static final List<Scope> SCOPES =
            List.of(new GgenScope(), new RegistryScope(), new P2pScope(), new TrustScope(), new HostScope());

    private Commands() {}

    /** The command that {@code words} begin with, or null. */
    public static @Nullable Found find(List<String> words) {
        return Found.in(SCOPES, words);
    }

    /** The scope that {@code word} names, or null. */
    public static @Nullable Scope scope(String word) {
        for (Scope scope : SCOPES) {
            if (scope.name().equals(word)) {
                return scope;
            }
        }
        return null;
    }

    /** The command most like {@code typed}, as {@code ggen} takes it, or null if none is near. */
    static @Nullable String like(String typed) {
        List<String> names = new ArrayList<>();
        for (Scope scope : SCOPES) {
            for (String function : scope.functions()) {
                names.add(new Found(scope, function, 1).command());
            }
        }
        return Alike.best(typed.replace(':', ' '), names);
    }
}
