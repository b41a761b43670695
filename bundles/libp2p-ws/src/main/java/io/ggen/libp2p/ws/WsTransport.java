package io.ggen.libp2p.ws;

import io.ggen.api.identity.Signer;
import io.ggen.libp2p.Limits;
import io.ggen.libp2p.TcpHost;
import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Transport;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Opens hosts that speak libp2p over WebSocket, and over TCP beside it. */
@Component(
        configurationPid = WsTransport.PID,
        property = {"ggen.role=transport", "ggen.name=libp2p-ws", "service.ranking:Integer=-10"})
@Designate(ocd = TransportSettings.class)
public final class WsTransport implements Transport {
    static final String PID = "io.ggen.libp2p.ws";

    private final Limits limits;
    private final List<String> securities;

    /** A transport as configured. */
    @Activate
    public WsTransport(TransportSettings settings) {
        this(Limits.of(settings), TcpTransport.BOTH);
    }

    WsTransport(Limits limits, List<String> securities) {
        this.limits = limits;
        this.securities = securities;
    }

    @Override
    public CompletionStage<Host> open(Signer key, HostSettings settings) {
        return TcpHost.open(key, settings, limits, securities, new WebSocketCarrier(), Clock.systemUTC());
    }
}
