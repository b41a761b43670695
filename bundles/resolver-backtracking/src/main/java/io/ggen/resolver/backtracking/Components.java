package io.ggen.resolver.backtracking;

import java.util.Arrays;

/**
 * The strongly connected components of a graph (Tarjan's algorithm, without recursion): nodes that reach each other share
 * a component.
 */
final class Components {
    private final int[][] edges;
    private final int[] componentOf;
    private final int[] lowest;
    private final int[] number;
    private final int[] nextEdge;
    private final int[] stack;
    private final int[] path;
    private int stackSize;
    private int numbers;
    private int count;

    private Components(int[][] edges) {
        this.edges = edges;
        int size = edges.length;
        componentOf = new int[size];
        lowest = new int[size];
        number = new int[size];
        nextEdge = new int[size];
        stack = new int[size];
        path = new int[size];
        Arrays.fill(componentOf, -1);
        Arrays.fill(number, -1);
    }

    /** The component of each node; {@code edges[node]} are the nodes that it points to. */
    static int[] of(int[][] edges) {
        Components components = new Components(edges);
        for (int node = 0; node < edges.length; node++) {
            if (components.number[node] < 0) {
                components.walk(node);
            }
        }
        return components.componentOf;
    }

    private void walk(int start) {
        int pathSize = 0;
        path[pathSize++] = enter(start);
        while (pathSize > 0) {
            int node = path[pathSize - 1];
            if (nextEdge[node] < edges[node].length) {
                int target = edges[node][nextEdge[node]++];
                if (number[target] < 0) {
                    path[pathSize++] = enter(target);
                } else if (componentOf[target] < 0) {
                    lowest[node] = Math.min(lowest[node], number[target]);
                }
            } else {
                pathSize--;
                if (pathSize > 0) {
                    int parent = path[pathSize - 1];
                    lowest[parent] = Math.min(lowest[parent], lowest[node]);
                }
                if (lowest[node] == number[node]) {
                    close(node);
                }
            }
        }
    }

    private int enter(int node) {
        number[node] = numbers;
        lowest[node] = numbers;
        numbers++;
        stack[stackSize++] = node;
        return node;
    }

    private void close(int root) {
        int node;
        do {
            node = stack[--stackSize];
            componentOf[node] = count;
        } while (node != root);
        count++;
    }
}
