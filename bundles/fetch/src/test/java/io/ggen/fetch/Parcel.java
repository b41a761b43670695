package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.records.ArchiveTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** Bytes, and what a release would say of them. */
final class Parcel {
    private final byte[] bytes;
    private final ArchiveTree tree;

    private Parcel(byte[] bytes, ArchiveTree tree) {
        this.bytes = bytes;
        this.tree = tree;
    }

    /** The bytes themselves. */
    byte[] bytes() {
        return bytes;
    }

    ArchiveTree tree() {
        return tree;
    }

    static Parcel of(byte[] bytes) {
        try {
            return new Parcel(bytes, ArchiveTree.of(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Parcel of(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return of(bytes);
    }

    Digest sha256() {
        return tree.sha256();
    }

    Wanted wanted() {
        return new Wanted(tree.sha256(), tree.size(), tree.root(), "hello@1.0.0");
    }
}
