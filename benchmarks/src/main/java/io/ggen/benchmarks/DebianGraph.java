package io.ggen.benchmarks;

import io.ggen.benchmarks.DebianList.Entry;
import io.ggen.benchmarks.DebianList.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Debian's packages as ours: each group of alternatives becomes the first one that can be had, a virtual package the first
 * by name of those that provide it, and a version its place among all versions of that package that the list mentions, in
 * Debian's order: the third is 3.0.0. So every comparison comes out as in Debian.
 */
final class DebianGraph {
    private final Map<String, List<Entry>> packages;
    private final Map<String, Map<String, Integer>> places = new HashMap<>();
    private final Map<String, Set<String>> providers = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();

    DebianGraph(DebianList list) {
        packages = new TreeMap<>(list.packages());
        numberVersions();
        for (List<Entry> versions : packages.values()) {
            for (Relation virtual : versions.get(0).provides()) {
                String provider = versions.get(0).name();
                if (versions.stream().allMatch(each -> each.provides().contains(virtual))) {
                    providers
                            .computeIfAbsent(virtual.name(), unused -> new TreeSet<>())
                            .add(provider);
                }
            }
        }
        // what needs something that cannot be had cannot be had itself
        while (packages.values().removeIf(versions -> versions.stream().anyMatch(each -> needs(each) == null))) {
            targets.clear();
        }
    }

    private void numberVersions() {
        Map<String, TreeSet<String>> mentioned = new HashMap<>();
        for (List<Entry> versions : packages.values()) {
            for (Entry entry : versions) {
                note(mentioned, entry.name(), entry.version());
                for (List<Relation> group : entry.needs()) {
                    for (Relation relation : group) {
                        note(mentioned, relation.name(), relation.version());
                    }
                }
            }
        }
        mentioned.forEach((name, versions) -> {
            Map<String, Integer> numbered = new TreeMap<>(DebianVersion.ORDER);
            for (String version : versions) {
                numbered.put(version, numbered.size() + 1);
            }
            places.put(name, numbered);
        });
    }

    private static void note(Map<String, TreeSet<String>> mentioned, String name, String version) {
        if (!version.isEmpty()) {
            mentioned
                    .computeIfAbsent(name, unused -> new TreeSet<>(DebianVersion.ORDER))
                    .add(version);
        }
    }

    /** A name of ours: no name of Debian's has a '_', none of ours a '+'. */
    static String name(String debian) {
        return debian.replace('+', '_');
    }

    private String version(String name, String debian) {
        return places.getOrDefault(name, Map.of()).getOrDefault(debian, 0) + ".0.0";
    }

    private String range(Relation relation) {
        return switch (relation.operator()) {
            case "" -> "*";
            case "=" -> version(relation.name(), relation.version());
            case ">>" -> ">" + version(relation.name(), relation.version());
            case "<<" -> "<" + version(relation.name(), relation.version());
            default -> relation.operator() + version(relation.name(), relation.version());
        };
    }

    /** The ranges that {@code entry} needs by Debian's names; null if one of them cannot be had. */
    private @Nullable Map<String, String> needs(Entry entry) {
        Map<String, String> needs = new TreeMap<>();
        for (List<Relation> group : entry.needs()) {
            Relation taken = taken(group);
            if (taken == null) {
                return null;
            }
            if (!taken.name().equals(entry.name())) {
                String range = range(taken);
                needs.merge(taken.name(), range, DebianGraph::both);
            }
        }
        return needs;
    }

    private static String both(String one, String other) {
        return one.equals("*") || one.equals(other) ? other : other.equals("*") ? one : one + " " + other;
    }

    private @Nullable Relation taken(List<Relation> group) {
        for (Relation relation : group) {
            for (Entry entry : packages.getOrDefault(relation.name(), List.of())) {
                if (relation.allows(entry.version())) {
                    return relation;
                }
            }
            for (String provider : providers.getOrDefault(relation.name(), Set.of())) {
                if (packages.containsKey(provider) && provides(provider, relation)) {
                    return new Relation(provider, "", "");
                }
            }
        }
        return null;
    }

    private boolean provides(String provider, Relation wanted) {
        for (Relation virtual :
                packages.getOrDefault(provider, List.of()).get(0).provides()) {
            boolean suits =
                    wanted.operator().isEmpty() || (!virtual.version().isEmpty() && wanted.allows(virtual.version()));
            if (virtual.name().equals(wanted.name()) && suits) {
                return true;
            }
        }
        return false;
    }

    /** All that can be had, by name. */
    Map<String, List<Entry>> packages() {
        return packages;
    }

    /** {@code roots} and all that they need, and what that needs. */
    Set<String> closure(Collection<String> roots) {
        Set<String> reached = new LinkedHashSet<>(roots);
        Deque<String> left = new ArrayDeque<>(reached);
        while (!left.isEmpty()) {
            for (String next : targets.computeIfAbsent(left.remove(), this::allNeeds)) {
                if (reached.add(next)) {
                    left.add(next);
                }
            }
        }
        return reached;
    }

    private List<String> allNeeds(String name) {
        Set<String> all = new TreeSet<>();
        for (Entry entry : packages.getOrDefault(name, List.of())) {
            Map<String, String> needs = needs(entry);
            all.addAll(needs == null ? Set.of() : needs.keySet());
        }
        return new ArrayList<>(all);
    }

    /** A universe of {@code names} in which {@code request} is asked for. */
    Universe universe(String title, Collection<String> names, Collection<String> request) {
        Universe universe = new Universe(title);
        for (String each : names) {
            for (Entry entry : packages.getOrDefault(each, List.of())) {
                Map<String, String> ours = new TreeMap<>();
                Map<String, String> needs = needs(entry);
                if (needs != null) {
                    needs.forEach((name, range) -> ours.put(name(name), range));
                }
                universe.add(name(each), version(each, entry.version()), ours);
            }
        }
        for (String each : request) {
            universe.ask(name(each), "*");
        }
        return universe;
    }

    /** Whether each group of alternatives of all that was {@code chosen} is met by Debian's own rules; else what is not. */
    String fault(Map<String, String> chosen) {
        Map<String, Entry> there = new TreeMap<>();
        for (List<Entry> versions : packages.values()) {
            for (Entry entry : versions) {
                if (version(entry.name(), entry.version()).equals(chosen.get(name(entry.name())))) {
                    there.put(entry.name(), entry);
                }
            }
        }
        for (Entry entry : there.values()) {
            for (List<Relation> group : entry.needs()) {
                if (group.stream().noneMatch(relation -> isMet(relation, there))) {
                    return entry.name() + " " + entry.version() + " needs " + group;
                }
            }
        }
        return there.size() == chosen.size() ? "" : "something was chosen that Debian does not have";
    }

    private boolean isMet(Relation relation, Map<String, Entry> there) {
        Entry entry = there.get(relation.name());
        if (entry != null && relation.allows(entry.version())) {
            return true;
        }
        for (String provider : providers.getOrDefault(relation.name(), Set.of())) {
            if (there.containsKey(provider) && provides(provider, relation)) {
                return true;
            }
        }
        return false;
    }
}
