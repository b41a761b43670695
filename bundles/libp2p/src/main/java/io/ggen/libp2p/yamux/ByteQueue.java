package io.ggen.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes that wait to be read, copied into blocks that are filled before another is begun: however small the parts a peer sends,
 * they take no more than a block beyond their own size.
 */
final class ByteQueue {
    private static final int FIRST_BLOCK = 256;
    private static final int BLOCK = 8192;
    private static final int LARGEST_BLOCK = 65536;

    private final Deque<Block> blocks = new ArrayDeque<>(2);
    private int size;

    private static final class Block {
        private final byte[] bytes;
        private int from;
        private int to;

        Block(int capacity) {
            bytes = new byte[capacity];
        }
    }

    int size() {
        return size;
    }

    /** Takes {@code count} bytes from {@code in}. */
    void add(ByteBuf in, int count) {
        int left = count;
        while (left > 0) {
            Block last = blocks.peekLast();
            if (last == null || last.to == last.bytes.length) {
                last = new Block(Math.min(LARGEST_BLOCK, Math.max(left, last == null ? FIRST_BLOCK : BLOCK)));
                blocks.add(last);
            }
            int now = Math.min(left, last.bytes.length - last.to);
            in.readBytes(last.bytes, last.to, now);
            last.to += now;
            left -= now;
        }
        size += count;
    }

    /** The next byte; there must be one. */
    byte next() {
        Block first = blocks.getFirst();
        byte b = first.bytes[first.from++];
        if (first.from == first.to) {
            blocks.removeFirst();
        }
        size--;
        return b;
    }

    /** The next bytes, as many as lie together; none if there are none. The buffer is the caller's. */
    ByteBuffer take() {
        Block first = blocks.poll();
        if (first == null) {
            return ByteBuffer.allocate(0);
        }
        size -= first.to - first.from;
        return ByteBuffer.wrap(first.bytes, first.from, first.to - first.from).slice();
    }

    void clear() {
        blocks.clear();
        size = 0;
    }
}
