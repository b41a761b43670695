package io.ggen.p2p.api;

import io.ggen.api.identity.Signer;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens hosts: the part that owns sockets. A role: implementations register it as a service with
 * {@code ggen.role=transport} and {@code ggen.name=NAME}. Whoever opens a host closes it; a swap of transports is closing
 * one host and opening another with the same key, settings and handlers.
 */
@ConsumerType
public interface Transport {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "transport";

    /**
     * A host with the identity of {@code key} that listens on all of {@code settings.listen()}, or on none and fails with
     * {@link NetworkException.Reason#UNREACHABLE}. The key is only asked to sign, from any thread, as often as handshakes
     * need it.
     */
    CompletionStage<Host> open(Signer key, HostSettings settings);
}
