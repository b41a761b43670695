package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.lockfile.Lock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The ways from what the user asked for to one package, shortest first. */
public final class Ways {
    private static final int MOST_STEPS = 20_000;

    private final Lock lock;
    private final Map<PackageName, Integer> distance = new HashMap<>();

    /** The ways through {@code lock} to {@code goal}. */
    public Ways(Lock lock, PackageName goal) {
        this.lock = lock;
        Map<PackageName, List<PackageName>> dependents = new LockGraph(lock).dependents();
        Deque<PackageName> open = new ArrayDeque<>();
        distance.put(goal, 0);
        open.add(goal);
        PackageName name;
        while ((name = open.poll()) != null) {
            int next = distance.getOrDefault(name, 0) + 1;
            for (PackageName dependent : dependents.getOrDefault(name, List.of())) {
                if (distance.putIfAbsent(dependent, next) == null) {
                    open.add(dependent);
                }
            }
        }
    }

    /** At most {@code limit} of them, ties in the order of names; no package twice in one. */
    public List<List<PackageName>> shortest(int limit) {
        PriorityQueue<Way> open = new PriorityQueue<>(Way.BEST_FIRST);
        for (PackageName request : lock.requests().keySet()) {
            Integer left = distance.get(request);
            if (left != null) {
                open.add(new Way(List.of(request), left));
            }
        }
        List<List<PackageName>> found = new ArrayList<>();
        int steps = 0;
        Way way;
        while (found.size() < limit && steps++ < MOST_STEPS && (way = open.poll()) != null) {
            if (way.left == 0) {
                found.add(way.names);
            } else {
                extend(way, open);
            }
        }
        return found;
    }

    private void extend(Way way, PriorityQueue<Way> open) {
        Lock.Entry last = lock.packages().get(way.names.get(way.names.size() - 1));
        if (last == null) {
            return;
        }
        for (PackageName next : last.dependencies().keySet()) {
            Integer left = distance.get(next);
            if (left != null && !way.names.contains(next)) {
                List<PackageName> names = new ArrayList<>(way.names);
                names.add(next);
                open.add(new Way(List.copyOf(names), left));
            }
        }
    }

    /** A way as far as it has been walked; {@code left} steps more lead to the goal at best. */
    private record Way(List<PackageName> names, int left) {
        static final Comparator<Way> BEST_FIRST = (a, b) -> {
            int order = Integer.compare(a.names.size() + a.left, b.names.size() + b.left);
            if (order == 0) {
                order = Integer.compare(a.left, b.left);
            }
            for (int i = 0; order == 0 && i < Math.min(a.names.size(), b.names.size()); i++) {
                order = a.names.get(i).compareTo(b.names.get(i));
            }
            return order;
        };
    }
}
