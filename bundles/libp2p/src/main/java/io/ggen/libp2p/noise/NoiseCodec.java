package io.ggen.libp2p.noise;

import io.ggen.p2p.api.NetworkException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Noise after the handshake: messages of at most 65,535 bytes, each behind its length in two bytes. Writes between two flushes
 * share messages. Holds at most one message that has not come whole, and nothing while the connection is idle.
 */
final class NoiseCodec extends ChannelDuplexHandler {
    static final int LONGEST = 65535;
    static final int LONGEST_PLAIN = LONGEST - NoiseCipher.TAG;

    /** What is worth a message of its own, rather than being copied to share one. */
    private static final int LARGE = 8192;

    /** Room for one message in and one out; shared by all connections of a thread. */
    private static final FastThreadLocal<Room> ROOMS = new FastThreadLocal<>() {
        @Override
        protected Room initialValue() {
            return new Room();
        }
    };

    private static final class Room {
        private final byte[] first = new byte[LONGEST];
        private final byte[] second = new byte[LONGEST];
    }

    private final NoiseCipher sending;
    private final NoiseCipher receiving;
    private @Nullable ByteBuf part;
    private @Nullable ByteBuf unsent;
    private boolean broken;

    NoiseCodec(NoiseCipher sending, NoiseCipher receiving) {
        this.sending = sending;
        this.receiving = receiving;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (part != null) {
                fillPart(ctx, in);
            }
            while (!broken && in.readableBytes() >= 2) {
                int length = in.getUnsignedShort(in.readerIndex());
                if (in.readableBytes() < 2 + length) {
                    break;
                }
                in.skipBytes(2);
                decrypt(ctx, in, length);
            }
            if (!broken && !ctx.isRemoved() && in.isReadable()) {
                int whole = in.readableBytes() < 2 ? 2 : 2 + in.getUnsignedShort(in.readerIndex());
                part = ctx.alloc().heapBuffer(in.readableBytes(), whole).writeBytes(in);
            }
        } catch (RuntimeException e) {
            broken = true;
            throw e;
        } finally {
            in.release();
        }
    }

    /** Takes as much of {@code in} as the message begun needs; decrypts it if it is whole then. */
    private void fillPart(ChannelHandlerContext ctx, ByteBuf in) {
        ByteBuf begun = Objects.requireNonNull(part);
        part = null;
        try {
            begun = take(ctx, begun, in, 2);
            if (begun.readableBytes() >= 2) {
                int whole = 2 + begun.getUnsignedShort(begun.readerIndex());
                begun = take(ctx, begun, in, whole);
                if (begun.readableBytes() == whole) {
                    begun.skipBytes(2);
                    decrypt(ctx, begun, whole - 2);
                    return;
                }
            }
            part = begun.retain();
        } finally {
            begun.release();
        }
    }

    private static ByteBuf take(ChannelHandlerContext ctx, ByteBuf begun, ByteBuf in, int upTo) {
        int more = Math.min(in.readableBytes(), upTo - begun.readableBytes());
        if (more <= 0) {
            return begun;
        }
        ByteBuf room = begun;
        if (begun.writerIndex() + more > begun.maxCapacity()) {
            room = ctx.alloc()
                    .heapBuffer(begun.readableBytes() + more, Math.max(2, upTo))
                    .writeBytes(begun);
            begun.release();
        }
        return room.writeBytes(in, more);
    }

    private void decrypt(ChannelHandlerContext ctx, ByteBuf in, int length) {
        if (length < NoiseCipher.TAG) {
            throw NetworkException.malformed("A Noise message is too short.");
        }
        byte[] sealed = ROOMS.get().first;
        in.readBytes(sealed, 0, length);
        int size = length - NoiseCipher.TAG;
        ByteBuf plain = ctx.alloc().heapBuffer(Math.max(1, size), Math.max(1, size));
        boolean done = false;
        try {
            receiving.decrypt(sealed, 0, length, plain.array(), plain.arrayOffset());
            plain.writerIndex(size);
            done = true;
        } finally {
            if (!done) {
                plain.release();
            }
        }
        if (size == 0) {
            plain.release();
        } else {
            ctx.fireChannelRead(plain);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf plain = (ByteBuf) message;
        try {
            while (plain.isReadable()) {
                if (plain.readableBytes() >= LARGE) {
                    sendUnsent(ctx);
                    encrypt(ctx, plain, Math.min(LONGEST_PLAIN, plain.readableBytes()));
                } else {
                    collect(ctx, plain);
                }
            }
        } finally {
            plain.release();
        }
        promise.trySuccess();
    }

    private void collect(ChannelHandlerContext ctx, ByteBuf plain) {
        ByteBuf before = unsent;
        if (before == null) {
            before = ctx.alloc().heapBuffer(plain.readableBytes(), LONGEST_PLAIN);
            unsent = before;
        }
        before.writeBytes(plain, Math.min(plain.readableBytes(), before.maxWritableBytes()));
        if (before.maxWritableBytes() == 0) {
            sendUnsent(ctx);
        }
    }

    private void sendUnsent(ChannelHandlerContext ctx) {
        ByteBuf now = unsent;
        unsent = null;
        if (now != null) {
            try {
                encrypt(ctx, now, now.readableBytes());
            } finally {
                now.release();
            }
        }
    }

    private void encrypt(ChannelHandlerContext ctx, ByteBuf plain, int length) {
        Room room = ROOMS.get();
        byte[] from = room.first;
        int at = 0;
        if (plain.hasArray()) {
            from = plain.array();
            at = plain.arrayOffset() + plain.readerIndex();
            plain.skipBytes(length);
        } else {
            plain.readBytes(from, 0, length);
        }
        sending.encrypt(from, at, length, room.second, 0);
        int sealed = length + NoiseCipher.TAG;
        ByteBuf out = ctx.alloc().ioBuffer(2 + sealed, 2 + sealed);
        ctx.write(out.writeShort(sealed).writeBytes(room.second, 0, sealed), ctx.voidPromise());
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        sendUnsent(ctx);
        ctx.flush();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (ctx.channel().isActive()) {
            sendUnsent(ctx);
            ctx.flush();
        }
        ctx.close(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ReferenceCountUtil.release(part);
        part = null;
        ReferenceCountUtil.release(unsent);
        unsent = null;
    }
}
