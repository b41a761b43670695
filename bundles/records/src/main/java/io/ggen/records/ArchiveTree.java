package io.ggen.records;

import io.ggen.api.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The Merkle tree of an archive (RFC 9162, section 2.1.1) over leaves of 64 KiB, the last one short, with the digest of the
 * whole: all in one pass over its bytes.
 */
public final class ArchiveTree {
    /** The size of every leaf but the last. */
    public static final int LEAF = 64 * 1024;

    /** The size of a hash. */
    public static final int HASH = 32;

    private final Digest sha256;
    private final LeafHashes leaves;

    private ArchiveTree(Digest sha256, LeafHashes leaves) {
        this.sha256 = sha256;
        this.leaves = leaves;
    }

    /** The tree of everything left in {@code in}, which is not closed. */
    public static ArchiveTree of(InputStream in) throws IOException {
        Growing growing = new Growing();
        byte[] buffer = new byte[LEAF];
        int count;
        while ((count = in.readNBytes(buffer, 0, LEAF)) > 0) {
            growing.write(buffer, 0, count);
        }
        return growing.finish();
    }

    /** The digest of the whole archive. */
    public Digest sha256() {
        return sha256;
    }

    /** The size of the archive, in bytes. */
    public long size() {
        return leaves.size();
    }

    /** The root: what a release says. */
    public Digest root() {
        return leaves.root();
    }

    /** The hashes of all leaves. */
    public LeafHashes leaves() {
        return leaves;
    }

    /** Takes an archive's bytes as they are written elsewhere, and ends in its tree. For one thread. */
    public static final class Growing extends OutputStream {
        private final MessageDigest whole = Digest.Algorithm.SHA256.start();
        private final MessageDigest leaf = Digest.Algorithm.SHA256.start();
        private byte[] hashes = new byte[64 * HASH];
        private int count;
        private long size;
        private int inLeaf;

        /** An archive without bytes yet. */
        public Growing() {}

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            whole.update(bytes, offset, length);
            size += length;
            int at = offset;
            int left = length;
            while (left > 0) {
                if (inLeaf == 0) {
                    leaf.update(LeafHashes.LEAF_PREFIX);
                }
                int part = Math.min(left, LEAF - inLeaf);
                leaf.update(bytes, at, part);
                at += part;
                left -= part;
                inLeaf += part;
                if (inLeaf == LEAF) {
                    endLeaf();
                }
            }
        }

        private void endLeaf() {
            if ((count + 1) * HASH > hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
            System.arraycopy(leaf.digest(), 0, hashes, count * HASH, HASH);
            count++;
            inLeaf = 0;
        }

        /** The tree of all that was written. Nothing may be written after it. */
        public ArchiveTree finish() {
            if (inLeaf > 0) {
                endLeaf();
            }
            return new ArchiveTree(
                    Digest.of(Digest.Algorithm.SHA256, whole),
                    LeafHashes.of(Arrays.copyOf(hashes, count * HASH), size));
        }
    }
}
