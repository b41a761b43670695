package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.leases.Facts.Origin;
import io.ggen.leases.Host.Greeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SwapStormTest {
    private static final int CALLERS = 4;
    private static final int CALLS = 3_000;

    /** Dies of being used once closed, as a provider of a stopped bundle does. */
    private static final class Mortal implements Greeter, Supply {
        private final AtomicInteger got = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public String greet() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return "hello";
        }

        @Override
        public Object get() {
            got.incrementAndGet();
            return this;
        }

        @Override
        public void unget() {
            got.decrementAndGet();
        }

        @Override
        public boolean isGoing() {
            return closed;
        }
    }

    private static final class Forgetful implements Selections {
        @Override
        public @Nullable Map<String, String> kept() {
            return null;
        }

        @Override
        public void keep(String role, String name) {}
    }

    @Test
    void noCallIsLostAndNoProviderIsKeptWhileProvidersAreSwappedAllTheTime() throws Exception {
        long seed = System.nanoTime();
        LiveRoles roles = new LiveRoles(new Bell(), new Forgetful(), () -> false);
        Random random = new Random(seed);
        List<Mortal> all = new ArrayList<>();
        all.add(arrive(roles, random, all.size()));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                answers.add(callers.submit(() -> callAgainAndAgain(roles)));
            }
            Thread swapper = new Thread(() -> {
                while (!done.get()) {
                    Mortal old = all.get(all.size() - 1);
                    boolean before = random.nextBoolean();
                    if (before) {
                        all.add(arrive(roles, random, all.size()));
                    }
                    roles.left(old);
                    old.closed = true;
                    if (!before) {
                        all.add(arrive(roles, random, all.size()));
                    }
                }
            });
            swapper.start();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(100, TimeUnit.SECONDS))
                        .as("seed %s", seed)
                        .isEqualTo(CALLS);
            }
            done.set(true);
            swapper.join();
            assertThat(all).hasSizeGreaterThan(10);
            all.remove(all.size() - 1);
            assertThat(all).as("seed %s", seed).allMatch(gone -> gone.got.get() == 0);
        } finally {
            callers.shutdownNow();
        }
    }

    private static Mortal arrive(LiveRoles roles, Random random, int id) {
        Mortal mortal = new Mortal();
        Facts facts = new Facts(
                Greeter.ROLE,
                "m",
                random.nextInt(3),
                id,
                Origin.DISTRIBUTION,
                "b",
                false,
                Set.of(Greeter.class.getName()));
        roles.arrived(mortal, facts, mortal);
        return mortal;
    }

    private static int callAgainAndAgain(LiveRoles roles) {
        int answered = 0;
        for (int i = 0; i < CALLS; i++) {
            String answer = roles.call(Greeter.class, greeter -> {
                Thread.yield();
                return greeter.greet();
            });
            answered += answer.equals("hello") ? 1 : 0;
        }
        return answered;
    }
}
