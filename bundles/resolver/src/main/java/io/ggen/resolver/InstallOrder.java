package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a solution in order: dependencies first, ties by name. Packages that depend on each other in a circle stand
 * together, by name, in the place of the first of them.
 */
final class InstallOrder {
    private final Release[] releases;
    private final int[][] edges;
    private final int[] component;
    private final Map<PackageName, Version> locked;
    private final Set<PackageName> direct = new HashSet<>();

    InstallOrder(Question question, List<Release> chosen) {
        releases = chosen.toArray(new Release[0]);
        Arrays.sort(releases, new ByName());
        for (Dependency root : question.roots()) {
            direct.add(root.name());
        }
        Map<PackageName, Integer> indexes = new HashMap<>();
        for (int i = 0; i < releases.length; i++) {
            indexes.put(releases[i].name(), i);
        }
        edges = new int[releases.length][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = question.options().dependencies() ? targets(releases[i], indexes) : new int[0];
        }
        component = Components.of(edges);
        locked = question.locked();
    }

    private static int[] targets(Release release, Map<PackageName, Integer> indexes) {
        int[] targets = new int[release.dependencies().size()];
        int count = 0;
        for (Dependency dependency : release.dependencies()) {
            Integer target = indexes.get(dependency.name());
            if (target == null) {
                throw new IllegalStateException(release.id() + " needs " + dependency + ", which was not chosen");
            }
            targets[count++] = target;
        }
        Arrays.sort(targets);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || targets[i] != targets[i - 1]) {
                targets[distinct++] = targets[i];
            }
        }
        return Arrays.copyOf(targets, distinct);
    }

    /**
     * A shortest circle through the first package (by name) that is in one and not as it is locked, repeated at the end; empty if
     * there is none.
     */
    List<Release> circle() {
        int[] members = new int[releases.length];
        for (int number : component) {
            members[number]++;
        }
        for (int node = 0; node < releases.length; node++) {
            boolean isInCircle = members[component[node]] > 1 || Arrays.binarySearch(edges[node], node) >= 0;
            if (isInCircle && !Objects.equals(releases[node].version(), locked.get(releases[node].name()))) {
                return circleThrough(node);
            }
        }
        return List.of();
    }

    private List<Release> circleThrough(int start) {
        int[] cameFrom = new int[releases.length];
        Arrays.fill(cameFrom, -1);
        int[] reached = new int[releases.length + 1];
        reached[0] = start;
        int count = 1;
        for (int i = 0; cameFrom[start] < 0; i++) {
            for (int target : edges[reached[i]]) {
                if (cameFrom[target] < 0) {
                    cameFrom[target] = reached[i];
                    reached[count++] = target;
                }
            }
        }
        List<Release> circle = new ArrayList<>();
        circle.add(releases[start]);
        for (int node = cameFrom[start]; node != start; node = cameFrom[node]) {
            circle.add(releases[node]);
        }
        circle.add(releases[start]);
        Collections.reverse(circle);
        return circle;
    }

    Plan plan() {
        int size = releases.length;
        int[] first = new int[size];
        Arrays.fill(first, -1);
        int[] nextMember = new int[size];
        for (int node = size - 1; node >= 0; node--) {
            nextMember[node] = first[component[node]];
            first[component[node]] = node;
        }
        int[] waitsFor = new int[size];
        int[] dependents = new int[size];
        for (int node = 0; node < size; node++) {
            for (int target : edges[node]) {
                if (component[target] != component[node]) {
                    waitsFor[component[node]]++;
                    dependents[component[target]]++;
                }
            }
        }
        int[][] waiting = new int[size][];
        for (int i = 0; i < size; i++) {
            waiting[i] = new int[dependents[i]];
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int node = 0; node < size; node++) {
            for (int target : edges[node]) {
                if (component[target] != component[node]) {
                    waiting[component[target]][--dependents[component[target]]] = component[node];
                }
            }
            if (first[component[node]] == node && waitsFor[component[node]] == 0) {
                ready.add(node);
            }
        }
        List<Plan.Step> steps = new ArrayList<>(size);
        while (!ready.isEmpty()) {
            int leader = ready.remove();
            for (int node = leader; node >= 0; node = nextMember[node]) {
                steps.add(step(node));
            }
            for (int dependent : waiting[component[leader]]) {
                if (--waitsFor[dependent] == 0) {
                    ready.add(first[dependent]);
                }
            }
        }
        return new Plan(steps);
    }

    private Plan.Step step(int node) {
        Map<PackageName, Version> dependencies = new TreeMap<>();
        for (int target : edges[node]) {
            dependencies.put(releases[target].name(), releases[target].version());
        }
        return new Plan.Step(releases[node], direct.contains(releases[node].name()), dependencies);
    }

    private static final class ByName implements Comparator<Release> {
        @Override
        public int compare(Release a, Release b) {
            return a.name().compareTo(b.name());
        }
    }
}
