package io.ggen.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times by name, in the order they were first taken. */
final class Measurements {
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    void add(String what, double milliseconds) {
        times.computeIfAbsent(what, key -> new ArrayList<>()).add(milliseconds);
    }

    void add(String what, List<Double> milliseconds) {
        for (double one : milliseconds) {
            add(what, one);
        }
    }

    /** The median; not a number if nothing was measured. */
    double median(String what) {
        List<Double> sorted = new ArrayList<>(times.getOrDefault(what, List.of()));
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** "median (lowest - highest)" in milliseconds. */
    String shown(String what) {
        List<Double> all = times.getOrDefault(what, List.of());
        if (all.isEmpty()) {
            return "not measured";
        }
        return number(median(what)) + " (" + number(Collections.min(all)) + " - " + number(Collections.max(all)) + ")";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
