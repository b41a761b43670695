package io.ggen.api.embedding;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one bundle brings to a host without a framework: the plain classes that its components wire in OSGi. Found by
 * {@link java.util.ServiceLoader}, on a class path and on a module path alike, so it has a public constructor without
 * parameters. Called in the thread that opens the host; touches no file yet.
 */
@ConsumerType
public interface Kit {
    /** Offers services. Called for all kits before {@link #fill} is called for any: nobody can be asked for anything yet. */
    default void offer(Workbench bench) {}

    /** Fills roles. What other kits offer can be asked for, but for the roles themselves. */
    default void fill(Workbench bench) {}
}
