package io.ggen.kademlia;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What the parts of one node share. Everything in it but host, clock and validators belongs to the lane. */
final class Core {
    final Host host;
    final Timers timers;
    final Clock clock;
    final RandomGenerator random;
    final KademliaSettings settings;
    final PeerId id;
    final Key self;
    final Networks networks;
    final Validators validators = new Validators();
    final Conduct conduct = new Conduct();
    final NetworkSize size = new NetworkSize();
    final RoutingTable table;
    final Arrivals arrivals;

    Core(Host host, Timers timers, Clock clock, RandomGenerator random, KademliaSettings settings) {
        this.host = host;
        this.timers = timers;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.id = host.id();
        this.self = Key.of(id);
        this.networks = new Networks(settings.exempt());
        this.table = new RoutingTable(self);
        this.arrivals = new Arrivals(this);
    }

    long now() {
        return timers.now();
    }

    /** About {@code mean}: up to a quarter less or more. */
    Duration jittered(Duration mean) {
        return Duration.ofNanos((long) (mean.toNanos() * (0.75 + random.nextDouble() / 2)));
    }

    /** What is left of {@code within}, counted from {@code start}. */
    Duration left(Duration within, long start) {
        return within.minusNanos(now() - start);
    }

    boolean isBanned(PeerId peer) {
        return conduct.isBanned(peer, now());
    }
}
