package io.ggen.p2p.memory;

import static io.ggen.p2p.memory.kit.Streams.handler;

import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How fast and how large: floods messages through a random graph, every host passing on what is new to all its neighbours over
 * one stream each. Not a test; {@code main HOSTS DEGREE MESSAGES BYTES}. What it prints is in the README.
 */
final class SpeedBenchmark {
    private static final ProtocolId FLOOD = new ProtocolId("/bench/flood/1.0.0");

    private final List<List<Frames>> neighbours = new ArrayList<>();
    private final List<BitSet> seen = new ArrayList<>();
    private long delivered;

    private final int length;

    private SpeedBenchmark(int length) {
        this.length = length;
    }

    public static void main(String[] args) {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int degree = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int messages = args.length > 2 ? Integer.parseInt(args[2]) : 50;
        int length = args.length > 3 ? Integer.parseInt(args[3]) : 1024;
        System.out.println(new SpeedBenchmark(length).run(hosts, degree, messages));
    }

    private String run(int count, int degree, int messages) {
        MemoryNetwork network = new MemoryNetwork(7);
        network.links(Link.of(Duration.ofMillis(50)).withJitter(Duration.ofMillis(10)));
        long before = used();
        List<MemoryHost> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int self = i;
            MemoryHost host = network.host(MemoryNetworkTest.id(i));
            host.handle(handler(FLOOD, stream -> listen(self, stream)));
            hosts.add(host);
            neighbours.add(new ArrayList<>(degree));
            seen.add(new BitSet(messages));
        }
        long empty = used() - before;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < degree / 2; d++) {
                MemoryHost to = hosts.get(network.random().nextInt(count));
                hosts.get(i)
                        .connect(to.id(), to.addresses(), Duration.ofSeconds(10))
                        .exceptionally(failure -> null);
            }
        }
        network.time().runFor(Duration.ofSeconds(5));
        for (int i = 0; i < count; i++) {
            for (var connection : hosts.get(i).connections()) {
                List<Frames> mine = neighbours.get(i);
                hosts.get(i)
                        .open(connection.peer(), List.of(FLOOD), Duration.ofSeconds(10))
                        .thenAccept(stream -> mine.add(new Frames(stream)));
            }
        }
        network.time().runFor(Duration.ofSeconds(5));
        double setUp = (System.nanoTime() - start) / 1e9;
        long connected = used() - before;
        long connections =
                hosts.stream().mapToLong(host -> host.connections().size()).sum() / 2;

        long segments = network.traffic().segments();
        long events = network.time().happened();
        start = cpu();
        for (int message = 0; message < messages; message++) {
            byte[] data = new byte[length];
            data[0] = (byte) message;
            data[1] = (byte) (message >> 8);
            pass(network.random().nextInt(count), data);
            network.time().runFor(Duration.ofMillis(100));
        }
        network.time().runFor(Duration.ofSeconds(5));
        double seconds = (cpu() - start) / 1e9;
        long sent = network.traffic().segments() - segments;
        return String.format(
                "%d hosts, %d connections, %d messages of %d bytes: %d of %d delivered%n"
                        + "set-up %.1f s; empty host %d bytes, connection with 2 streams %d bytes (both ends)%n"
                        + "%d segments and %d events in %.2f s of CPU: %.0f segments/s, digest %s",
                count,
                connections,
                messages,
                length,
                delivered,
                (long) count * messages,
                setUp,
                empty / count,
                (connected - empty) / connections,
                sent,
                network.time().happened() - events,
                seconds,
                sent / seconds,
                network.digest());
    }

    private void listen(int self, Stream stream) {
        Frames frames = new Frames(stream);
        Steps.repeat(() -> frames.read(2 * length).thenApply(message -> {
            message.ifPresent(data -> pass(self, data));
            return message.isPresent();
        }));
    }

    private void pass(int self, byte[] data) {
        int number = (data[0] & 0xff) | (data[1] & 0xff) << 8;
        if (!seen.get(self).get(number)) {
            seen.get(self).set(number);
            delivered++;
            for (Frames frames : neighbours.get(self)) {
                frames.write(data);
            }
        }
    }

    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
