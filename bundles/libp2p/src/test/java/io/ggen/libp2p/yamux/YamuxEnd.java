package io.ggen.libp2p.yamux;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One session whose wire is a buffer. Frames are written as {@code type flags stream length}; data frames get a body. */
final class YamuxEnd implements YamuxSession.Wire, YamuxSession.Owner {
    static final YamuxLimits LIMITS = new YamuxLimits(50, 50, 100, 4 << 20, 8 << 20, 1000);

    final YamuxSession session;
    final List<Heard> opened = new ArrayList<>();
    boolean writable = true;
    boolean goneAway;

    @Nullable
    NetworkException why;

    private final ByteBuf sent = Unpooled.buffer();
    private long now;

    YamuxEnd(boolean dialler, YamuxLimits limits, Budget budget) {
        session = new YamuxSession(dialler, limits, budget, this, this, () -> now += 1000);
    }

    /** What a stream's listener heard. */
    static final class Heard implements YamuxStream.Listener {
        final YamuxStream stream;

        @Nullable
        NetworkException broken;

        boolean over;

        Heard(YamuxStream stream) {
            this.stream = stream;
        }

        Reason reason() {
            NetworkException known = broken;
            return known == null ? Reason.FAILED : known.reason();
        }

        byte[] readAll() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (ByteBuffer bytes = stream.take(); bytes.hasRemaining(); bytes = stream.take()) {
                byte[] part = new byte[bytes.remaining()];
                bytes.get(part);
                all.writeBytes(part);
            }
            return all.toByteArray();
        }

        @Override
        public void readable() {}

        @Override
        public void broken(NetworkException reason) {
            broken = reason;
        }

        @Override
        public void over() {
            over = true;
        }
    }

    /** Gives all that was sent to {@code other}, in pieces of at most {@code largest} bytes. */
    void deliverTo(YamuxEnd other, SplittableRandom random, int largest) {
        while (sent.isReadable()) {
            other.session.read(sent.readSlice(Math.min(sent.readableBytes(), 1 + random.nextInt(largest))));
        }
        sent.clear();
        other.session.readComplete();
    }

    void feed(String... frames) {
        for (String frame : frames) {
            ByteBuf in = Unpooled.buffer();
            String[] words = frame.split(" ", 2);
            if (words[0].equals("raw")) {
                in.writeBytes(HexFormat.of().parseHex(words[1].replace(" ", "")));
            } else {
                String[] parts = frame.split(" ");
                long length = Long.parseLong(parts[3]);
                int type = List.of("data", "window", "ping", "goaway").indexOf(parts[0]);
                Frame.put(in, Math.max(0, type), flags(parts[1]), Long.parseLong(parts[2]), length);
                if (parts[0].equals("data")) {
                    in.writeZero((int) length);
                }
            }
            session.read(in);
        }
        session.readComplete();
    }

    void feedBytes(byte[] bytes) {
        session.read(Unpooled.wrappedBuffer(bytes));
        session.readComplete();
    }

    private static int flags(String names) {
        int flags = 0;
        for (String name : names.split(",")) {
            flags |= switch (name) {
                case "SYN" -> Frame.SYN;
                case "ACK" -> Frame.ACK;
                case "FIN" -> Frame.FIN;
                case "RST" -> Frame.RST;
                default -> 0;
            };
        }
        return flags;
    }

    /** What was sent since the last look. */
    List<String> sentFrames() {
        List<String> frames = new ArrayList<>();
        while (sent.isReadable()) {
            sent.skipBytes(1);
            int type = sent.readByte();
            int flags = sent.readShort();
            long stream = sent.readUnsignedInt();
            long length = sent.readUnsignedInt();
            String name = switch (flags) {
                case 0 -> "0";
                case Frame.SYN -> "SYN";
                case Frame.ACK -> "ACK";
                case Frame.FIN -> "FIN";
                case Frame.RST -> "RST";
                default -> String.valueOf(flags);
            };
            frames.add(
                    List.of("data", "window", "ping", "goaway").get(type) + " " + name + " " + stream + " " + length);
            if (type == Frame.DATA) {
                sent.skipBytes((int) length);
            }
        }
        sent.clear();
        return frames;
    }

    @Override
    public void write(ByteBuf frame) {
        sent.writeBytes(frame);
        frame.release();
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public ByteBufAllocator alloc() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public void opened(YamuxStream stream) {
        Heard heard = new Heard(stream);
        stream.listener(heard);
        opened.add(heard);
    }

    @Override
    public void broken(NetworkException reason) {
        why = reason;
    }

    @Override
    public void goAway() {
        goneAway = true;
    }

    @Override
    public void emptied() {}
}
