package io.ggen.p2p.memory;

import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network of hosts in one process, on virtual time and seeded chance: the same seed and the same calls give the same
 * {@link #digest()}. For one thread, the one that drives time; all callbacks come there. Nothing is encrypted and nobody
 * signs: a host is who it says.
 */
public final class MemoryNetwork implements Transport {
    private static final Duration DEFAULT_LATENCY = Duration.ofMillis(10);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(20);
    private static final int FIRST_PORT = 4001;

    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final Trace trace = new Trace();
    private final Map<Multiaddr, MemoryHost> listeners = new LinkedHashMap<>();
    private final List<MemoryHost> hosts = new ArrayList<>();
    private final Set<Long> cuts = new HashSet<>();
    private Link.Model model = (from, to) -> Link.of(DEFAULT_LATENCY);
    private int linkVersion;
    private boolean split;
    private int made;
    private long segments;
    private long bytes;

    /** A network without hosts, whose links take 10 ms each way. */
    public MemoryNetwork(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Its time: the lane of all that happens, and what drives it. */
    public VirtualTime time() {
        return time;
    }

    /** A clock on its time. */
    public Clock clock() {
        return time.clock();
    }

    /** Its chance; for what a simulation decides as well. */
    public RandomGenerator random() {
        return random;
    }

    /** Digest of everything that arrived so far: when, where, what. */
    public String digest() {
        return trace.toString();
    }

    /** How much was sent so far: all segments and bytes, those that keep connections going included. */
    public Traffic traffic() {
        return new Traffic(segments, bytes);
    }

    /**
     * What was sent.
     *
     * @param segments messages of all kinds, data in pieces of at most 64 KiB
     * @param bytes all bytes, with 40 for each segment
     */
    public record Traffic(long segments, long bytes) {}

    /** From now on links are as {@code newModel} says, those of present connections too. */
    public void links(Link.Model newModel) {
        model = newModel;
        linkVersion++;
    }

    /** From now on all links are {@code link}. */
    public void links(Link link) {
        links((from, to) -> link);
    }

    @Override
    public CompletionStage<Host> open(Signer key, HostSettings settings) {
        try {
            return CompletableFuture.completedFuture(host(PeerId.of(key.publicKey()), settings));
        } catch (NetworkException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A host of this id with an address of its own: {@code /ip4/10.x.y.z/tcp/4001}. */
    public MemoryHost host(PeerId id) {
        int number = made + 1;
        String address = "/ip4/10." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "." + (number & 0xff)
                + "/tcp/" + FIRST_PORT;
        return host(id, HostSettings.listeningOn("memory", Multiaddr.parse(address)));
    }

    /**
     * A host of this id. Port 0 is a free port. Throws {@link NetworkException} (UNREACHABLE) if somebody listens there
     * already; the addresses of hosts that are closed or dead are free.
     */
    public MemoryHost host(PeerId id, HostSettings settings) {
        int number = ++made;
        List<Multiaddr> listen = new ArrayList<>(settings.listen().size());
        for (Multiaddr wanted : settings.listen()) {
            Multiaddr address = withPort(wanted.withoutPeer(), number);
            MemoryHost present = listeners.get(address);
            if (present != null && present.isAccepting()) {
                throw new NetworkException(
                        NetworkException.Reason.UNREACHABLE, "Somebody listens on " + address + " already.");
            }
            listen.add(address);
        }
        MemoryHost host = new MemoryHost(this, number, id, listen, settings);
        for (Multiaddr address : listen) {
            listeners.put(address, host);
        }
        hosts.add(host);
        return host;
    }

    private Multiaddr withPort(Multiaddr wanted, int number) {
        if (!wanted.value(AddressProtocol.TCP).equals(Optional.of("0"))) {
            return wanted;
        }
        String text = wanted.toString();
        int port = 1024 + number % 60_000;
        Multiaddr address;
        do {
            address = Multiaddr.parse(text.replace("/tcp/0", "/tcp/" + port++));
        } while (listeners.containsKey(address));
        return address;
    }

    /** All hosts that are neither closed nor dead, in the order they were made. */
    public List<MemoryHost> hosts() {
        hosts.removeIf(host -> !host.isAlive());
        return List.copyOf(hosts);
    }

    /**
     * Parts the hosts: those of each group reach only each other, those in no group likewise. Connections across stall, and
     * end 20 s later unless the network is whole again. Takes the place of an earlier partition.
     */
    @SafeVarargs
    public final void partition(Collection<MemoryHost>... groups) {
        heal();
        split = true;
        int number = 0;
        for (Collection<MemoryHost> group : groups) {
            number++;
            for (MemoryHost host : group) {
                host.group = number;
            }
        }
        watchStalled();
    }

    /** Makes the network whole: no partition, no cuts. What was stalled goes on. */
    public void heal() {
        split = false;
        cuts.clear();
        for (MemoryHost host : hosts()) {
            host.group = 0;
        }
        for (MemoryHost host : hosts()) {
            host.resume();
        }
    }

    /** Lets nothing through from {@code from} to {@code to}, while the way back works: to both it looks like a dead peer. */
    public void cut(MemoryHost from, MemoryHost to) {
        cuts.add(key(from, to));
        watchStalled();
    }

    private void watchStalled() {
        for (MemoryHost host : hosts()) {
            host.breakStalledAfter(DEAD_AFTER);
        }
    }

    boolean isBlocked(MemoryHost from, MemoryHost to) {
        return split && from.group != to.group || !cuts.isEmpty() && cuts.contains(key(from, to));
    }

    private static long key(MemoryHost from, MemoryHost to) {
        return (long) from.number() << 32 | to.number();
    }

    static Duration deadAfter() {
        return DEAD_AFTER;
    }

    @Nullable
    MemoryHost at(Multiaddr address) {
        return listeners.get(address);
    }

    void gone(MemoryHost host, List<Multiaddr> addresses) {
        for (Multiaddr address : addresses) {
            listeners.remove(address, host);
        }
    }

    Link link(MemoryHost from, MemoryHost to) {
        return model.between(from, to);
    }

    int linkVersion() {
        return linkVersion;
    }

    void sent(int size) {
        segments++;
        bytes += size;
    }

    void trace(MemoryHost from, MemoryHost to, int kind, int size, long content) {
        trace.add(time.now());
        trace.add((long) from.number() << 32 | to.number());
        trace.add((long) kind << 32 | size);
        trace.add(content);
    }
}
