package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts a solution in order: dependencies first, ties by name; packages in a circle together, by name. */
final class PlanOrder {
    private final List<Release> releases;
    private final int[][] edges;
    private final int[] componentOf;
    private final Map<PackageName, Version> locked;
    private final Set<PackageName> direct = new HashSet<>();

    PlanOrder(Question question, List<Release> chosen) {
        Map<PackageName, Release> byName = new TreeMap<>();
        for (Release release : chosen) {
            byName.put(release.name(), release);
        }
        releases = new ArrayList<>(byName.values());
        for (Dependency root : question.roots()) {
            direct.add(root.name());
        }
        Map<PackageName, Integer> indexes = new HashMap<>();
        for (int i = 0; i < releases.size(); i++) {
            indexes.put(releases.get(i).name(), i);
        }
        edges = new int[releases.size()][];
        for (int i = 0; i < edges.length; i++) {
            SortedSet<Integer> targets = new TreeSet<>();
            if (question.options().dependencies()) {
                for (Dependency dependency : releases.get(i).dependencies()) {
                    targets.add(indexes.getOrDefault(dependency.name(), i));
                }
            }
            edges[i] = new int[targets.size()];
            int n = 0;
            for (int target : targets) {
                edges[i][n++] = target;
            }
        }
        componentOf = Components.of(edges);
        locked = question.locked();
    }

    /** A shortest circle with a release that is not locked, which is first, and last again; empty if there is none. */
    List<Release> circle() {
        int[] size = new int[edges.length];
        for (int component : componentOf) {
            size[component]++;
        }
        for (int node = 0; node < edges.length; node++) {
            Release release = releases.get(node);
            boolean isInCircle = size[componentOf[node]] > 1 || Arrays.binarySearch(edges[node], node) >= 0;
            if (isInCircle && !Objects.equals(release.version(), locked.get(release.name()))) {
                return circleThrough(node);
            }
        }
        return List.of();
    }

    private List<Release> circleThrough(int start) {
        int[] cameFrom = new int[edges.length];
        Arrays.fill(cameFrom, -1);
        Queue<Integer> left = new ArrayDeque<>(List.of(start));
        while (cameFrom[start] < 0) {
            int node = left.remove();
            for (int target : edges[node]) {
                if (cameFrom[target] < 0) {
                    cameFrom[target] = node;
                    left.add(target);
                }
            }
        }
        List<Release> circle = new ArrayList<>(List.of(releases.get(start)));
        for (int node = cameFrom[start]; node != start; node = cameFrom[node]) {
            circle.add(releases.get(node));
        }
        circle.add(releases.get(start));
        Collections.reverse(circle);
        return circle;
    }

    Plan plan() {
        List<List<Integer>> members = new ArrayList<>();
        List<Set<Integer>> dependents = new ArrayList<>();
        for (int i = 0; i < edges.length; i++) {
            members.add(new ArrayList<>());
            dependents.add(new HashSet<>());
        }
        for (int node = 0; node < edges.length; node++) {
            members.get(componentOf[node]).add(node);
        }
        int[] waitsFor = new int[edges.length];
        for (int node = 0; node < edges.length; node++) {
            for (int target : edges[node]) {
                if (componentOf[target] != componentOf[node]
                        && dependents.get(componentOf[target]).add(componentOf[node])) {
                    waitsFor[componentOf[node]]++;
                }
            }
        }
        Queue<Integer> ready = new PriorityQueue<>();
        for (int component = 0; component < edges.length; component++) {
            if (waitsFor[component] == 0 && !members.get(component).isEmpty()) {
                ready.add(members.get(component).get(0));
            }
        }
        List<Plan.Step> steps = new ArrayList<>(edges.length);
        while (!ready.isEmpty()) {
            int component = componentOf[ready.remove()];
            for (int node : members.get(component)) {
                steps.add(step(node));
            }
            for (int dependent : dependents.get(component)) {
                if (--waitsFor[dependent] == 0) {
                    ready.add(members.get(dependent).get(0));
                }
            }
        }
        return new Plan(steps);
    }

    private Plan.Step step(int node) {
        Release release = releases.get(node);
        Map<PackageName, Version> dependencies = new HashMap<>();
        for (int target : edges[node]) {
            dependencies.put(releases.get(target).name(), releases.get(target).version());
        }
        return new Plan.Step(release, direct.contains(release.name()), dependencies);
    }
}
