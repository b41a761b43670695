package io.ggen.resolver;

import java.util.Arrays;

/** Finds which nodes of a graph reach each other (Tarjan's algorithm, with a stack of its own in place of recursion). */
final class Components {
    private final int[][] edges;
    private final int[] component;
    private final int[] number;
    private final int[] lowest;
    private final int[] open;
    private int opened;
    private int numbers;
    private int count;

    private Components(int[][] edges) {
        this.edges = edges;
        component = new int[edges.length];
        number = new int[edges.length];
        lowest = new int[edges.length];
        open = new int[edges.length];
        Arrays.fill(component, -1);
        Arrays.fill(number, -1);
    }

    /** For each node the number of its component; a component comes after all those that it points to. */
    static int[] of(int[][] edges) {
        Components components = new Components(edges);
        int[] path = new int[edges.length];
        int[] next = new int[edges.length];
        for (int node = 0; node < edges.length; node++) {
            if (components.number[node] < 0) {
                components.walk(node, path, next);
            }
        }
        return components.component;
    }

    private void walk(int start, int[] path, int[] next) {
        int depth = 0;
        path[0] = start;
        enter(start);
        while (depth >= 0) {
            int node = path[depth];
            if (next[node] < edges[node].length) {
                int target = edges[node][next[node]++];
                if (number[target] < 0) {
                    path[++depth] = target;
                    enter(target);
                } else if (component[target] < 0) {
                    lowest[node] = Math.min(lowest[node], number[target]);
                }
            } else {
                if (lowest[node] == number[node]) {
                    close(node);
                }
                if (--depth >= 0) {
                    lowest[path[depth]] = Math.min(lowest[path[depth]], lowest[node]);
                }
            }
        }
    }

    private void enter(int node) {
        number[node] = numbers;
        lowest[node] = numbers++;
        open[opened++] = node;
    }

    private void close(int root) {
        while (component[root] < 0) {
            component[open[--opened]] = count;
        }
        count++;
    }
}
