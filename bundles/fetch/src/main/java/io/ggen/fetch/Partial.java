package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.BitSet;

/**
 * An archive that grows leaf by leaf, each checked before it is written. Blocks on disk; leaves may be put by many threads.
 */
final class Partial implements AutoCloseable {
    private final LeafHashes leaves;
    private final FileChannel channel;
    private final BitSet found;
    private final MessageDigest whole = Digest.Algorithm.SHA256.start();
    private int digested;

    private Partial(LeafHashes leaves, FileChannel channel, BitSet found) {
        this.leaves = leaves;
        this.channel = channel;
        this.found = found;
    }

    /** The archive in {@code file}, of which those leaves count that are right; a file that is not there is made. */
    static Partial open(Path file, LeafHashes leaves) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.size() > leaves.size()) {
                channel.truncate(leaves.size());
            }
            return new Partial(leaves, channel, fitting(channel, leaves));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Which leaves of {@code channel} are right. */
    static BitSet fitting(FileChannel channel, LeafHashes leaves) throws IOException {
        BitSet right = new BitSet(leaves.count());
        long size = channel.size();
        byte[] buffer = new byte[ArchiveTree.LEAF];
        for (int leaf = 0; leaf < leaves.count(); leaf++) {
            long at = (long) leaf * ArchiveTree.LEAF;
            int length = leaves.sizeOf(leaf);
            if (at + length > size) {
                break;
            }
            read(channel, buffer, length, at);
            if (leaves.fits(leaf, buffer, 0, length)) {
                right.set(leaf);
            }
        }
        return right;
    }

    static void read(FileChannel channel, byte[] into, int length, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(into, 0, length);
        while (left.hasRemaining()) {
            if (channel.read(left, at + left.position()) < 0) {
                throw new EOFException("the file is shorter than it was");
            }
        }
    }

    /** The leaves that were here and right when it was opened. */
    BitSet found() {
        return (BitSet) found.clone();
    }

    /** Writes the leaf, unless that is not what it is: false. */
    boolean put(Answer.Leaf leaf) throws IOException {
        return put(leaf.index(), leaf.data(), leaf.length());
    }

    /** Writes {@code data} as {@code leaf}, unless that is not what it is: false. */
    boolean put(int leaf, byte[] data, int length) throws IOException {
        if (!leaves.fits(leaf, data, 0, length)) {
            return false;
        }
        ByteBuffer left = ByteBuffer.wrap(data, 0, length);
        long at = (long) leaf * ArchiveTree.LEAF;
        while (left.hasRemaining()) {
            channel.write(left, at + left.position());
        }
        return true;
    }

    /** Puts what fits of the archive in {@code file}, for leaves that are not among {@code here}; which these were. */
    BitSet take(Path file, BitSet here) throws IOException {
        BitSet taken = new BitSet();
        byte[] buffer = new byte[ArchiveTree.LEAF];
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = other.size();
            for (int leaf = here.nextClearBit(0); leaf < leaves.count(); leaf = here.nextClearBit(leaf + 1)) {
                long at = (long) leaf * ArchiveTree.LEAF;
                int length = leaves.sizeOf(leaf);
                if (at + length > size) {
                    break;
                }
                read(other, buffer, length, at);
                if (put(leaf, buffer, length)) {
                    taken.set(leaf);
                }
            }
        }
        return taken;
    }

    /** Digests the leaves from where it is up to {@code end}, all of which are here. */
    synchronized void digestTo(int end) throws IOException {
        byte[] buffer = new byte[ArchiveTree.LEAF];
        while (digested < end) {
            int length = leaves.sizeOf(digested);
            read(channel, buffer, length, (long) digested * ArchiveTree.LEAF);
            whole.update(buffer, 0, length);
            digested++;
        }
    }

    /** The SHA-256 of the archive, which is complete. Once. */
    synchronized Digest sha256() throws IOException {
        digestTo(leaves.count());
        return Digest.of(Digest.Algorithm.SHA256, whole);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
