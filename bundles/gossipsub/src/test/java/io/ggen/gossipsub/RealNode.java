package io.ggen.gossipsub;

import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.memory.kit.TestSigner;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A host on a socket of the loopback address, with threads and time of its own. */
final class RealNode implements TopicHandler, AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    final TestSigner key;
    final Host host;
    final Gossipsub gossip;
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    volatile long heardAt;
    private final SystemTimers timers;

    RealNode(long number) {
        key = TestSigner.of(number);
        TransportSettings defaults = (TransportSettings) Proxy.newProxyInstance(
                RealNode.class.getClassLoader(),
                new Class<?>[] {TransportSettings.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        host = await(new TcpTransport(defaults)
                .open(key, HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))));
        timers = new SystemTimers("gossip " + number);
        gossip = new Gossipsub(host, key, timers, new SplittableRandom(number), GossipSettings.DEFAULT);
        gossip.join(this);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Asks in the lane until it is so. */
    void until(String what, BooleanSupplier wanted) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        poll(wanted, done);
        try {
            done.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("not in time: " + what, e);
        }
    }

    private void poll(BooleanSupplier wanted, CompletableFuture<Void> done) {
        timers.schedule(Duration.ofMillis(20), () -> {
            if (wanted.getAsBoolean()) {
                done.complete(null);
            } else if (!done.isDone()) {
                poll(wanted, done);
            }
        });
    }

    boolean hasInMesh(PeerId peer) {
        Topic topic = gossip.core().topics.get(Town.TOPIC);
        return topic != null && topic.mesh.stream().anyMatch(member -> member.id.equals(peer));
    }

    @Override
    public String topic() {
        return Town.TOPIC;
    }

    @Override
    public CompletionStage<Verdict> received(PeerId from, byte[] data) {
        heardAt = System.nanoTime();
        heard.add(new String(data, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(Verdict.ACCEPT);
    }

    @Override
    public void close() {
        await(gossip.close());
        await(host.close(Duration.ofMillis(200)));
        timers.close();
    }
}
