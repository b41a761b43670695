package io.ggen.benchmarks;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Packages as a large public registry has them: two or three versions each, 4.76 dependencies a version. Every 500 packages
 * are a tree with more edges, the first of which needs all; one edge in five goes to the last 100 of the first 500.
 */
final class RegistryGraph {
    /** Packages that the first of them needs. */
    static final int BLOCK = 500;

    private static final int COMMON = 100;
    private static final double EDGES = 1_100_000 / 231_000.0;

    private final int count;

    /** {@code count} must be a multiple of {@link #BLOCK}. */
    RegistryGraph(int count) {
        this.count = count;
    }

    int size() {
        return count;
    }

    static String name(int number) {
        return "package-" + number;
    }

    /** So many versions a package has: 1.0.0, 1.1.0, … */
    int versions(int number) {
        return number % 31 < 15 ? 3 : 2;
    }

    /** What one version needs. Newer versions need more than older ones, but not the same. */
    Map<String, String> needs(int number, int version) {
        Random random = new Random(number * 31L + version);
        Map<String, String> needs = new TreeMap<>();
        int start = number - number % BLOCK;
        int place = number % BLOCK;
        for (int child = 2 * place + 1; child <= 2 * place + 2 && child < BLOCK; child++) {
            need(start + child, random, needs);
        }
        int later = BLOCK - 1 - place;
        int common = start == 0 ? 0 : COMMON;
        // those behind have fewer to choose from, so those before take more
        double wanted = EDGES + random.nextDouble() - 0.5;
        for (int left = (int) Math.round(wanted) - needs.size(); left > 0 && later + common > 0; ) {
            int before = needs.size();
            if (common > 0 && (later < 8 || random.nextInt(5) == 0)) {
                need(BLOCK - COMMON + random.nextInt(COMMON), random, needs);
            } else {
                need(number + 1 + random.nextInt(later), random, needs);
            }
            left -= needs.size() == before && later + common > 8 ? 0 : 1;
        }
        return needs;
    }

    private void need(int target, Random random, Map<String, String> needs) {
        needs.putIfAbsent(name(target), "^1." + random.nextInt(versions(target)) + ".0");
    }
}
