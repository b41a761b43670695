package io.ggen.libp2p;

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
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Bytes through bare TCP on Netty: what nothing on top of it can surpass. */
final class RawTcp {
    private RawTcp() {}

    /** Listens on a free port and closes a connection behind each {@code size} bytes; gives the port. */
    static int serve(long size) throws InterruptedException {
        Channel channel = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new Sink(size))
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Nanoseconds to send {@code size} bytes in pieces, until the other side has taken all and closes. */
    static long send(int port, long size, int piece) throws InterruptedException {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel channel = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect("127.0.0.1", port)
                    .sync()
                    .channel();
            byte[] bytes = new byte[piece];
            long start = System.nanoTime();
            for (long left = size / piece; left > 0; left--) {
                var written = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
                if (!channel.isWritable()) {
                    written.sync();
                }
            }
            channel.closeFuture().sync();
            return System.nanoTime() - start;
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    @ChannelHandler.Sharable
    private static final class Sink extends ChannelInboundHandlerAdapter {
        private final long size;
        private long count;

        Sink(long size) {
            this.size = size;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            count += bytes.readableBytes();
            bytes.release();
            if (count >= size) {
                count = 0;
                ctx.close();
            }
        }
    }
}
