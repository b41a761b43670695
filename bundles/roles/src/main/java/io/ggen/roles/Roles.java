package io.ggen.roles;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tracks who fills each role (resolver, extractor, lockfile, registry, …) and hands out leases. A service with the
 * property {@code ggen.role} fills that role, under the name in its property {@code ggen.name}, for every interface it is
 * registered with. Consumers take this as a static dependency and never the role services themselves, so that no consumer
 * goes away because a part is swapped. Safe for use by many threads.
 */
@ProviderType
public interface Roles {
    /**
     * The selected provider of {@code role}, kept alive until the lease is closed or 2 s have passed since the provider
     * began to leave. If the last one has just left, waits up to 2 s for a successor. Fails with a
     * {@link io.ggen.api.ProblemException} ("no resolver is installed") if there is none.
     */
    <S> Lease<S> lease(Class<S> role);

    /** A lease on every provider of {@code role} that is in use, best first; empty if there is none. */
    <S> List<Lease<S>> leaseAll(Class<S> role);

    /**
     * Runs {@code step} on the selected provider, in the calling thread. If the provider leaves or loses its selection
     * before the step is done (after a grace of 2 s the thread is interrupted), or the step dies of a linkage or closed
     * error while its provider is leaving, the step runs once more on the successor; so it must be able to run again, and
     * to open again what an interrupt closes. At most 8 runs. If the user interrupts the thread, the step does not run
     * again.
     *
     * @throws X what the step threw
     */
    <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X;

    /** Runs {@code step} on every provider of {@code role} in use, best first, as {@link #call} does. */
    <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X;

    /**
     * Calls {@code changed} whenever a provider of {@code role} has come, begins to leave, or the selection has changed, until
     * the watch is closed: for those who hold a lease as long as they can. In the thread that brings the change, before leases
     * drain; must return at once. May call without need.
     */
    default Watch watch(Class<?> role, Runnable changed) {
        return () -> {};
    }

    /** Who fills each role and who could, in the order of role names. */
    List<Role> roles();

    /**
     * Selects provider {@code name} for {@code role}, now and after every restart. Refused, with the names there are, if
     * there is no such provider.
     */
    void use(String role, String name);

    /**
     * From now on, and after every restart, provider {@code name} of {@code role}, which installed packages bring, is used beside
     * the others. Only for roles of which all providers are used. Refused, with the names there are, if no package brings one of
     * that name, or somebody else has the name.
     */
    default void admit(String role, String name) {
        throw new UnsupportedOperationException("roles that are fixed");
    }

    /** Takes back {@link #admit}, whether the provider is there or not; returns whether there was something to take back. */
    default boolean dismiss(String role, String name) {
        return false;
    }

    /** Ends with {@link #close}. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** No call begins from now on. Calling it again does nothing. */
        @Override
        void close();
    }

    /** One call on a provider. */
    @FunctionalInterface
    interface Step<S, R, X extends Exception> {
        /** Does the work; may be called again with another provider. */
        R run(S provider) throws X;
    }

    /**
     * One role.
     *
     * @param name as in {@code host:use}
     * @param many whether all providers are used, rather than one
     * @param providers everybody who fills it or could, best first
     */
    record Role(String name, boolean many, List<Provider> providers) {
        /** Copies the list. */
        public Role {
            providers = List.copyOf(providers);
        }
    }

    /**
     * One who fills a role or could.
     *
     * @param name as in {@code host:use}
     * @param selected whether it is in use
     * @param bundle symbolic name and version of the bundle it comes from
     * @param origin where that bundle comes from: {@code distribution}, {@code deploy} or {@code package}
     * @param ranking its {@code service.ranking}
     */
    record Provider(String name, boolean selected, String bundle, String origin, int ranking) {}
}
