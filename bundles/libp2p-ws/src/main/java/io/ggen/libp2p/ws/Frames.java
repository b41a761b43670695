package io.ggen.libp2p.ws;

import io.ggen.p2p.api.NetworkException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Bytes to frames and frames to bytes; answers pings, but none of a peer that does not read. */
final class Frames extends ChannelDuplexHandler {
    private static final int LARGEST_SENT = 64 * 1024;

    private boolean closing;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame) {
            ByteBuf content = ((WebSocketFrame) message).content();
            if (content.isReadable()) {
                ctx.fireChannelRead(content);
            } else {
                content.release();
            }
        } else if (message instanceof PingWebSocketFrame ping && ctx.channel().isWritable()) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content()), ctx.voidPromise());
        } else {
            ReferenceCountUtil.release(message);
            if (message instanceof CloseWebSocketFrame) {
                ctx.channel().close();
            } else if (!(message instanceof PingWebSocketFrame || message instanceof PongWebSocketFrame)) {
                throw NetworkException.malformed("The peer sends something else than binary messages.");
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.write(message, promise);
            return;
        }
        while (bytes.readableBytes() > LARGEST_SENT) {
            ctx.write(new BinaryWebSocketFrame(bytes.readRetainedSlice(LARGEST_SENT)), ctx.voidPromise());
        }
        ctx.write(new BinaryWebSocketFrame(bytes), promise);
    }

    /** Says goodbye if that can be said at once. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!closing && ctx.channel().isActive()) {
            closing = true;
            ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE), ctx.voidPromise());
        }
        ctx.close(promise);
    }
}
