package io.ggen.plugins;

import io.ggen.api.ProblemException;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.plugins.PluginSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Keeps the bundles of packages in one framework. Where they come from says which they are, so nothing is remembered that a
 * restart could lose; only what did not start is, so that it is told once.
 */
final class BundleHost implements CodeHost {
    private static final String NOT_RUN = "it does not run";

    private final BundleContext context;
    private final Ours ours;
    private final PluginSource source;
    private final boolean starts;
    private final Limits limits;
    private final Starting starting;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, String> faults = new TreeMap<>();
    private List<String> withheld = List.of();

    /** What the last reconciliation wanted, if there was one since the trial under way began. Guarded by the lock. */
    private Set<Bundle> takenOver = Set.of();

    /**
     * For the packages of one home.
     *
     * @param store the home's store
     * @param starts whether bundles are started here, or only tried
     */
    BundleHost(BundleContext context, Path store, PluginSource source, boolean starts, Limits limits) {
        this.context = context;
        this.ours = new Ours(context, store);
        this.source = source;
        this.starts = starts;
        this.limits = limits;
        this.starting = new Starting(context, limits);
    }

    @Override
    public boolean starts() {
        return starts;
    }

    @Override
    public Trial trial(List<Plugin> wanted, String state) throws InterruptedException {
        lock.lockInterruptibly();
        takenOver = Set.of();
        Installing installing = new Installing(context, limits, ours.all());
        boolean good = false;
        try {
            tryAll(installing, new ArrayList<>(wanted), state);
            good = true;
            return new Tried(installing);
        } finally {
            if (!good) {
                installing.takeBack();
                lock.unlock();
            }
        }
    }

    /** What could not run before the operation neither, and is not changed by it, does not stand in its way. */
    private void tryAll(Installing installing, List<Plugin> wanted, String state) {
        for (boolean again = true; again; ) {
            again = false;
            try {
                installing.all(wanted, state);
            } catch (ProblemException e) {
                installing.takeBack();
                if (!(e.problem() instanceof PluginProblem problem) || !isBroken(problem.plugin())) {
                    throw e;
                }
                again = wanted.remove(problem.plugin());
            }
        }
    }

    private boolean isBroken(Plugin plugin) {
        List<Plugin> now = source.wanted().plugins();
        if (!now.contains(plugin)) {
            return false;
        }
        Installing alone = new Installing(context, limits, ours.all());
        try {
            alone.some(now, NOT_RUN);
            return alone.wanted().keySet().stream()
                    .noneMatch(jar -> jar.plugin().equals(plugin));
        } finally {
            alone.takeBack();
        }
    }

    private final class Tried implements Trial {
        private final Installing installing;
        private boolean open = true;

        Tried(Installing installing) {
            this.installing = installing;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                installing.fresh().removeAll(takenOver);
                takenOver = Set.of();
                installing.takeBack();
                lock.unlock();
            }
        }
    }

    @Override
    public List<String> reconcile() {
        if (!starts) {
            return List.of();
        }
        lock.lock();
        try {
            return reconcile(source.wanted());
        } finally {
            lock.unlock();
        }
    }

    private List<String> reconcile(PluginSource.Wanted wanted) {
        List<String> told = new ArrayList<>(wanted.withheld());
        Map<String, Bundle> before = ours.all();
        Installing installing = new Installing(context, limits, before);
        List<String> refused = installing.some(wanted.plugins(), NOT_RUN);
        told.addAll(refused);
        Set<Bundle> left = remove(installing.going());
        for (Bundle bundle : left) {
            told.add("The bundle " + bundle.getSymbolicName()
                    + " belongs to no package any more, but does not stop; it is gone when the host is started anew.");
        }
        Map<String, String> old = new TreeMap<>(faults);
        faults.clear();
        start(installing.wanted(), old);
        faults.forEach((shown, fault) -> {
            if (!fault.equals(old.get(shown))) {
                told.add(sentence(shown, fault));
            }
        });
        takenOver = new LinkedHashSet<>(installing.wanted().values());
        withheld = new ArrayList<>(wanted.withheld());
        withheld.addAll(refused);
        return told;
    }

    private static String sentence(String shown, String fault) {
        String name = shown.substring(0, shown.indexOf(' '));
        return "The code of " + shown + " does not run: " + fault + "; the package stays installed, ggen uninstall "
                + name + " takes it away and ggen rollback goes back to what was before.";
    }

    /** Stops and removes {@code going}, with what uses it stopped meanwhile; says what did not go. */
    private Set<Bundle> remove(Collection<Bundle> going) {
        Set<Bundle> left = new LinkedHashSet<>();
        if (going.isEmpty()) {
            return left;
        }
        Collection<Bundle> users = starting.users(going);
        Collection<Bundle> mine = ours.all().values();
        List<Bundle> order = Starting.inOrder(mine);
        Collections.reverse(order);
        for (Bundle bundle : order) {
            if (going.contains(bundle)) {
                if (!starting.remove(bundle)) {
                    left.add(bundle);
                }
            } else if (users.contains(bundle)) {
                starting.stop(bundle);
            }
        }
        if (users.size() > going.size()) {
            starting.refresh(users);
        }
        return left;
    }

    private void start(Map<PluginJar, Bundle> wanted, Map<String, String> old) {
        for (Bundle bundle : Starting.inOrder(wanted.values())) {
            String shown = "";
            for (Map.Entry<PluginJar, Bundle> each : wanted.entrySet()) {
                shown = each.getValue().equals(bundle) ? each.getKey().of() : shown;
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                String fault = starting.start(bundle);
                if (fault != null) {
                    faults.merge(shown, fault, (one, other) -> one + ", and " + other);
                }
            } else if (old.containsKey(shown)) {
                faults.put(shown, String.valueOf(old.get(shown))); // it was up before, with a part that is not
            }
        }
    }

    /** Stops and removes everything. */
    void removeAll() {
        lock.lock();
        try {
            remove(ours.all().values());
        } finally {
            lock.unlock();
        }
    }

    /** A sentence for each thing that is not as it should be, as the last reconciliation left it. */
    List<String> faults() {
        lock.lock();
        try {
            List<String> told = new ArrayList<>(withheld);
            faults.forEach((shown, fault) -> told.add(sentence(shown, fault)));
            return told;
        } finally {
            lock.unlock();
        }
    }

    /** How many bundles of packages run. */
    int running() {
        int running = 0;
        for (Bundle bundle : ours.all().values()) {
            running += bundle.getState() == Bundle.ACTIVE ? 1 : 0;
        }
        return running;
    }
}
