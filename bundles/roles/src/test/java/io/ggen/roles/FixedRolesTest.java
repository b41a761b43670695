package io.ggen.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.lockfile.Lock;
import io.ggen.api.lockfile.Lockfile;
import io.ggen.api.registry.Registry;
import io.ggen.api.resolver.Resolver;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FixedRolesTest {
    private static final class NoLocks implements Lockfile {
        @Override
        public Lock read(byte[] text, String label) {
            return Lock.EMPTY;
        }

        @Override
        public byte[] write(Lock lock) {
            return new byte[0];
        }
    }

    @Test
    void theFirstProviderOfARoleIsUsed() {
        NoLocks first = new NoLocks();
        Roles roles = FixedRoles.of(first, new NoLocks());
        try (Lease<Lockfile> lease = roles.lease(Lockfile.class)) {
            assertThat(lease.get()).isSameAs(first);
            assertThat(lease.name()).isEqualTo("NoLocks");
        }
        assertThat(roles.roles()).extracting(Roles.Role::name).containsExactly("lockfile");
    }

    @Test
    void allRegistriesAreUsedInTheirOrder() {
        Roles roles = FixedRoles.of(
                new FixedRoles.Named("home", registry()), new FixedRoles.Named("office", registry()), new NoLocks());
        List<Lease<Registry>> leases = roles.leaseAll(Registry.class);
        assertThat(leases).extracting(Lease::name).containsExactly("home", "office");
        leases.forEach(Lease::close);
    }

    @Test
    void aRoleWithoutProviderFailsAtOnce() {
        assertThatThrownBy(() -> FixedRoles.of(new NoLocks()).lease(Resolver.class))
                .hasToString("no resolver is installed.");
    }

    @Test
    void anotherProviderCanBeSelected() {
        Roles roles =
                FixedRoles.of(new FixedRoles.Named("one", new NoLocks()), new FixedRoles.Named("two", new NoLocks()));
        roles.use("lockfile", "two");
        try (Lease<Lockfile> lease = roles.lease(Lockfile.class)) {
            assertThat(lease.name()).isEqualTo("two");
        }
    }

    @Test
    void aSelectionIsToldAndHoldsForThoseWhoComeBehindIt() {
        Roles roles =
                FixedRoles.of(new FixedRoles.Named("one", new NoLocks()), new FixedRoles.Named("two", new NoLocks()));
        AtomicInteger told = new AtomicInteger();
        Roles.Watch watch = roles.watch(Lockfile.class, told::incrementAndGet);
        Lease<Lockfile> before = roles.lease(Lockfile.class);

        assertThat(before.isLeaving()).isFalse();
        roles.use("lockfile", "two");

        assertThat(before.isLeaving()).isTrue();
        assertThat(before.name()).isEqualTo("one");
        assertThat(told).hasValue(1);
        assertThat(roles.roles().get(0).providers())
                .containsExactly(
                        new Roles.Provider("two", true, "two", "distribution", 0),
                        new Roles.Provider("one", false, "one", "distribution", 0));
        watch.close();
        roles.use("lockfile", "one");
        assertThat(told).hasValue(1);
        assertThat(before.isLeaving()).isFalse();
    }

    @Test
    void whoIsNotThereCannotBeSelected() {
        Roles roles = FixedRoles.of(new FixedRoles.Named("one", new NoLocks()));

        assertThatThrownBy(() -> roles.use("lockfile", "three"))
                .hasToString("no lockfile is called 'three'; there is one; the selection is unchanged.");
        assertThatThrownBy(() -> roles.use("resolver", "three"))
                .hasToString("no resolver is called 'three'; there is none; the selection is unchanged.");
    }

    @Test
    void aStepRunsOnTheSelectedOneOrOnAllOfMany() {
        Roles roles = FixedRoles.of(
                new FixedRoles.Named("home", registry()), new FixedRoles.Named("office", registry()), new NoLocks());

        Lock lock = roles.call(Lockfile.class, locks -> locks.read(new byte[0], "a file"));
        List<Boolean> registries = roles.callAll(Registry.class, registry -> registry instanceof Registry);

        assertThat(lock).isSameAs(Lock.EMPTY);
        assertThat(registries).hasSize(2);
        assertThat(roles.callAll(Resolver.class, resolver -> 1)).isEmpty();
    }

    private static Registry registry() {
        return (Registry) Proxy.newProxyInstance(
                FixedRolesTest.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
