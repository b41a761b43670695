package io.ggen.shell.commands;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.registry.Registry;
import io.ggen.roles.Roles;
import io.ggen.shell.Completions.Candidate;
import io.ggen.shell.commands.ggen.Known;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is of each kind of thing that commands take, for completion. */
final class KnownThings {
    private static final int MOST = 200;

    private final Services services;

    KnownThings(Services services) {
        this.services = services;
    }

    /** All things of a kind that begin with {@code typed}; {@code places} are the words before it. */
    List<Candidate> like(Hint hint, String typed, List<String> places) {
        return switch (hint) {
            case PACKAGE -> packages(typed);
            case NAME -> names(typed);
            case INSTALLED -> installed(typed, places);
            case COMMAND -> commands(typed, places);
            case ROLE -> roles(typed);
            case PROVIDER -> providers(places.isEmpty() ? "" : places.get(0), typed);
            case REGISTRY -> providers(Registry.ROLE, typed);
            case REGISTRY_TO_ADD -> registriesToAdd(typed);
            case PEER -> peers(typed, places);
            case TEXT, FILE, FOLDER -> List.of();
        };
    }

    private List<Candidate> names(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : services.catalog().namesStartingWith(typed, MOST)) {
            candidates.add(new Candidate(name, "", true));
        }
        return candidates;
    }

    private List<Candidate> packages(String typed) {
        int at = typed.indexOf('@', 1);
        if (at < 0) {
            return typed.startsWith("@") ? List.of() : names(typed);
        }
        String name = typed.substring(0, at);
        if (!PackageName.isValid(name)) {
            return List.of();
        }
        Set<String> versions = new LinkedHashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Known known : Known.releases(new PackageName(name), services)) {
            Release release = known.listing().release();
            String value = name + "@" + release.version();
            if (value.startsWith(typed) && versions.add(value) && versions.size() <= MOST) {
                candidates.add(new Candidate(value, release.yanked() ? "yanked" : "", true));
            }
        }
        return candidates;
    }

    private List<Candidate> installed(String typed, List<String> places) {
        List<Candidate> candidates = new ArrayList<>();
        Lock lock = services.marketplace().installed(services.home().packages()).lock();
        for (Lock.Entry entry : lock.packages().values()) {
            String name = entry.name().value();
            if (name.startsWith(typed) && !places.contains(name) && candidates.size() < MOST) {
                candidates.add(new Candidate(name, entry.version().toString(), true));
            }
        }
        return candidates;
    }

    private static List<Candidate> commands(String typed, List<String> places) {
        List<Candidate> candidates = new ArrayList<>();
        if (places.size() > 1) {
            return candidates;
        }
        Scope within = places.isEmpty() ? null : Commands.scope(places.get(0));
        for (Scope scope : Commands.SCOPES) {
            for (String function : scope.functions()) {
                Found found = new Found(scope, function, 1);
                String value = within == null ? found.command().replace(' ', ':') : function;
                if ((places.isEmpty() || scope.equals(within)) && value.startsWith(typed)) {
                    candidates.add(new Candidate(value, found.task().syntax().description(), true));
                }
            }
        }
        return candidates;
    }

    private List<Candidate> peers(String typed, List<String> places) {
        Map<String, String> known = new LinkedHashMap<>();
        services.node().ifPresent(node -> {
            node.neighbours().forEach(one -> known.put(one.peer().toString(), "connected"));
            node.dropped().forEach(one -> known.putIfAbsent(one.peer().toString(), "lost"));
        });
        List<Candidate> candidates = new ArrayList<>();
        known.forEach((peer, how) -> {
            if (peer.startsWith(typed) && !places.contains(peer) && candidates.size() < MOST) {
                candidates.add(new Candidate(peer, how, true));
            }
        });
        return candidates;
    }

    private List<Candidate> roles(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (Roles.Role role : services.roles().roles()) {
            if (role.name().startsWith(typed)) {
                candidates.add(new Candidate(role.name(), "", true));
            }
        }
        return candidates;
    }

    /** Only what packages bring waits to be added, and only under a name that nobody else has. */
    private List<Candidate> registriesToAdd(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (Roles.Role role : services.roles().roles()) {
            if (!role.name().equals(Registry.ROLE)) {
                continue;
            }
            Set<String> taken = new LinkedHashSet<>();
            for (Roles.Provider provider : role.providers()) {
                if (provider.selected()) {
                    taken.add(provider.name());
                }
            }
            for (Roles.Provider provider : role.providers()) {
                String name = provider.name();
                boolean fits = name.startsWith(typed) && name.indexOf(' ') < 0; // as 'registry add' takes them
                if (fits && taken.add(name) && candidates.size() < MOST) {
                    candidates.add(new Candidate(name, provider.bundle(), true));
                }
            }
        }
        return candidates;
    }

    private List<Candidate> providers(String wanted, String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (Roles.Role role : services.roles().roles()) {
            for (Roles.Provider provider : role.providers()) {
                if (role.name().equals(wanted) && provider.name().startsWith(typed)) {
                    candidates.add(
                            new Candidate(provider.name(), provider.selected() ? "in use" : provider.bundle(), true));
                }
            }
        }
        return candidates;
    }
}
