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
import java.util.Optional;
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

    /**
     * What to try who typed {@code typed}, as {@code ggen} takes it: the command most like it, or the help of the scope it
     * begins with; empty if none is near.
     */
    static Optional<String> meant(String typed) {
        String spaced = typed.replace(':', ' ');
        int space = spaced.indexOf(' ');
        Scope named = space < 0 ? null : scope(spaced.substring(0, space));
        if (named != null) {
            String like = Alike.best(spaced.substring(space + 1), named.functions());
            return Optional.of(like == null ? "help " + named.name() : new Found(named, like, 1).command());
        }
        List<String> names = new ArrayList<>();
        for (Scope scope : SCOPES) {
            for (String function : scope.functions()) {
                names.add(new Found(scope, function, 1).command());
            }
        }
        return Optional.ofNullable(Alike.best(spaced, names));
    }
}
