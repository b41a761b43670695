package io.ggen.roles;

import org.osgi.annotation.versioning.ProviderType;

/** The right to use one provider for the length of one step. Close it soon: a provider that leaves waits for it. */
@ProviderType
public interface Lease<S> extends AutoCloseable {
    /** The provider. */
    S get();

    /** The provider's name, as in {@code host:use}. */
    String name();

    /** Ends the lease. Calling it again does nothing. */
    @Override
    void close();
}
