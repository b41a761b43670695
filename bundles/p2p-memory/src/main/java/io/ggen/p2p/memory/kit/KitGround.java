package io.ggen.p2p.memory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

/**
 * The ground the kit stands on: hosts of the transport that is tried, and waiting. Knows nothing of how time passes: a
 * transport with real sockets waits, one on virtual time drives it. Extend {@link TransportKit} with the two methods.
 */
public abstract class KitGround {
    /** Longer than anything here takes. */
    protected static final Duration LONG = Duration.ofSeconds(20);

    /** The protocol of {@link Streams#echo}. */
    protected static final ProtocolId ECHO = new ProtocolId("/kit/echo/1.0.0");

    /** A protocol that nobody speaks. */
    protected static final ProtocolId UNKNOWN = new ProtocolId("/kit/unknown/1.0.0");

    private static final int STABLE_ROUNDS = 20;

    private final List<Host> hosts = new ArrayList<>();

    /** For those who extend it. */
    protected KitGround() {}

    /** The transport to try, the same one during one test. */
    protected abstract Transport transport();

    /**
     * What {@code stage} has, as soon as it is complete; throws its failure, without wrapping, if it failed. Throws an
     * {@link AssertionError} when that takes more than 30 s.
     */
    protected abstract <T> T await(CompletionStage<T> stage);

    /** How hosts listen: on a free port of the loopback address. */
    protected HostSettings settings() {
        return HostSettings.listeningOn("kit", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"));
    }

    /** A new host with the key of {@code number} that speaks echo and what {@code handlers} speak. */
    protected final Host host(long number, ProtocolHandler... handlers) {
        Host host = await(transport().open(TestSigner.of(number), settings()));
        hosts.add(host);
        host.handle(Streams.handler(ECHO, Streams::echo));
        for (ProtocolHandler handler : handlers) {
            host.handle(handler);
        }
        return host;
    }

    /** Closes all hosts. */
    @AfterEach
    final void closeHosts() {
        for (Host host : hosts) {
            await(host.close(Duration.ZERO));
        }
    }

    /** The id of the key of {@code number}. */
    protected static PeerId id(long number) {
        return PeerId.of(TestSigner.of(number).publicKey());
    }

    /** Connects {@code from} to {@code to}. */
    protected final Connection connect(Host from, Host to) {
        return await(from.connect(to.id(), to.addresses(), LONG));
    }

    /** Connects, and waits until both know what the other speaks. */
    protected final void introduce(Host from, Host to) {
        Recorder there = new Recorder();
        Recorder here = new Recorder();
        try (var one = from.listen(here);
                var other = to.listen(there)) {
            connect(from, to);
            await(here.heard(Recorder.Kind.IDENTIFIED, to.id()));
            await(there.heard(Recorder.Kind.IDENTIFIED, from.id()));
        }
    }

    /** A new stream. */
    protected final Stream open(Host from, Host to, ProtocolId... protocols) {
        return await(from.open(to.id(), List.of(protocols), LONG));
    }

    /** The reason for which {@code stage} fails. */
    protected final Reason reasonOf(CompletionStage<?> stage) {
        return NetworkException.of(await(Streams.failureOf(stage))).reason();
    }

    /** Lets so much happen between two connected hosts that what could go on without us has done so. */
    protected final void settle(Host from, Host to) {
        for (int i = 0; i < STABLE_ROUNDS; i++) {
            await(from.ping(to.id(), LONG));
        }
    }

    /** An address on the loopback network at which nobody answers: that of a host just closed. */
    protected final List<Multiaddr> deserted() {
        Host gone = await(transport().open(TestSigner.of(999), settings()));
        List<Multiaddr> addresses = gone.addresses();
        await(gone.close(Duration.ZERO));
        return addresses;
    }

    /** The TCP port in {@code address}. */
    protected static int port(Multiaddr address) {
        return Integer.parseInt(address.value(AddressProtocol.TCP).orElseThrow());
    }

    /** Fails unless {@code condition} holds. */
    protected static void check(String what, boolean condition) {
        assertThat(condition).as(what).isTrue();
    }
}
