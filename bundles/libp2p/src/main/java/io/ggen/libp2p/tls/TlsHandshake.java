package io.ggen.libp2p.tls;

import io.ggen.api.Texts;
import io.ggen.libp2p.secure.Secured;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** The handshake of {@code /tls/1.0.0}: puts Netty's {@link SslHandler} before itself, and goes when it is done. */
public final class TlsHandshake extends ChannelInboundHandlerAdapter {
    /** The protocol's name. */
    public static final String PROTOCOL = "/tls/1.0.0";

    private static final int CLOSE_NOTIFY_MILLIS = 500;

    private final TlsKeys keys;
    private final Secured secured;
    private final SSLEngine engine;
    private @Nullable NetworkException refusal;

    /** The side that dialled is TLS's client. */
    public TlsHandshake(boolean dialler, TlsKeys keys, Secured secured) {
        this.keys = keys;
        this.secured = secured;
        engine = keys.engine(dialler, this::check);
    }

    private void check(PeerId peer) {
        try {
            secured.check(peer);
        } catch (NetworkException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        ctx.pipeline().addBefore(ctx.name(), null, handler);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        keys.forget(engine);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            ctx.fireUserEventTriggered(event);
        } else if (completion.isSuccess()) {
            PeerId peer = keys.peer(engine);
            secured.check(peer);
            secured.secured(peer, TlsKeys.YAMUX.equals(engine.getApplicationProtocol()));
            ctx.pipeline().remove(this);
        } else {
            ctx.fireExceptionCaught(why(completion.cause()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.fireExceptionCaught(why(cause));
    }

    private Throwable why(Throwable cause) {
        NetworkException known = refusal;
        if (known != null) {
            return known;
        }
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof NetworkException) {
                return at;
            }
        }
        return NetworkException.malformed(
                "The TLS handshake failed: " + Texts.shown(Texts.onOneLine(String.valueOf(cause.getMessage()))) + ".");
    }
}
