package io.ggen.libp2p.yamux;

import io.ggen.p2p.api.NetworkException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Takes frames apart as they come, in any split; keeps at most a header. */
final class FrameReader {
    private final Sink sink;
    private final ByteBuf header = Unpooled.buffer(Frame.HEADER, Frame.HEADER);
    private long bodyLeft;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /** Where frames go. */
    interface Sink {
        /** A header; if it is of a data frame with a length, its body follows in parts. */
        void header(int type, int flags, long stream, long length);

        /** The next {@code count} bytes of the body, to be read from {@code in}. */
        void body(ByteBuf in, int count);

        /** The body is over. */
        void bodyEnd();

        /** Whether nothing more is to be read. */
        boolean closed();
    }

    /** Reads all of {@code in}. Throws {@link NetworkException} (MALFORMED) on what is no frame. */
    void read(ByteBuf in) {
        while (in.isReadable() && !sink.closed()) {
            if (bodyLeft > 0) {
                int now = (int) Math.min(bodyLeft, in.readableBytes());
                int end = in.readerIndex() + now;
                sink.body(in, now);
                in.readerIndex(end);
                bodyLeft -= now;
                if (bodyLeft == 0) {
                    sink.bodyEnd();
                }
                continue;
            }
            header.writeBytes(in, Math.min(in.readableBytes(), header.writableBytes()));
            if (!header.isWritable()) {
                readHeader();
                header.clear();
            }
        }
    }

    private void readHeader() {
        int version = header.getUnsignedByte(0);
        int type = header.getUnsignedByte(1);
        int flags = header.getUnsignedShort(2);
        long stream = header.getUnsignedInt(4);
        long length = header.getUnsignedInt(8);
        if (version != 0) {
            throw NetworkException.malformed("A Yamux frame has version " + version + ", not 0.");
        }
        if (type > Frame.GO_AWAY) {
            throw NetworkException.malformed("A Yamux frame has the unknown type " + type + ".");
        }
        if ((flags & ~Frame.ALL_FLAGS) != 0) {
            throw NetworkException.malformed("A Yamux frame has unknown flags: " + flags + ".");
        }
        if (type >= Frame.PING != (stream == 0)) {
            throw NetworkException.malformed("A Yamux frame of type " + type + " is for stream " + stream + ".");
        }
        if (type == Frame.DATA && length > 0) {
            bodyLeft = length;
        }
        sink.header(type, flags, stream, length);
    }
}
