package io.ggen.libp2p.yamux;

import io.netty.buffer.ByteBuf;

/** The header of a Yamux frame (libp2p specs, {@code yamux/README.md}): 12 bytes, big endian. */
final class Frame {
    static final int HEADER = 12;

    static final int DATA = 0;
    static final int WINDOW = 1;
    static final int PING = 2;
    static final int GO_AWAY = 3;

    static final int SYN = 1;
    static final int ACK = 2;
    static final int FIN = 4;
    static final int RST = 8;
    static final int ALL_FLAGS = SYN | ACK | FIN | RST;

    private Frame() {}

    static ByteBuf put(ByteBuf out, int type, int flags, long stream, long length) {
        return out.writeByte(0)
                .writeByte(type)
                .writeShort(flags)
                .writeInt((int) stream)
                .writeInt((int) length);
    }
}
