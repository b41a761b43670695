package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.leases.Facts.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Roles without a framework: providers come and go as a test says, under a clock that a test drives. */
final class Host implements Selections {
    final HandBell bell = new HandBell();
    final Map<String, String> kept = new HashMap<>();
    volatile boolean stopping;
    final LiveRoles roles = new LiveRoles(bell, this, () -> stopping);
    private final List<Thread> threads = new ArrayList<>();
    private long lastId;

    /** The role in most of these tests. */
    interface Greeter {
        String ROLE = "greeter";

        String greet();
    }

    /** Another role. */
    interface Porter {
        String ROLE = "porter";
    }

    @Override
    public Map<String, String> kept() {
        return kept;
    }

    @Override
    public void keep(String role, String name) {
        kept.put(role, name);
    }

    Provider greeter(String name) {
        return arrive(new Provider(name), Greeter.ROLE, 0, Origin.DISTRIBUTION, false);
    }

    Provider greeter(String name, int ranking, Origin origin) {
        return arrive(new Provider(name), Greeter.ROLE, ranking, origin, false);
    }

    Provider oneOfMany(String name, Origin origin) {
        return arrive(new Provider(name), Greeter.ROLE, 0, origin, true);
    }

    Provider porter(String name) {
        return arrive(new Provider(name), Porter.ROLE, 0, Origin.DISTRIBUTION, false);
    }

    Provider arrive(Provider provider, String role, int ranking, Origin origin, boolean many) {
        String type = role.equals(Porter.ROLE) ? Porter.class.getName() : Greeter.class.getName();
        roles.arrived(
                provider,
                new Facts(role, provider.name, ranking, ++lastId, origin, "b 1.0.0", many, Set.of(type)),
                provider);
        return provider;
    }

    /** Runs {@code work} in a thread of its own. */
    <T> Running<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return new Running<>(thread, task);
    }

    Running<Boolean> startLeaving(Provider provider) {
        return start(() -> {
            roles.left(provider);
            return true;
        });
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).as("waited for nothing").isTrue();
    }

    record Running<T>(Thread thread, FutureTask<T> task) {
        T result() throws Exception {
            return task.get(20, TimeUnit.SECONDS);
        }
    }

    /** A provider of either role that counts who gets it and lets it go. */
    static final class Provider implements Supply, Greeter, Porter {
        final String name;
        volatile boolean starts = true;
        volatile boolean going;
        int gets;
        int ungets;

        Provider(String name) {
            this.name = name;
        }

        @Override
        public synchronized @Nullable Object get() {
            gets++;
            return starts ? this : null;
        }

        @Override
        public synchronized void unget() {
            ungets++;
        }

        @Override
        public boolean isGoing() {
            return going;
        }

        @Override
        public String greet() {
            return name;
        }

        synchronized int held() {
            return gets - ungets;
        }
    }
}
