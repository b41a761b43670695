package io.ggen.libp2p.noise;

import io.ggen.libp2p.secure.Secured;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of {@code /noise} on a connection: then puts {@link NoiseCodec} in its own place and tells {@link Secured}.
 * Messages have a length of two bytes before them.
 */
public final class NoiseHandshake extends ByteToMessageDecoder {
    /** The protocol's name. */
    public static final String PROTOCOL = "/noise";

    /** The longest handshake message taken; honest ones have some 250 bytes. */
    static final int LONGEST = 8192;

    private static final byte[] NOTHING = new byte[0];

    private final NoiseKeys keys;
    private final Secured secured;
    private final Handshake handshake;
    private boolean started;
    private @Nullable PeerId peer;
    private boolean muxerAgreed;

    /** The side that dialled is the {@code initiator}. */
    public NoiseHandshake(boolean initiator, NoiseKeys keys, Secured secured) {
        this.keys = keys;
        this.secured = secured;
        handshake = new Handshake(initiator, keys.fixed(), X25519.generate(), NOTHING);
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
        if (!started && handshake.writes()) {
            write(ctx, NOTHING);
        }
        started = true;
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
        if (in.readableBytes() < 2) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (length > LONGEST) {
            throw NetworkException.malformed(
                    "A message of the Noise handshake has " + length + " bytes; at most " + LONGEST + " are allowed.");
        }
        if (in.readableBytes() < 2 + length) {
            return;
        }
        byte[] message = new byte[length];
        in.skipBytes(2).readBytes(message);
        byte[] payload = handshake.read(message);
        if (handshake.knowsThem()) {
            learn(payload);
        }
        if (handshake.writes()) {
            write(ctx, keys.payload());
        }
        if (handshake.done()) {
            finish(ctx);
        }
    }

    private void learn(byte[] payload) {
        NoiseKeys.Claim claim = NoiseKeys.read(payload, handshake.theirStatic());
        secured.check(claim.peer());
        muxerAgreed = claim.hasYamux();
        peer = claim.peer();
    }

    private void write(ChannelHandlerContext ctx, byte[] payload) {
        byte[] message = handshake.write(payload);
        ByteBuf out = ctx.alloc().buffer(2 + message.length);
        ctx.writeAndFlush(out.writeShort(message.length).writeBytes(message), ctx.voidPromise());
    }

    private void finish(ChannelHandlerContext ctx) {
        NoiseCipher[] ciphers = handshake.split();
        ctx.pipeline().addAfter(ctx.name(), null, new NoiseCodec(ciphers[0], ciphers[1]));
        secured.secured(Objects.requireNonNull(peer), muxerAgreed);
        ctx.pipeline().remove(this);
    }
}
