package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.leases.Facts.Origin;
import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Provider;
import io.ggen.leases.Host.Running;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {
    private final Host host = new Host();
    private final LiveRoles roles = host.roles;
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whoeverHoldsALeaseLongHearsThatItsProviderLeavesBeforeTheLeaseDrains() throws Exception {
        Provider old = host.greeter("old");
        Lease<Greeter> held = roles.lease(Greeter.class);
        CountDownLatch heard = new CountDownLatch(1);
        roles.watch(Greeter.class, heard::countDown);
        assertThat(held.isLeaving()).isFalse();
        Running<Boolean> leaving = host.startLeaving(old);
        Host.await(heard);
        assertThat(held.isLeaving()).isTrue();
        host.bell.awaitListeners(1);
        held.close();
        assertThat(leaving.result()).isTrue();
    }

    @Test
    void aLeaseLosesItsPlaceToABetterProviderAndToASelection() {
        host.greeter("plain");
        Lease<Greeter> plain = roles.lease(Greeter.class);
        roles.watch(Greeter.class, calls::incrementAndGet);
        host.greeter("worse", -1, Origin.DEPLOY);
        assertThat(calls).hasValue(1);
        assertThat(plain.isLeaving()).isFalse();
        host.greeter("better", 5, Origin.DEPLOY);
        assertThat(calls).hasValue(2);
        assertThat(plain.isLeaving()).isTrue();
        plain.close();
        Lease<Greeter> better = roles.lease(Greeter.class);
        roles.use("greeter", "worse");
        assertThat(calls).hasValue(3);
        assertThat(better.isLeaving()).isTrue();
    }

    @Test
    void othersRolesAreNotHeardOfAndAClosedWatchHearsNothing() {
        Roles.Watch watch = roles.watch(Greeter.class, calls::incrementAndGet);
        host.porter("porter");
        assertThat(calls).hasValue(0);
        watch.close();
        watch.close();
        host.greeter("late");
        assertThat(calls).hasValue(0);
    }

    @Test
    void oneWatcherThatFailsDoesNotKeepOthersFromHearing() {
        roles.watch(Greeter.class, () -> {
            throw new IllegalStateException("broken");
        });
        roles.watch(Greeter.class, calls::incrementAndGet);
        host.greeter("plain");
        assertThat(calls).hasValue(1);
    }
}
