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
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Measures one stream between two processes on this machine, setting up connections, and idle ones. See the README. */
final class TransportBench {
    private static final ProtocolId DISCARD = new ProtocolId("/test/discard/1.0.0");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PIECE = 64 * 1024;
    private static final int MIB = 1024 * 1024;
    private static final int SIZE = 256 * MIB;
    private static final int SETUPS = 200;
    private static final int IDLE = 200;
    private static final PrintStream OUT = System.out;

    private TransportBench() {}

    /** Without arguments measures; {@code serve} is the other process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            serve();
            return;
        }
        double cipher = cipher();
        OUT.printf("%-34s %8.0f MB/s%n", "ChaCha20-Poly1305 of the JDK alone", cipher);
        double raw = 0;
        for (String kind : List.of("raw", "noise", "tls")) {
            try (Server server = new Server()) {
                double best = 0;
                for (int i = 0; i < 4; i++) {
                    best = Math.max(best, kind.equals("raw") ? raw(server) : stream(server.host(kind), kind));
                }
                raw = kind.equals("raw") ? best : raw;
                report(kind + ", one stream of 256 MiB", best, raw, cipher);
            }
        }
        for (String kind : List.of("noise", "tls")) {
            try (JsPeer one = JsPeer.start("peer.js", kind);
                    JsPeer other = JsPeer.start("peer.js", kind)) {
                String address = String.valueOf(other.ready().get("address"));
                one.ready();
                one.ask("dial", "address", address);
                double best = 0;
                for (int i = 0; i < 3; i++) {
                    Object millis = one.ask(
                                    "discard",
                                    "peer",
                                    String.valueOf(other.ready().get("peer")),
                                    "pieces",
                                    SIZE / PIECE)
                            .get("millis");
                    best = Math.max(best, SIZE / 1e3 / ((Number) Objects.requireNonNull(millis)).doubleValue());
                }
                report("js-libp2p to itself, " + kind, best, raw, cipher);
                report("to js-libp2p, " + kind, stream(new Remote(address), kind), raw, cipher);
                String fresh = address;
                OUT.printf(
                        "%-34s %s%n",
                        "js-libp2p set-up, " + kind, one.ask("setups", "address", fresh, "count", SETUPS));
            }
        }
        for (String kind : List.of("noise", "tls")) {
            setups(kind);
            idle(kind);
        }
    }

    private static void report(String what, double rate, double raw, double cipher) {
        OUT.printf("%-34s %8.0f MB/s   %.2f of raw TCP   %.2f of the cipher%n", what, rate, rate / raw, rate / cipher);
    }

    /** Encrypting alone, in one thread; decrypting is as fast. */
    private static double cipher() throws Exception {
        double best = 0;
        for (int round = 0; round < 4; round++) {
            byte[] in = new byte[65519];
            byte[] out = new byte[65535];
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            byte[] nonce = new byte[12];
            long start = System.nanoTime();
            for (int i = 0; i < SIZE / in.length; i++) {
                nonce[4] = (byte) i;
                nonce[5] = (byte) (i >> 8);
                nonce[6] = (byte) round;
                cipher.init(
                        Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "ChaCha20"), new IvParameterSpec(nonce));
                cipher.doFinal(in, 0, in.length, out, 0);
            }
            best = Math.max(best, SIZE * 1e3 / (System.nanoTime() - start));
        }
        return best;
    }

    private static double stream(Remote remote, String kind) {
        Host host = TestHosts.open(1, TestHosts.LIMITS, security(kind));
        try {
            await(host.connect(remote.peer(), List.of(remote.address()), LONG));
            long start = System.nanoTime();
            Stream stream = await(host.open(remote.peer(), List.of(DISCARD), LONG));
            byte[] piece = new byte[PIECE];
            int[] left = {SIZE / PIECE};
            await(Steps.repeat(() -> stream.write(ByteBuffer.wrap(piece)).thenApply(done -> --left[0] > 0)));
            await(stream.finish());
            String count = new String(await(Streams.readAll(stream)), StandardCharsets.UTF_8);
            if (Long.parseLong(count) != SIZE) {
                throw new IllegalStateException("of " + SIZE + " bytes " + count + " arrived");
            }
            return SIZE * 1e3 / (System.nanoTime() - start);
        } finally {
            await(host.close(Duration.ZERO));
        }
    }

    private static double raw(Server server) throws Exception {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel channel = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(new RawEnd(true))
                    .connect("127.0.0.1", server.rawPort)
                    .sync()
                    .channel();
            long start = System.nanoTime();
            for (int left = SIZE / PIECE; left > 0; left--) {
                var written = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[PIECE]));
                if (!channel.isWritable()) {
                    written.sync();
                }
            }
            channel.closeFuture().sync();
            return SIZE * 1e3 / (System.nanoTime() - start);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void setups(String kind) throws Exception {
        try (Server server = new Server()) {
            Remote remote = server.host(kind);
            Host host = TestHosts.open(1, TestHosts.LIMITS, security(kind));
            double[] took = new double[SETUPS];
            for (int i = 0; i < SETUPS; i++) {
                long start = System.nanoTime();
                await(host.connect(remote.peer(), List.of(remote.address()), LONG));
                took[i] = (System.nanoTime() - start) / 1e6;
                host.disconnect(remote.peer(), "next");
            }
            Arrays.sort(took);
            OUT.printf(
                    "%-34s p50 %.1f ms, p95 %.1f ms%n", "set-up, " + kind, took[SETUPS / 2], took[SETUPS * 95 / 100]);
            await(host.close(Duration.ZERO));
        }
    }

    private static void idle(String kind) throws Exception {
        try (Server server = new Server()) {
            Remote remote = server.host(kind);
            long before = server.memory();
            List<Host> hosts = new ArrayList<>();
            for (int i = 0; i < IDLE; i++) {
                Host host = TestHosts.open(100 + i, TestHosts.LIMITS, security(kind));
                hosts.add(host);
                await(host.connect(remote.peer(), List.of(remote.address()), LONG));
                await(host.ping(remote.peer(), LONG));
            }
            double each = (server.memory() - before) / 1024.0 / IDLE;
            OUT.printf("%-34s %.0f KiB each (heap and direct)%n", "idle connection, " + kind, each);
            for (Host host : hosts) {
                await(host.close(Duration.ZERO));
            }
        }
    }

    private static String[] security(String kind) {
        return new String[] {kind.equals("tls") ? TlsHandshake.PROTOCOL : NoiseHandshake.PROTOCOL};
    }

    private record Remote(Multiaddr full) {
        Remote(String text) {
            this(Multiaddr.parse(text));
        }

        PeerId peer() {
            return full.peer().orElseThrow();
        }

        Multiaddr address() {
            return full.withoutPeer();
        }
    }

    // ---- the other process

    private static final class Server implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final String[] ready;
        private final int rawPort;

        Server() throws IOException {
            process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TransportBench.class.getName(),
                            "serve")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            ready = answers.readLine().split(" ");
            rawPort = Integer.parseInt(ready[0]);
        }

        Remote host(String kind) {
            return new Remote(ready[kind.equals("tls") ? 2 : 1]);
        }

        long memory() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return Long.parseLong(answers.readLine());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void serve() throws Exception {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel raw = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new RawEnd(false))
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Host noise = TestHosts.open(2, TestHosts.LIMITS, NoiseHandshake.PROTOCOL);
        Host tls = TestHosts.open(3, TestHosts.LIMITS, TlsHandshake.PROTOCOL);
        for (Host host : List.of(noise, tls)) {
            host.handle(Streams.handler(DISCARD, TransportBench::discard));
        }
        OUT.println(((InetSocketAddress) raw.localAddress()).getPort() + " "
                + noise.addresses().get(0).withPeer(noise.id()) + " "
                + tls.addresses().get(0).withPeer(tls.id()));
        while (System.in.read() >= 0) {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            OUT.println(runtime.totalMemory() - runtime.freeMemory() + PlatformDependent.usedDirectMemory());
        }
        Runtime.getRuntime().halt(0);
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

    /** One end of bare TCP: reads 256 MiB and closes, or waits for that. */
    @ChannelHandler.Sharable
    private static final class RawEnd extends ChannelInboundHandlerAdapter {
        private final boolean sender;
        private long count;

        RawEnd(boolean sender) {
            this.sender = sender;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            count += bytes.readableBytes();
            bytes.release();
            if (!sender && count >= SIZE) {
                count = 0;
                ctx.close();
            }
        }
    }
}
