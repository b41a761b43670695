package io.ggen.p2p.api.routing;

import io.ggen.p2p.api.PeerId;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The rules of one namespace of records: keys {@code /NAMESPACE/…}. A whiteboard service. What it says is pure, and the same on
 * every peer; its methods may be called in any thread and must not block (libp2p specs, {@code kad-dht/README.md}, entry
 * validation).
 */
@ConsumerType
public interface ValueValidator {
    /** The namespace, without slashes. */
    String namespace();

    /** Whether {@code value} may stand under {@code key}, which begins with the namespace. Throws for nothing. */
    boolean isValid(byte[] key, byte[] value);

    /** The index of the best of {@code values}, at least one, all valid for {@code key}. */
    int select(byte[] key, List<byte[]> values);

    /**
     * {@code from} has put {@code value}, which is valid, under {@code key} at this host, one of those that hold it. Called in the
     * lane of the hash table; must not block.
     */
    default void received(byte[] key, byte[] value, PeerId from) {}
}
