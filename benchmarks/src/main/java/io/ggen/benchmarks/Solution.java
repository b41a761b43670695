package io.ggen.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One line that {@code ggen:resolve} printed.
 *
 * @param verdict true, false, or null for "undecided"
 * @param chosen versions by name
 * @param order the names, in order
 * @param milliseconds how long the resolver took, as it says itself
 */
record Solution(String verdict, Map<String, String> chosen, List<String> order, double milliseconds) {
    /** Reads every line of {@code output}. */
    static List<Solution> all(String output) {
        List<Solution> all = new ArrayList<>();
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("{\"name\"")) {
                all.add(read(line));
            }
        }
        return all;
    }

    // names and versions have no character that JSON would escape
    private static Solution read(String line) {
        Map<String, String> chosen = new TreeMap<>();
        for (String pair : between(line, "\"solution\":{", "}")) {
            int colon = pair.indexOf(':');
            chosen.put(bare(pair.substring(0, colon)), bare(pair.substring(colon + 1)));
        }
        List<String> order = new ArrayList<>();
        for (String name : between(line, "\"order\":[", "]")) {
            order.add(bare(name));
        }
        String verdict = after(line, "\"solvable\":");
        String milliseconds = line.substring(line.lastIndexOf("\"ms\":") + 5, line.lastIndexOf('}'));
        return new Solution(
                verdict.substring(0, verdict.indexOf(',')), chosen, order, Double.parseDouble(milliseconds));
    }

    private static String[] between(String line, String start, String end) {
        if (!line.contains(start)) {
            return new String[0];
        }
        String rest = after(line, start);
        String inside = rest.substring(0, rest.indexOf(end));
        return inside.isEmpty() ? new String[0] : inside.split(",", -1);
    }

    private static String after(String line, String start) {
        return line.substring(line.indexOf(start) + start.length());
    }

    private static String bare(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    /** What is wrong with this as an answer to {@code universe}, sharing nothing with the resolver; empty if nothing is. */
    String fault(Universe universe) {
        if (!verdict.equals("true")) {
            return "";
        }
        String fault = unmet("the request", universe.request());
        for (Map.Entry<String, String> each : chosen.entrySet()) {
            Map<String, String> needs = needs(universe, each.getKey());
            if (needs == null) {
                return "there is no " + each.getKey() + " " + each.getValue();
            }
            fault = fault.isEmpty() ? unmet(each.getKey(), needs) : fault;
        }
        if (fault.isEmpty()
                && !(order.size() == chosen.size() && chosen.keySet().containsAll(order))) {
            return "the order does not list what was chosen";
        }
        return fault.isEmpty() && reached(universe).size() < chosen.size() ? "something is there for nothing" : fault;
    }

    private String unmet(String by, Map<String, String> needs) {
        for (Map.Entry<String, String> need : needs.entrySet()) {
            String version = chosen.get(need.getKey());
            if (version == null || !Ranges.allows(need.getValue(), version)) {
                return by + " needs " + need.getKey() + " " + need.getValue() + ", chosen was " + version;
            }
        }
        return "";
    }

    private @org.jspecify.annotations.Nullable Map<String, String> needs(Universe universe, String name) {
        Map<String, Map<String, String>> versions = universe.packages().get(name);
        String version = chosen.get(name);
        return versions == null || version == null ? null : versions.get(version);
    }

    private Set<String> reached(Universe universe) {
        Set<String> reached = new HashSet<>(universe.request().keySet());
        Deque<String> left = new ArrayDeque<>(reached);
        while (!left.isEmpty()) {
            Map<String, String> needs = needs(universe, left.remove());
            for (String next : needs == null ? Set.<String>of() : needs.keySet()) {
                if (reached.add(next)) {
                    left.add(next);
                }
            }
        }
        return reached;
    }
}
