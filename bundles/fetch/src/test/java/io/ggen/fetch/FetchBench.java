package io.ggen.fetch;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.memory.kit.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Measures fetches over TCP between processes on this machine. Not a test; see the README. {@code main [MIB [one|four|bad]]}. */
final class FetchBench {
    private static final ProtocolId RAW = new ProtocolId("/test/raw/1.0.0");
    private static final int MIB = 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int RATE = 2 * MIB;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final PrintStream OUT = System.out;

    private final Path folder;
    private int made;

    private FetchBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 2) {
            serve(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            return;
        }
        Path folder = Files.createTempDirectory("fetch-bench");
        try {
            FetchBench bench = new FetchBench(folder);
            String part = arguments.length > 1 ? arguments[1] : "all";
            if (part.equals("one") || part.equals("all")) {
                bench.one(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256);
            }
            if (part.equals("four") || part.equals("all")) {
                bench.four();
            }
            if (part.equals("bad") || part.equals("all")) {
                bench.liars();
                bench.staller();
            }
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    /** The other process: holds a package of so many MiB, and sends raw bytes. */
    private static void serve(int mebibytes, long rate, long number) throws Exception {
        Path folder = Files.createTempDirectory("fetch-bench-server");
        Parcel content = Parcel.of(mebibytes * MIB, 1);
        Path file = folder.resolve("content");
        Files.write(file, content.bytes());
        TcpMember member = new TcpMember(number, folder, FetchLimits.DEFAULT.withUploads(64, rate, 0));
        member.held.put(content.sha256(), file);
        byte[] piece = Arrays.copyOf(content.bytes(), PIECE);
        member.host.handle(Streams.handler(RAW, stream -> {
            int[] left = {mebibytes * MIB / PIECE};
            Steps.repeat(() -> left[0]-- > 0
                            ? stream.write(ByteBuffer.wrap(piece)).thenApply(done -> true)
                            : stream.finish().thenApply(done -> false))
                    .exceptionally(failure -> null);
        }));
        OUT.println(member.host.addresses().get(0) + " " + member.host.id());
        OUT.flush();
        System.in.read();
        Files.delete(file);
        System.exit(0);
    }

    private static final class Server implements AutoCloseable {
        private final Process process;
        final PeerAddresses address;

        Server(int mebibytes, long rate, long number) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FetchBench.class.getName(),
                            Integer.toString(mebibytes),
                            Long.toString(rate),
                            Long.toString(number))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine()
                    .split(" ", 2);
            address = new PeerAddresses(
                    io.ggen.p2p.api.PeerId.parse(words[1]), List.of(io.ggen.p2p.api.Multiaddr.parse(words[0])));
        }

        double cpu() {
            return FetchBench.cpu(process.toHandle());
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
        }
    }

    private TcpMember user() {
        made++;
        return new TcpMember(100 + made, folder.resolve("user-" + made), FetchLimits.DEFAULT);
    }

    private static Path fetch(TcpMember user, Parcel content, List<PeerAddresses> peers) {
        return TcpMember.await(user.fetcher.fetch(
                content.wanted(), new FetchOptions(0, peers, Duration.ofSeconds(30)), FetchProgress.NONE));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void one(int mebibytes) throws Exception {
        Parcel content = Parcel.of(mebibytes * MIB, 1);
        double raw = 1e9;
        double sha = 1e9;
        double write = 1e9;
        double fetch = 1e9;
        double here = 0;
        double there = 0;
        try (Server server = new Server(mebibytes, 0, 1)) {
            for (int i = 0; i < 4; i++) {
                try (TcpMember user = user()) {
                    TcpMember.await(user.host.connect(server.address.peer(), server.address.addresses(), LONG));
                    raw = Math.min(
                            raw,
                            seconds(() ->
                                    drain(TcpMember.await(user.host.open(server.address.peer(), List.of(RAW), LONG)))));
                    sha = Math.min(
                            sha,
                            seconds(() -> MessageDigest.getInstance("SHA-256").digest(content.bytes())));
                    write = Math.min(write, seconds(() -> write(content.bytes())));
                    double before = server.cpu();
                    double mine = cpu();
                    double time = seconds(() -> fetch(user, content, List.of(server.address)));
                    if (time < fetch) {
                        fetch = time;
                        here = cpu() - mine;
                        there = server.cpu() - before;
                    }
                    user.fetcher.release(content.sha256());
                }
            }
        }
        OUT.printf(
                "one peer, %d MiB: raw stream %.2f s + SHA-256 %.2f s + file %.2f s = %.2f s; fetch %.2f s, %.0f MB/s:"
                        + " %.2f of that; it took %.2f s of CPU here and %.2f s there%n",
                mebibytes,
                raw,
                sha,
                write,
                raw + sha + write,
                fetch,
                mebibytes * MIB / 1e6 / fetch,
                (raw + sha + write) / fetch,
                here,
                there);
    }

    private static double cpu() {
        return cpu(ProcessHandle.current());
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static void drain(Stream stream) {
        stream.finish();
        TcpMember.await(Steps.repeat(() -> stream.read().thenApply(ByteBuffer::hasRemaining)));
    }

    private void write(byte[] bytes) throws IOException {
        Path file = folder.resolve("plain");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < bytes.length; at += PIECE) {
                out.write(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
            }
        }
        Files.delete(file);
    }

    private void four() throws Exception {
        Parcel content = Parcel.of(32 * MIB, 1);
        List<Server> servers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                servers.add(new Server(32, RATE, i + 1));
            }
            List<PeerAddresses> peers =
                    servers.stream().map(server -> server.address).toList();
            try (TcpMember first = user();
                    TcpMember user = user()) {
                fetch(first, content, peers); // so that the servers are warm
                double time = seconds(() -> fetch(user, content, peers));
                OUT.printf(
                        "four peers of %d MiB/s each, 32 MiB: %.2f s, %.2f times that rate%n",
                        RATE / MIB, time, 32.0 * MIB / time / RATE);
            }
        } finally {
            for (Server server : servers) {
                server.close();
            }
        }
    }

    /** Of ten providers five send wrong bytes; a hundred users, one after another. */
    private void liars() throws Exception {
        Parcel content = Parcel.of(4 * MIB, 1);
        Path file = folder.resolve("shared");
        Files.write(file, content.bytes());
        List<TcpMember> providers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TcpMember provider = new TcpMember(50 + i, folder.resolve("provider-" + i), FetchLimits.DEFAULT);
            if (i % 2 == 0) {
                provider.held.put(content.sha256(), file);
            } else {
                provider.host.handle(Fakes.answering((stream, request) -> {
                    byte[] body = Fakes.data(content, request, 64);
                    if (request.op() == Request.Op.DATA) {
                        body[0] ^= 1;
                        Fakes.send(stream, new Header(Header.Status.OK, 4 * MIB, null, null), body);
                    } else {
                        Fakes.serve(stream, request, content, 64);
                    }
                }));
            }
            providers.add(provider);
        }
        List<PeerAddresses> peers = providers.stream().map(TcpMember::address).toList();
        int good = 0;
        int bad = 0;
        int forged = 0;
        for (int i = 0; i < 100; i++) {
            try (TcpMember user = user()) {
                for (int attempt = 0; attempt < 3; attempt++) {
                    try {
                        Path got = fetch(user, content, peers);
                        if (Arrays.equals(Files.readAllBytes(got), content.bytes())) {
                            good++;
                        } else {
                            bad++;
                        }
                        Files.delete(got);
                        break;
                    } catch (io.ggen.p2p.api.NetworkException e) {
                        OUT.println("  attempt failed: " + e.getMessage());
                    }
                }
                forged += providers.stream()
                        .mapToInt(
                                one -> user.policy.of(one.host.id()).contains(io.ggen.p2p.api.reputation.Outcome.FORGED)
                                        ? 1
                                        : 0)
                        .sum();
            }
        }
        providers.forEach(TcpMember::close);
        OUT.printf(
                "five of ten providers send wrong bytes: %d of 100 succeeded, %d wrong results, %d forgeries seen%n",
                good, bad, forged);
    }

    private void staller() throws Exception {
        Parcel content = Parcel.of(4 * MIB, 1);
        TcpMember good = new TcpMember(70, folder.resolve("good"), FetchLimits.DEFAULT);
        good.held.put(content.sha256(), folder.resolve("shared"));
        TcpMember stalls = new TcpMember(71, folder.resolve("stalls"), FetchLimits.DEFAULT);
        stalls.host.handle(Fakes.answering((stream, request) -> {
            if (request.op() != Request.Op.DATA) {
                Fakes.serve(stream, request, content, 64);
            }
        }));
        try (TcpMember user = user();
                TcpMember other = user()) {
            double without = seconds(() -> fetch(user, content, List.of(good.address())));
            double with = seconds(() -> fetch(other, content, List.of(stalls.address(), good.address())));
            OUT.printf("a peer that stalls costs %.1f s%n", with - without);
        }
        good.close();
        stalls.close();
    }
}
