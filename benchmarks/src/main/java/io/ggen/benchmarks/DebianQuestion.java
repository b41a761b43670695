package io.ggen.benchmarks;

import io.ggen.benchmarks.DebianList.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks for metapackages and tasks, the ones that need most first, leaving out each one that would bring more than
 * {@code chosen} packages in all. The universe has besides, up to {@code known} packages, what these recommend or suggest.
 */
record DebianQuestion(Set<String> request, Set<String> universe) {
    static DebianQuestion of(DebianGraph graph, int chosen, int known) {
        Map<String, Set<String>> closures = new HashMap<>();
        for (List<Entry> versions : graph.packages().values()) {
            Entry entry = versions.get(0);
            if (entry.section().endsWith("metapackages") || entry.section().endsWith("tasks")) {
                closures.put(entry.name(), graph.closure(List.of(entry.name())));
            }
        }
        List<String> largestFirst = new ArrayList<>(closures.keySet());
        largestFirst.sort((a, b) -> {
            int order = size(closures, b) - size(closures, a);
            return order == 0 ? a.compareTo(b) : order;
        });
        Set<String> request = new TreeSet<>();
        Set<String> needed = new LinkedHashSet<>();
        for (String name : largestFirst) {
            if (!needed.contains(name) && addUpTo(chosen, needed, closures.getOrDefault(name, Set.of()))) {
                request.add(name);
            }
        }
        return new DebianQuestion(request, widened(graph, needed, known));
    }

    private static int size(Map<String, Set<String>> closures, String name) {
        return closures.getOrDefault(name, Set.of()).size();
    }

    private static boolean addUpTo(int most, Set<String> all, Set<String> more) {
        Set<String> fresh = new HashSet<>(more);
        fresh.removeAll(all);
        return all.size() + fresh.size() <= most && all.addAll(more);
    }

    private static Set<String> widened(DebianGraph graph, Set<String> needed, int known) {
        Set<String> all = new LinkedHashSet<>(needed);
        Set<String> level = needed;
        while (!level.isEmpty() && all.size() < known) {
            Set<String> next = new TreeSet<>();
            for (String name : level) {
                for (Entry entry : graph.packages().getOrDefault(name, List.of())) {
                    next.addAll(entry.wishes());
                }
            }
            next.removeAll(all);
            next.retainAll(graph.packages().keySet());
            for (String name : next) {
                addUpTo(known, all, graph.closure(List.of(name)));
            }
            next.retainAll(all);
            level = next;
        }
        return all;
    }
}
