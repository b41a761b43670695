package io.ggen.p2p.api.routing;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The rules of one namespace of records: keys {@code /NAMESPACE/…}. A whiteboard service. Pure, and the same on every peer;
 * both methods may be called in any thread and must not block (libp2p specs, {@code kad-dht/README.md}, entry validation).
 */
@ConsumerType
public interface ValueValidator {
    /** The namespace, without slashes. */
    String namespace();

    /** Whether {@code value} may stand under {@code key}, which begins with the namespace. Throws for nothing. */
    boolean isValid(byte[] key, byte[] value);

    /** The index of the best of {@code values}, at least one, all valid for {@code key}. */
    int select(byte[] key, List<byte[]> values);
}
