package io.ggen.libp2p.ws;

import io.ggen.libp2p.Place;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;

/** The side that dials: asks for a WebSocket, and makes way for its {@link Frames} when it has one. */
final class Asking extends ChannelInboundHandlerAdapter {
    private final WebSocketClientHandshaker handshaker;
    private final Runnable ready;
    private boolean asked;

    Asking(Place place, Runnable ready) {
        this.ready = ready;
        handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                root(place), WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), WebSocketCarrier.MOST_FRAME);
    }

    private static URI root(Place place) {
        String name = place.name().indexOf(':') < 0 ? place.name() : '[' + place.name() + ']';
        return URI.create("ws://" + name + ":" + place.address().getPort() + "/");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            ask(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ask(ctx);
        ctx.fireChannelActive();
    }

    private void ask(ChannelHandlerContext ctx) {
        if (!asked) {
            asked = true;
            handshaker.handshake(ctx.channel());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof FullHttpResponse response && !handshaker.isHandshakeComplete()) {
                handshaker.finishHandshake(ctx.channel(), response);
                ctx.pipeline().replace(this, null, new Frames());
                ready.run();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }
}
