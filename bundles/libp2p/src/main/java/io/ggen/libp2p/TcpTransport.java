package io.ggen.libp2p;

import io.ggen.api.identity.Signer;
import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Transport;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Opens hosts that speak libp2p over TCP. */
@Component(
        configurationPid = TcpTransport.PID,
        property = {"ggen.role=transport", "ggen.name=libp2p"})
@Designate(ocd = TransportSettings.class)
public final class TcpTransport implements Transport {
    static final String PID = "io.ggen.libp2p";

    /** TLS first: it is much the faster between hosts that have both. */
    public static final List<String> BOTH = List.of(TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL);

    private final Limits limits;
    private final List<String> securities;

    /** A transport as configured. */
    @Activate
    public TcpTransport(TransportSettings settings) {
        this(Limits.of(settings), BOTH);
    }

    TcpTransport(Limits limits, List<String> securities) {
        this.limits = limits;
        this.securities = securities;
    }

    @Override
    public CompletionStage<Host> open(Signer key, HostSettings settings) {
        return TcpHost.open(key, settings, limits, securities, Carrier.TCP, Clock.systemUTC());
    }
}
