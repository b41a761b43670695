package io.ggen.api.lockfile;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns locks into the bytes of {@code ggen.lock} and back. A role: implementations register it as a service with
 * {@code ggen.role=lockfile} and {@code ggen.name=NAME}. Pure: no file is touched. Safe for use by many threads.
 */
@ConsumerType
public interface Lockfile {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "lockfile";

    /**
     * Reads a lock. Refuses with a {@link io.ggen.api.ProblemException} a text that is damaged (saying line and column),
     * from a newer format, or that contradicts itself.
     *
     * @param label what the text is called in messages, a path as a rule
     */
    Lock read(byte[] text, String label);

    /** The text of a lock: the same bytes for equal locks, on every machine. {@code read(write(lock))} equals the lock. */
    byte[] write(Lock lock);
}
