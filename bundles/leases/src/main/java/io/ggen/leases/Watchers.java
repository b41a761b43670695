package io.ggen.leases;

import io.ggen.roles.Roles;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know when somebody comes, goes or is selected. Called without any lock. */
final class Watchers {
    private final List<Watcher> all = new CopyOnWriteArrayList<>();

    private static final class Watcher {
        private final String role;
        private final Runnable changed;

        Watcher(String role, Runnable changed) {
            this.role = role;
            this.changed = changed;
        }

        void call() {
            try {
                changed.run();
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(Watchers.class.getName())
                        .log(Level.WARNING, "Whoever watches the role " + role + " failed; others go on.", e);
            }
        }
    }

    Roles.Watch add(String role, Runnable changed) {
        Watcher watcher = new Watcher(role, changed);
        all.add(watcher);
        return () -> all.remove(watcher);
    }

    void changed(String role) {
        for (Watcher watcher : all) {
            if (watcher.role.equals(role)) {
                watcher.call();
            }
        }
    }

    /** The selection of any role may be another. */
    void changed() {
        for (Watcher watcher : all) {
            watcher.call();
        }
    }
}
