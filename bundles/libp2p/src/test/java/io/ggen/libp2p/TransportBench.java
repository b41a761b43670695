package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;

import io.ggen.javascript.JsonScript;
import io.ggen.libp2p.OtherProcess.Remote;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures one stream between two processes on this machine, setting up connections, idle ones, and those that come and go. See
 * the README.
 */
final class TransportBench {
    private static final int PIECE = 64 * 1024;
    private static final int SIZE = OtherProcess.SIZE;
    private static final int ROUNDS = 4;
    private static final int SETUPS = 200;
    private static final int IDLE = 1000;
    private static final int CYCLES = 10_000;
    private static final int CYCLES_A_LINE = 1000;
    private static final double MIB = 1024 * 1024;
    private static final PrintStream OUT = System.out;

    private double cipher = Double.NaN;
    private double raw = Double.NaN;

    private TransportBench() {}

    /** Arguments are parts: stream, js, setup, idle, cycles; none: all. */
    public static void main(String[] arguments) throws Exception {
        List<String> parts =
                arguments.length > 0 ? List.of(arguments) : List.of("stream", "js", "setup", "idle", "cycles");
        OUT.println("Java " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores");
        TransportBench bench = new TransportBench();
        for (String part : parts) {
            switch (part) {
                case "stream" -> bench.streams();
                case "js" -> bench.js();
                case "setup" -> setups();
                case "idle" -> idle();
                case "cycles" -> cycles();
                default -> throw new IllegalArgumentException("no such part: " + part);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void say(String format, Object... arguments) {
        OUT.println(String.format(Locale.ROOT, format, arguments));
    }

    private void report(String what, double rate) {
        say("%-34s %8.0f MB/s   %.2f of raw TCP   %.2f of the cipher", what, rate, rate / raw, rate / cipher);
    }

    private static double rate(long nanos) {
        return SIZE * 1e3 / nanos;
    }

    private void streams() throws Exception {
        cipher = cipher();
        say("%-34s %8.0f MB/s", "ChaCha20-Poly1305 of the JDK alone", cipher);
        raw = 0;
        try (OtherProcess process = new OtherProcess()) {
            for (int i = 0; i < ROUNDS; i++) {
                raw = Math.max(raw, rate(RawTcp.send(process.rawPort(), SIZE, PIECE)));
            }
        }
        report("raw TCP through Netty", raw);
        for (String kind : OtherProcess.KINDS) {
            try (OtherProcess process = new OtherProcess()) {
                double best = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    best = Math.max(best, rate(OtherProcess.send(process.host(kind), kind, PIECE)));
                }
                report(kind + ", one stream of 256 MiB", best);
            }
        }
    }

    /** Encrypting messages as long as Noise has them, in one thread; decrypting is as fast. */
    private static double cipher() throws Exception {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] in = new byte[65519];
            byte[] out = new byte[65535];
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            SecretKeySpec key = new SecretKeySpec(new byte[32], "ChaCha20");
            byte[] nonce = new byte[12];
            long start = System.nanoTime();
            for (int i = 0; i < SIZE / in.length; i++) {
                nonce[4] = (byte) i;
                nonce[5] = (byte) (i >> 8);
                nonce[6] = (byte) round;
                cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
                cipher.doFinal(in, 0, in.length, out, 0);
            }
            best = Math.max(best, rate(System.nanoTime() - start));
        }
        return best;
    }

    private void js() throws Exception {
        for (String kind : OtherProcess.KINDS) {
            try (JsonScript one = JsPeer.start("peer.js", kind);
                    JsonScript other = JsPeer.start("peer.js", kind)) {
                String address = other.ready().get("address").asText();
                String peer = other.ready().get("peer").asText();
                one.ask("dial", "address", address);
                double best = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    double millis = one.ask("discard", "peer", peer, "pieces", SIZE / PIECE)
                            .get("millis")
                            .asDouble();
                    best = Math.max(best, SIZE / 1e3 / millis);
                }
                report("js-libp2p to itself, " + kind, best);
                Remote remote = new Remote(Multiaddr.parse(address));
                report("to js-libp2p, " + kind, rate(OtherProcess.send(remote, kind, PIECE)));
                say("%-34s %s", "js-libp2p set-up, " + kind, one.ask("setups", "address", address, "count", SETUPS));
            }
        }
    }

    private static void setups() throws Exception {
        for (String kind : OtherProcess.KINDS) {
            try (OtherProcess process = new OtherProcess()) {
                Remote remote = process.host(kind);
                Host host = TestHosts.open(1, TestHosts.LIMITS, OtherProcess.security(kind));
                double[] took = new double[SETUPS];
                for (int i = 0; i < SETUPS; i++) {
                    long start = System.nanoTime();
                    await(host.connect(remote.peer(), List.of(remote.address()), Footprint.LONG));
                    took[i] = (System.nanoTime() - start) / 1e6;
                    host.disconnect(remote.peer(), "next");
                }
                Arrays.sort(took);
                say("%-34s p50 %.1f ms, p95 %.1f ms", "set-up, " + kind, took[SETUPS / 2], took[SETUPS * 95 / 100]);
                await(host.close(Duration.ZERO));
            }
        }
    }

    private static void idle() throws Exception {
        for (String kind : OtherProcess.KINDS) {
            List<Usage> seen = Footprint.idle(kind, IDLE);
            Usage before = seen.get(0);
            Usage during = seen.get(1);
            say("%d idle connections, %s: %.1f MiB", IDLE, kind, (during.memory() - before.memory()) / MIB);
            say("    empty host:  %s", before);
            say("    with them:   %s", during);
        }
    }

    private static void cycles() throws Exception {
        for (String kind : OtherProcess.KINDS) {
            Footprint.cycles(
                    kind, CYCLES, CYCLES_A_LINE, (count, usage) -> say("%s, after %6d cycles: %s", kind, count, usage));
        }
    }
}
