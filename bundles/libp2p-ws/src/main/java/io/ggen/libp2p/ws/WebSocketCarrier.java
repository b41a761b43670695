package io.ggen.libp2p.ws;

import io.ggen.libp2p.Carrier;
import io.ggen.libp2p.Place;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;
import java.util.function.Consumer;

/**
 * WebSocket as libp2p uses it (specs, {@code websockets/README.md}): its bytes in binary messages, whose borders mean nothing. A
 * socket that listens on TCP itself takes both, for what comes first tells which it is.
 */
final class WebSocketCarrier implements Carrier {
    /** WebSocket on TCP. */
    static final String WS = "/ws";

    /** The most bytes of one frame; it is held until it is whole. A message of Noise or TLS, which peers send in one, is smaller. */
    static final int MOST_FRAME = 256 * 1024;

    private static final int MOST_FIRST_LINE = 2048;
    private static final int MOST_HEADERS = 8192;
    private static final int MOST_BODY = 1024;

    @Override
    public boolean dials(String way) {
        return way.equals(BARE) || way.equals(WS);
    }

    @Override
    public List<String> offers(String way) {
        return switch (way) {
            case BARE -> List.of(BARE, WS);
            case WS -> List.of(WS);
            default -> List.of();
        };
    }

    @Override
    public void dial(ChannelHandlerContext next, Place place, Runnable ready) {
        if (place.way().equals(BARE)) {
            ready.run();
            return;
        }
        before(
                next,
                new HttpClientCodec(MOST_FIRST_LINE, MOST_HEADERS, MOST_BODY),
                new HttpObjectAggregator(MOST_BODY),
                new Asking(place, ready));
    }

    @Override
    public void accept(ChannelHandlerContext next, String way, Consumer<String> ready) {
        Runnable web = () -> before(
                next,
                new HttpServerCodec(MOST_FIRST_LINE, MOST_HEADERS, MOST_BODY),
                new HttpObjectAggregator(MOST_BODY),
                new Agreeing(() -> ready.accept(WS)));
        if (way.equals(WS)) {
            web.run();
        } else {
            before(next, new FirstByte(web, () -> ready.accept(BARE)));
        }
    }

    private static void before(ChannelHandlerContext next, ChannelHandler... handlers) {
        for (ChannelHandler handler : handlers) {
            next.pipeline().addBefore(next.name(), null, handler);
        }
    }
}
