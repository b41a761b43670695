package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;

import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A Java process with one host of each kind, and bare TCP, for measurements. It ends when this object or this process does. */
final class OtherProcess implements AutoCloseable {
    /** Reads all there is and answers with the count. */
    static final ProtocolId DISCARD = new ProtocolId("/test/discard/1.0.0");

    /** How connections are secured. */
    static final List<String> KINDS = List.of("noise", "tls");

    private static final int MIB = 1024 * 1024;

    /** What is sent at a time. */
    static final int SIZE = 256 * MIB;

    private static final PrintStream OUT = System.out;
    private static final long A_MOMENT = 1_000_000;
    private static final int MOMENTS = 5000;

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final String[] ready;

    /** Starts it. */
    OtherProcess() throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        ready = answers.readLine().split(" ");
    }

    /** Who is at the other end, and where. */
    record Remote(Multiaddr full) {
        PeerId peer() {
            return full.peer().orElseThrow();
        }

        Multiaddr address() {
            return full.withoutPeer();
        }

        int port() {
            return Integer.parseInt(
                    full.value(io.ggen.p2p.api.AddressProtocol.TCP).orElseThrow());
        }
    }

    static String security(String kind) {
        return kind.equals("tls") ? TlsHandshake.PROTOCOL : NoiseHandshake.PROTOCOL;
    }

    int rawPort() {
        return Integer.parseInt(ready[0]);
    }

    Remote host(String kind) {
        return new Remote(Multiaddr.parse(ready[1 + KINDS.indexOf(kind)]));
    }

    /** What it holds now. */
    Usage usage() throws IOException {
        return ask("now");
    }

    /** What it holds once no connection is left. */
    Usage usageWhenEmpty() throws IOException {
        return ask("empty");
    }

    private Usage ask(String what) throws IOException {
        questions.write(what + "\n");
        questions.flush();
        return Usage.parse(answers.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }

    // ---- in the other process

    /** Is the other process. */
    public static void main(String[] arguments) throws Exception {
        int raw = RawTcp.serve(SIZE);
        List<Host> hosts = new ArrayList<>();
        StringBuilder line = new StringBuilder().append(raw);
        for (String kind : KINDS) {
            Host host = TestHosts.open(2 + hosts.size(), TestHosts.LIMITS, security(kind));
            host.handle(Streams.handler(DISCARD, OtherProcess::discard));
            hosts.add(host);
            line.append(' ').append(host.addresses().get(0).withPeer(host.id()));
        }
        OUT.println(line);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = in.readLine(); question != null; question = in.readLine()) {
            for (int i = 0; i < MOMENTS && question.equals("empty") && isConnected(hosts); i++) {
                LockSupport.parkNanos(A_MOMENT);
            }
            OUT.println(Usage.now().line());
        }
        Runtime.getRuntime().halt(0);
    }

    private static boolean isConnected(List<Host> hosts) {
        return hosts.stream().anyMatch(host -> !host.connections().isEmpty());
    }

    private static void discard(Stream stream) {
        long[] count = new long[1];
        Steps.repeat(() -> stream.read().thenApply(bytes -> {
                    count[0] += bytes.remaining();
                    return bytes.hasRemaining();
                }))
                .thenCompose(done ->
                        stream.write(ByteBuffer.wrap(Long.toString(count[0]).getBytes(StandardCharsets.UTF_8))))
                .thenCompose(done -> stream.finish());
    }

    /** Sends {@link #SIZE} bytes in pieces from a host of this process; gives the nanoseconds from the stream on. */
    static long send(Remote remote, String kind, int piece) {
        Host host = TestHosts.open(1, TestHosts.LIMITS, security(kind));
        try {
            await(host.connect(remote.peer(), List.of(remote.address()), Footprint.LONG));
            long start = System.nanoTime();
            Stream stream = await(host.open(remote.peer(), List.of(DISCARD), Footprint.LONG));
            byte[] bytes = new byte[piece];
            int[] left = {SIZE / piece};
            await(Steps.repeat(() -> stream.write(ByteBuffer.wrap(bytes)).thenApply(done -> --left[0] > 0)));
            await(stream.finish());
            String count = new String(await(Streams.readAll(stream)), StandardCharsets.UTF_8);
            if (Long.parseLong(count) != SIZE) {
                throw new IllegalStateException("of " + SIZE + " bytes " + count + " arrived");
            }
            return System.nanoTime() - start;
        } finally {
            await(host.close(java.time.Duration.ZERO));
        }
    }
}
