package io.ggen.libp2p.ws;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** The side that was dialled: agrees to a WebSocket, whatever its path, and makes way for its {@link Frames}; says no to all else. */
final class Agreeing extends ChannelInboundHandlerAdapter {
    private static final byte[] WHAT_IT_IS =
            "This is a peer of ggen. It speaks libp2p over WebSocket.\n".getBytes(StandardCharsets.US_ASCII);

    private final Runnable ready;

    Agreeing(Runnable ready) {
        this.ready = ready;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof FullHttpRequest request) {
                answer(ctx, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!isAsked(request)) {
            refuse(ctx);
            return;
        }
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(WebSocketCarrier.MOST_FRAME)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", null, frames).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        handshaker.handshake(ctx.channel(), request);
        ctx.pipeline().replace(this, null, new Frames());
        ready.run();
    }

    private static boolean isAsked(FullHttpRequest request) {
        return request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    }

    private static void refuse(ChannelHandlerContext ctx) {
        DefaultFullHttpResponse no = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.UPGRADE_REQUIRED, Unpooled.wrappedBuffer(WHAT_IT_IS));
        no.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, WHAT_IT_IS.length);
        ctx.writeAndFlush(no).addListener(ChannelFutureListener.CLOSE);
    }
}
