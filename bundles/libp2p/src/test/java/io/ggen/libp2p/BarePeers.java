package io.ggen.libp2p;

import io.ggen.api.identity.Signer;
import io.ggen.libp2p.identify.Identify;
import io.ggen.libp2p.identify.IdentifyMessage;
import io.ggen.libp2p.identify.Ping;
import io.ggen.libp2p.noise.NoiseKeys;
import io.ggen.libp2p.tls.TlsKeys;
import io.ggen.libp2p.yamux.Budget;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.TestSigner;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Peers without hosts of their own: a thousand share one thread, and their connections can be made to break the rules. */
final class BarePeers implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("bare-peers", true), NioIoHandler.newFactory());
    private final List<Bare> all = new ArrayList<>();

    /**
     * A connection that is ready for streams.
     *
     * @param channel its socket
     * @param muxed the connection; it is to be touched in its loop
     */
    record Open(Channel channel, PeerConnection muxed) {
        /** Complete once the other side answers pings: it has made of this all it will. */
        CompletableFuture<?> settled() {
            return muxed.open(List.of(Ping.PROTOCOL), null, WITHIN)
                    .thenCompose(stream -> Ping.once(stream, WITHIN))
                    .toCompletableFuture();
        }
    }

    /** Connects the peer with the key of {@code number} with {@code host}, which listens on the loopback address. */
    CompletableFuture<Open> connect(long number, String security, PeerId host, int port) {
        Bare bare = new Bare(TestSigner.of(number), security);
        all.add(bare);
        CompletableFuture<PeerConnection> secured = new CompletableFuture<>();
        Place place =
                new Place(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Carrier.BARE, "127.0.0.1");
        Channel channel = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_RCVBUF, 64 * 1024)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(Upgrade.dialled(bare, made, Carrier.TCP, place, host, secured));
                    }
                })
                .connect(place.address())
                .channel();
        return secured.thenApply(muxed -> new Open(channel, muxed));
    }

    /** The same, with the first address of {@code host}. */
    CompletableFuture<Open> connect(long number, String security, Host host) {
        return connect(number, security, host.id(), TestHosts.port(host));
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        all.forEach(Bare::close);
    }

    /** What a connection needs of its host, and no more. */
    private static final class Bare implements HostParts, Identify.Heard {
        private final PeerId id;
        private final NoiseKeys noise;
        private final @Nullable TlsKeys tls;
        private final List<String> securities;
        private final Budget budget = new Budget(TestHosts.LIMITS.buffered(), null);
        private final Handlers handlers = new Handlers(() -> {});

        Bare(Signer key, String security) {
            id = PeerId.of(key.publicKey());
            noise = new NoiseKeys(key);
            tls = security.startsWith("/tls") ? new TlsKeys(key, Clock.systemUTC()) : null;
            securities = List.of(security);
            IdentifyMessage.Own own = IdentifyMessage.own(key, List.of(), "bare", 1);
            new Identify(() -> own, handlers::protocols, this).handlers().forEach(handlers::add);
            handlers.add(new Ping());
        }

        @Override
        public PeerId id() {
            return id;
        }

        @Override
        public Limits limits() {
            return TestHosts.LIMITS;
        }

        @Override
        public NoiseKeys noise() {
            return noise;
        }

        @Override
        public TlsKeys tls() {
            if (tls == null) {
                throw new IllegalStateException("a peer of Noise alone");
            }
            return tls;
        }

        @Override
        public List<String> securities() {
            return securities;
        }

        @Override
        public Budget budget() {
            return budget;
        }

        @Override
        public Handlers handlers() {
            return handlers;
        }

        @Override
        public boolean isDuplicate(PeerConnection connection) {
            return false;
        }

        @Override
        public void gone(PeerConnection connection, String why) {}

        @Override
        public void turnedAway(InetSocketAddress address, String why) {}

        @Override
        public boolean closing() {
            return false;
        }

        @Override
        public @Nullable PeerInfo before(Stream stream) {
            return null;
        }

        @Override
        public void said(Stream stream, PeerInfo info, long seq) {}

        void close() {
            if (tls != null) {
                tls.close();
            }
        }
    }
}
