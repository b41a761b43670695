package io.ggen.roles;

import org.osgi.annotation.versioning.ProviderType;

/** The right to use one provider, as a rule for the length of one step. Close it soon: a provider that leaves waits for it. */
@ProviderType
public interface Lease<S> extends AutoCloseable {
    /** The provider. */
    S get();

    /** The provider's name, as in {@code host:use}. */
    String name();

    /**
     * Whether the provider has begun to leave, or is no longer the one in use. Whoever holds a lease for longer than a step
     * asks when {@link Roles#watch} calls, and closes it then.
     */
    default boolean isLeaving() {
        return false;
    }

    /** Ends the lease. Calling it again does nothing. */
    @Override
    void close();
}
