package io.ggen.libp2p.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells from the first byte of a connection whether it is HTTP or libp2p itself, which begins with a length, and leaves. */
final class FirstByte extends ChannelInboundHandlerAdapter {
    /** Of GET: nobody begins a WebSocket otherwise. */
    private static final byte HTTP = 'G';

    private final Runnable web;
    private final Runnable bare;

    /** Runs one of the two, which adds the next handlers. */
    FirstByte(Runnable web, Runnable bare) {
        this.web = web;
        this.bare = bare;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!in.isReadable()) {
            in.release();
            return;
        }
        if (in.getByte(in.readerIndex()) == HTTP) {
            web.run();
        } else {
            bare.run();
        }
        ctx.fireChannelRead(in);
        ctx.pipeline().remove(this);
    }
}
