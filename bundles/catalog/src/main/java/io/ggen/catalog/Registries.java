package io.ggen.catalog;

import io.ggen.api.PackageName;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.BrowsableRegistry.Changes;
import io.ggen.api.registry.Listing;
import io.ggen.roles.Roles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks all registries that can be walked. One that fails keeps nobody else from answering. */
final class Registries {
    private final Roles roles;

    Registries(Roles roles) {
        this.roles = roles;
    }

    /** What has changed since {@code cursors}, by registry id. */
    News news(Map<String, String> cursors) {
        List<Update> updates = roles.callAll(BrowsableRegistry.class, registry -> ask(registry, cursors));
        Map<String, Optional<Changes>> byId = new HashMap<>();
        Set<String> remote = new HashSet<>();
        for (Update update : updates) {
            if (byId.putIfAbsent(update.id(), update.changes()) == null && update.isRemote()) {
                remote.add(update.id());
            }
        }
        Set<String> gone = new HashSet<>();
        if (!byId.containsKey("")) {
            gone.addAll(cursors.keySet());
            gone.removeAll(byId.keySet());
        }
        Map<String, Changes> changes = new HashMap<>();
        byId.forEach((id, change) -> change.ifPresent(known -> changes.put(id, known)));
        return new News(cursors, changes, gone, remote);
    }

    private static Update ask(BrowsableRegistry registry, Map<String, String> cursors) {
        String id = idOf(registry);
        try {
            return id.isEmpty()
                    ? new Update(id, false, Optional.empty())
                    : new Update(
                            id,
                            registry.needsNetwork(),
                            Optional.of(registry.changesSince(cursors.getOrDefault(id, ""))));
        } catch (RuntimeException e) {
            return new Update(id, false, Optional.empty());
        }
    }

    /** A registry that cannot even say who it is has the id "": then nobody can tell which one would be missing. */
    private static String idOf(BrowsableRegistry registry) {
        try {
            return registry.id();
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** What the registries {@code followed} tell of {@code names}, the best registry first. */
    List<Told> describe(Collection<PackageName> names, Set<String> followed) {
        return roles.callAll(BrowsableRegistry.class, registry -> describe(registry, names, followed));
    }

    private static Told describe(BrowsableRegistry registry, Collection<PackageName> names, Set<String> followed) {
        Map<PackageName, List<Listing>> listings = new HashMap<>();
        List<PackageName> unread = new ArrayList<>();
        String id = idOf(registry);
        if (!followed.contains(id)) {
            return new Told(id, listings, unread);
        }
        for (PackageName name : names) {
            try {
                List<Listing> told = registry.describe(name);
                if (!told.isEmpty()) {
                    listings.put(name, told);
                }
            } catch (RuntimeException e) {
                unread.add(name);
            }
        }
        return new Told(id, listings, unread);
    }

    private record Update(String id, boolean isRemote, Optional<Changes> changes) {}

    /**
     * One registry's words on some names.
     *
     * @param listings without the names that it does not have
     * @param unread names that it could not read
     */
    record Told(String id, Map<PackageName, List<Listing>> listings, List<PackageName> unread) {}

    /**
     * What has changed in the registries.
     *
     * @param basis the cursors that they were asked with
     * @param changes by registry id; a registry that could not say is missing
     * @param gone ids of registries that are no longer there
     * @param remote ids of registries that hear from other machines
     */
    record News(Map<String, String> basis, Map<String, Changes> changes, Set<String> gone, Set<String> remote) {
        /** Whether more than {@code few} names come from other machines, and no more than that from this one. */
        boolean isFlood(int few) {
            int here = 0;
            for (Map.Entry<String, Changes> change : changes.entrySet()) {
                here += remote.contains(change.getKey())
                        ? 0
                        : change.getValue().names().size();
            }
            return gone.isEmpty() && here <= few && names() - here > few;
        }

        boolean isNothing() {
            return gone.isEmpty() && names() == 0 && !anyComplete();
        }

        private boolean anyComplete() {
            for (Changes change : changes.values()) {
                if (change.everything()) {
                    return true;
                }
            }
            return false;
        }

        /** How many names there are to read again, at least. */
        int names() {
            int names = 0;
            for (Changes change : changes.values()) {
                names += change.names().size();
            }
            return names;
        }

        /** The names to read again that the registries named. */
        Set<PackageName> allNames() {
            Set<PackageName> names = new HashSet<>();
            for (Changes change : changes.values()) {
                names.addAll(change.names());
            }
            return names;
        }

        /** The cursors to ask with next time. */
        Map<String, String> cursors() {
            Map<String, String> cursors = new HashMap<>();
            changes.forEach((id, change) -> cursors.put(id, change.cursor()));
            return cursors;
        }
    }
}
