package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTreeTest {
    private static final int LEAF = ArchiveTree.LEAF;

    /** MTH of RFC 9162, section 2.1.1, word for word. */
    private static byte[] naive(byte[] content, int first, int count) {
        MessageDigest state = Digest.Algorithm.SHA256.start();
        if (count == 0) {
            return state.digest();
        }
        if (count == 1) {
            state.update((byte) 0);
            int start = first * LEAF;
            state.update(content, start, Math.min(LEAF, content.length - start));
            return state.digest();
        }
        int k = 1;
        while (2 * k < count) {
            k *= 2;
        }
        byte[] left = naive(content, first, k);
        byte[] right = naive(content, first + k, count - k);
        state.update((byte) 1);
        state.update(left);
        state.update(right);
        return state.digest();
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                LEAF - 1,
                LEAF,
                LEAF + 1,
                2 * LEAF,
                2 * LEAF + 1,
                3 * LEAF,
                4 * LEAF,
                5 * LEAF - 7,
                6 * LEAF,
                7 * LEAF,
                7 * LEAF + 1,
                8 * LEAF,
                9 * LEAF,
                11 * LEAF,
                13 * LEAF + 5,
                31 * LEAF,
                32 * LEAF + 1
            })
    void theTreeIsThatOfTheRfc(int size) throws IOException {
        byte[] content = random(size);
        ArchiveTree tree = ArchiveTree.of(new ByteArrayInputStream(content));
        assertThat(tree.root().bytes()).isEqualTo(naive(content, 0, (size + LEAF - 1) / LEAF));
        assertThat(tree.sha256()).isEqualTo(Digest.sha256Of(content));
        assertThat(tree.size()).isEqualTo(size);
        assertThat(tree.leaves().count()).isEqualTo((size + LEAF - 1) / LEAF);
    }

    @Test
    void knownAnswersHold() throws IOException {
        assertThat(ArchiveTree.of(new ByteArrayInputStream(new byte[0])).root().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        // a single zero byte, as in the test data of Certificate Transparency
        assertThat(ArchiveTree.of(new ByteArrayInputStream(new byte[1])).root().hex())
                .isEqualTo("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
    }

    /** The reference trees of Certificate Transparency, whose leaves are smaller than ours but hashed alike. */
    @ParameterizedTest
    @CsvSource({
        "1,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3,aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5,4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6,76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7,ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8,5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void theReferenceTreesOfCertificateTransparencyHold(int count, String root) {
        String[] leaves = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        byte[] hashes = new byte[0];
        for (int i = 0; i < count; i++) {
            MessageDigest state = Digest.Algorithm.SHA256.start();
            state.update((byte) 0);
            state.update(HexFormat.of().parseHex(leaves[i]));
            hashes = Forge.concat(hashes, state.digest());
        }
        assertThat(LeafHashes.check(hashes, (long) count * LEAF, Digest.sha256(root)))
                .isPresent();
    }

    @Test
    void piecesOfAnySizeGiveTheSameTree() {
        byte[] content = random(5 * LEAF + 100);
        ArchiveTree.Growing whole = new ArchiveTree.Growing();
        whole.write(content, 0, content.length);
        ArchiveTree expected = whole.finish();
        Random random = new Random(3);
        ArchiveTree.Growing pieces = new ArchiveTree.Growing();
        for (int at = 0; at < content.length; ) {
            int length = Math.min(content.length - at, 1 + random.nextInt(100_000));
            if (length == 1) {
                pieces.write(content[at]);
            } else {
                pieces.write(content, at, length);
            }
            at += length;
        }
        ArchiveTree tree = pieces.finish();
        assertThat(tree.root()).isEqualTo(expected.root());
        assertThat(tree.sha256()).isEqualTo(expected.sha256());
        assertThat(tree.leaves().bytes()).isEqualTo(expected.leaves().bytes());
    }

    @Test
    void aListOfHashesIsCheckedAgainstItsRoot() throws IOException {
        ArchiveTree tree = ArchiveTree.of(new ByteArrayInputStream(random(5 * LEAF + 1)));
        byte[] hashes = tree.leaves().bytes();
        assertThat(LeafHashes.check(hashes, tree.size(), tree.root())).isPresent();
        for (int i = 0; i < hashes.length; i += 17) {
            byte[] changed = hashes.clone();
            changed[i] ^= 1;
            assertThat(LeafHashes.check(changed, tree.size(), tree.root())).isEmpty();
        }
        assertThat(LeafHashes.check(hashes, tree.size(), Samples.digest("other")))
                .isEmpty();
        assertThat(LeafHashes.check(hashes, 5 * LEAF, tree.root())).isEmpty();
        assertThat(LeafHashes.check(Arrays.copyOf(hashes, hashes.length - 1), tree.size(), tree.root()))
                .isEmpty();
        assertThat(LeafHashes.check(Arrays.copyOf(hashes, hashes.length - 32), tree.size(), tree.root()))
                .isEmpty();
        assertThat(LeafHashes.check(hashes, -1, tree.root())).isEmpty();
        assertThat(LeafHashes.check(hashes, Long.MAX_VALUE, tree.root())).isEmpty();
    }

    @Test
    void theTwoHashesOfANodeAreNoLeaf() throws IOException {
        ArchiveTree tree = ArchiveTree.of(new ByteArrayInputStream(random(2 * LEAF)));
        byte[] pair = tree.leaves().bytes();
        assertThat(LeafHashes.check(tree.root().bytes(), pair.length, tree.root())
                        .orElseThrow()
                        .fits(0, pair, 0, 64))
                .as("domain separation of leaves and nodes")
                .isFalse();
    }

    @Test
    void everyLeafIsCheckedAlone() throws IOException {
        byte[] content = random(3 * LEAF + 10);
        LeafHashes leaves = ArchiveTree.of(new ByteArrayInputStream(content)).leaves();
        assertThat(leaves.sizeOf(3)).isEqualTo(10);
        for (int i = 0; i < 4; i++) {
            assertThat(leaves.fits(i, content, i * LEAF, leaves.sizeOf(i))).isTrue();
            assertThat(leaves.fits(i, content, i * LEAF, leaves.sizeOf(i) - 1)).isFalse();
            assertThat(leaves.fits((i + 1) % 4, content, i * LEAF, leaves.sizeOf(i)))
                    .isFalse();
        }
        content[LEAF] ^= 1;
        assertThat(leaves.fits(1, content, LEAF, LEAF)).isFalse();
        assertThat(leaves.fits(4, content, 0, 0)).isFalse();
        assertThat(leaves.fits(-1, content, 0, LEAF)).isFalse();
    }

    @Test
    void aPartOfTheListIsWhatGoesOverTheWire() throws IOException {
        LeafHashes leaves =
                ArchiveTree.of(new ByteArrayInputStream(random(4 * LEAF))).leaves();
        assertThat(leaves.bytes(1, 2)).isEqualTo(Arrays.copyOfRange(leaves.bytes(), 32, 96));
    }
}
