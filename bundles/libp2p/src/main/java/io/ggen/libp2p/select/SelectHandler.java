package io.ggen.libp2p.select;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;

/** Agrees on a protocol for a whole connection, calls back, and leaves the pipeline; what came behind goes on to the next. */
public final class SelectHandler extends ByteToMessageDecoder {
    private final Selection selection;
    private final Consumer<String> agreed;
    private boolean started;

    /** Tells {@code agreed}, which adds the next handlers behind this one. */
    public SelectHandler(Selection selection, Consumer<String> agreed) {
        this.selection = selection;
        this.agreed = agreed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            start(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        start(ctx);
        super.channelActive(ctx);
    }

    private void start(ChannelHandlerContext ctx) {
        if (!started) {
            started = true;
            ByteBuf first = selection.start();
            if (first != null) {
                ctx.writeAndFlush(first, ctx.voidPromise());
            }
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        try {
            decode(ctx, in);
        } catch (RuntimeException e) {
            in.skipBytes(in.readableBytes());
            throw e;
        }
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf in) {
        while (in.isReadable()) {
            selection.take(in.readByte());
            String protocol = selection.agreed();
            if (protocol != null) {
                answer(ctx);
                agreed.accept(protocol);
                ctx.pipeline().remove(this);
                return;
            }
        }
        answer(ctx);
    }

    private void answer(ChannelHandlerContext ctx) {
        ByteBuf answer = selection.answer();
        if (answer != null) {
            ctx.writeAndFlush(answer, ctx.voidPromise());
        }
    }
}
