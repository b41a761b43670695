package io.ggen.kademlia;

import io.ggen.api.Digest;

/** The key under which providers of a content are found: its SHA-256 multihash, {@code 12 20} and the digest. */
final class ContentKey {
    private static final byte SHA256 = 0x12;

    private ContentKey() {}

    static byte[] of(Digest content) {
        byte[] digest = content.bytes();
        if (content.algorithm() != Digest.Algorithm.SHA256) {
            throw new IllegalArgumentException("content is named by SHA-256");
        }
        byte[] key = new byte[digest.length + 2];
        key[0] = SHA256;
        key[1] = (byte) digest.length;
        System.arraycopy(digest, 0, key, 2, digest.length);
        return key;
    }

    static boolean isOne(byte[] key) {
        return key.length == Key.BYTES + 2 && key[0] == SHA256 && key[1] == Key.BYTES;
    }
}
