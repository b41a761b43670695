package io.ggen.records;

import io.ggen.api.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** The hashes of an archive's leaves, checked against its root: from then on every leaf can be checked alone. Immutable. */
public final class LeafHashes {
    static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;
    private static final int HASH = ArchiveTree.HASH;

    private final byte[] hashes;
    private final long size;
    private final Digest root;

    private LeafHashes(byte[] hashes, long size, Digest root) {
        this.hashes = hashes;
        this.size = size;
        this.root = root;
    }

    static LeafHashes of(byte[] hashes, long size) {
        return new LeafHashes(hashes, size, rootOf(hashes));
    }

    /** The list that a peer sent for an archive of this size and root, or empty if it is not the list of that archive. */
    public static Optional<LeafHashes> check(byte[] hashes, long size, Digest root) {
        if (size < 0 || size > ArchiveFacts.LARGEST || hashes.length != (long) count(size) * HASH) {
            return Optional.empty();
        }
        byte[] copy = hashes.clone();
        return rootOf(copy).equals(root) ? Optional.of(new LeafHashes(copy, size, root)) : Optional.empty();
    }

    /** How many leaves an archive of {@code size} bytes has. */
    public static int count(long size) {
        return Math.toIntExact((size + ArchiveTree.LEAF - 1) / ArchiveTree.LEAF);
    }

    /**
     * Level by level in place, an odd last one moving up: the same tree as splitting at the largest power of two below n
     * (RFC 9162, section 2.1.1).
     */
    private static Digest rootOf(byte[] leaves) {
        MessageDigest state = Digest.Algorithm.SHA256.start();
        int count = leaves.length / HASH;
        if (count == 0) {
            return Digest.of(Digest.Algorithm.SHA256, state);
        }
        byte[] level = leaves.clone();
        while (count > 1) {
            for (int i = 0; i + 1 < count; i += 2) {
                state.update(NODE_PREFIX);
                state.update(level, i * HASH, 2 * HASH);
                finish(state, level, i / 2 * HASH);
            }
            if (count % 2 == 1) {
                System.arraycopy(level, (count - 1) * HASH, level, count / 2 * HASH, HASH);
            }
            count = (count + 1) / 2;
        }
        return Digest.sha256(Arrays.copyOf(level, HASH));
    }

    private static void finish(MessageDigest state, byte[] into, int at) {
        try {
            state.digest(into, at, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit in 32 bytes", e);
        }
    }

    /** How many leaves there are. */
    public int count() {
        return hashes.length / HASH;
    }

    /** The size of the archive, in bytes. */
    public long size() {
        return size;
    }

    /** The root of the tree. */
    public Digest root() {
        return root;
    }

    /** The size of leaf {@code index}, counted from 0. */
    public int sizeOf(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("Leaf " + index + " of " + count());
        }
        return (int) Math.min(ArchiveTree.LEAF, size - (long) index * ArchiveTree.LEAF);
    }

    /** Whether these bytes are leaf {@code index}, counted from 0; false for a leaf that does not exist. */
    public boolean fits(int index, byte[] data, int offset, int length) {
        if (index < 0 || index >= count() || length != sizeOf(index)) {
            return false;
        }
        MessageDigest state = Digest.Algorithm.SHA256.start();
        state.update(LEAF_PREFIX);
        state.update(data, offset, length);
        byte[] hash = state.digest();
        return Arrays.equals(hash, 0, HASH, hashes, index * HASH, (index + 1) * HASH);
    }

    /** {@code count} hashes from {@code first} on, one after the other: what goes over the wire. */
    public byte[] bytes(int first, int count) {
        return Arrays.copyOfRange(hashes, first * HASH, (first + count) * HASH);
    }

    /** All hashes, one after the other. */
    public byte[] bytes() {
        return hashes.clone();
    }
}
