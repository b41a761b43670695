package io.ggen.libp2p;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A host's event loops, buffers and sockets, and one worker for what may block: looking up names, making keys. */
final class Sockets {
    private static final System.Logger LOG = System.getLogger(Sockets.class.getName());
    private static final int MOST_LOOPS = 4;
    private static final int WORKERS = 2;
    private static final int MOST_JOBS = 256;
    private static final int BACKLOG = 256;
    private static final int PAGE = 8192;
    private static final int CHUNK_ORDER = 7;
    private static final int SMALLEST_READ = 64;
    private static final int FIRST_READ = 2048;
    private static final int LARGEST_READ = 256 * 1024;

    private final Limits limits;
    private final EventLoopGroup loops;
    private final EventLoop home;
    private final ExecutorService worker;
    private final ByteBufAllocator buffers;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Gate gate;
    private final Carrier carrier;

    Sockets(Limits limits, Carrier carrier) {
        this.limits = limits;
        this.carrier = carrier;
        int count = Math.max(2, Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors()));
        loops = new MultiThreadIoEventLoopGroup(
                count, new DefaultThreadFactory("ggen-libp2p", true), NioIoHandler.newFactory());
        home = loops.next();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_JOBS),
                new DefaultThreadFactory("ggen-libp2p-worker", true));
        pool.allowCoreThreadTimeOut(true);
        worker = pool;
        buffers = new PooledByteBufAllocator(true, count, count, PAGE, CHUNK_ORDER);
        gate = new Gate(limits.handshakes(), limits.handshakesPerAddress());
    }

    EventLoop home() {
        return home;
    }

    Executor worker() {
        return worker;
    }

    /** Runs {@code job} in the worker. */
    <T> CompletableFuture<T> later(Callable<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                result.complete(job.call());
            } catch (Exception | LinkageError | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Listens on all of {@code addresses} and gives where that can be dialled; {@code accepted} gets who comes. */
    CompletableFuture<List<Multiaddr>> listen(
            List<Multiaddr> addresses, HostParts host, Consumer<PeerConnection> accepted) {
        CompletableFuture<List<Multiaddr>> all = CompletableFuture.completedFuture(List.of());
        for (Multiaddr address : addresses) {
            all = all.thenCombine(listen(address, host, accepted), (before, more) -> {
                List<Multiaddr> both = new ArrayList<>(before);
                both.addAll(more);
                return both;
            });
        }
        return all;
    }

    private CompletableFuture<List<Multiaddr>> listen(
            Multiaddr address, HostParts host, Consumer<PeerConnection> accepted) {
        Addresses.Target target = Addresses.target(address, host.id());
        if (target == null || target.isName() || carrier.offers(target.way()).isEmpty()) {
            return CompletableFuture.failedFuture(cannotListen(
                    address,
                    target == null || target.isName()
                            ? "it is no IP address with a TCP port"
                            : "this transport does not speak what stands behind the port"));
        }
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, buffers)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, marks())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, target.way(), host, accepted);
                    }
                });
        CompletableFuture<List<Multiaddr>> result = new CompletableFuture<>();
        try {
            InetSocketAddress at = target.resolve().get(0).address();
            ChannelFuture binding = server.bind(at);
            listening.add(binding.channel());
            binding.addListener(done -> {
                if (binding.isSuccess()) {
                    result.completeAsync(
                            () -> reachable(
                                    (InetSocketAddress) binding.channel().localAddress(), target),
                            worker);
                } else {
                    result.completeExceptionally(cannotListen(address, whyNot(binding.cause())));
                }
            });
        } catch (IOException e) {
            result.completeExceptionally(cannotListen(address, "it cannot be used"));
        }
        return result;
    }

    private List<Multiaddr> reachable(InetSocketAddress bound, Addresses.Target asked) {
        try {
            List<Multiaddr> told = new ArrayList<>();
            for (String way : carrier.offers(asked.way())) {
                Addresses.reachable(bound, asked).forEach(at -> told.add(Place.multiaddr(at, way)));
            }
            return told;
        } catch (IOException e) {
            throw new NetworkException(Reason.UNREACHABLE, "This machine does not tell its addresses.");
        }
    }

    private static String whyNot(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (said.contains("already in use")) {
            return "somebody else listens there already";
        }
        if (said.contains("ermission denied")) {
            return "this user may not listen on that port";
        }
        if (said.contains("assign")) {
            return "it is no address of this machine";
        }
        String text = Reasons.text(Reasons.of(cause));
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static NetworkException cannotListen(Multiaddr address, String why) {
        return new NetworkException(Reason.UNREACHABLE, "Cannot listen on " + address + ": " + why + ".");
    }

    private void accept(Channel channel, String way, HostParts host, Consumer<PeerConnection> accepted) {
        open.add(channel);
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        InetAddress from = remote.getAddress();
        if (!gate.enter(from)) {
            LOG.log(Level.DEBUG, "{0} was turned away: too many handshakes", remote);
            host.turnedAway(remote, "There are too many handshakes at once.");
            channel.close();
            return;
        }
        CompletableFuture<PeerConnection> secured = new CompletableFuture<>();
        secured.whenComplete((connection, failure) -> {
            gate.leave(from);
            if (connection != null) {
                accepted.accept(connection);
            } else {
                host.turnedAway(remote, Reasons.text(failure));
            }
        });
        channel.pipeline().addLast(Upgrade.accepted(host, channel, carrier, way, secured));
    }

    /** Whether addresses with this way can be dialled. */
    boolean dials(String way) {
        return carrier.dials(way);
    }

    /** Begins to connect with {@code place}, where {@code peer} has to be. */
    Dial.Attempt attempt(Place place, PeerId peer, HostParts host) {
        InetSocketAddress address = place.address();
        CompletableFuture<PeerConnection> secured = new CompletableFuture<>();
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, buffers)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, marks())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.handshakeTime().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(Upgrade.dialled(host, channel, carrier, place, peer, secured));
                    }
                })
                .connect(address);
        open.add(connecting.channel());
        connecting.addListener(done -> {
            if (!connecting.isSuccess()) {
                secured.completeExceptionally(new NetworkException(
                        Reason.UNREACHABLE,
                        "Nobody answers at " + address.getAddress().getHostAddress() + " port " + address.getPort()
                                + "."));
            }
        });
        return new Dial.Attempt(place, connecting.channel(), secured);
    }

    /** A busy connection reads some messages at a time, so that few of them are cut; an idle one has no buffer. */
    private static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ);
    }

    private WriteBufferWaterMark marks() {
        return new WriteBufferWaterMark(limits.unsent() / 2, limits.unsent());
    }

    void stopListening() {
        listening.close();
    }

    /** Closes all sockets and ends all threads. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        listening.close();
        open.close().addListener(done -> {
            worker.shutdown();
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(end -> ended.complete(null));
        });
        return ended;
    }
}
