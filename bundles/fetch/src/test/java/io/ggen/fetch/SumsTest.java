package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SumsTest {
    private static final int LEAF = ArchiveTree.LEAF;

    @TempDir
    Path folder;

    private final Parcel parcel = Parcel.of(2 * LEAF + 5, 1);
    private final LeafHashes leaves = parcel.tree().leaves();

    @Test
    void aLeafIsRecognisedByItsHashAndThenByItsSum() {
        Sums sums = new Sums(leaves.count());
        byte[] data = parcel.bytes();

        for (int i = 0; i < 2; i++) {
            assertThat(sums.fits(leaves, 0, data, 0, LEAF)).isTrue();
            assertThat(sums.fits(leaves, 1, data, LEAF, LEAF)).isTrue();
            assertThat(sums.fits(leaves, 2, data, 2 * LEAF, 5)).isTrue();
        }
    }

    @Test
    void aLeafThatChangedIsNotServedWhetherItWasSeenBeforeOrNot() {
        Sums sums = new Sums(leaves.count());
        byte[] data = parcel.bytes().clone();
        sums.learn(0, data, 0, LEAF);
        data[7] ^= 1;
        data[LEAF + 7] ^= 1;

        assertThat(sums.fits(leaves, 0, data, 0, LEAF)).isFalse();
        assertThat(sums.fits(leaves, 1, data, LEAF, LEAF)).isFalse();
        assertThat(sums.fits(leaves, 1, data, LEAF, LEAF)).isFalse();
        data[7] ^= 1;
        assertThat(sums.fits(leaves, 0, data, 0, LEAF)).isTrue();
    }

    @Test
    void aLeafOfAnotherPlaceOrSizeIsNotTaken() {
        Sums sums = new Sums(leaves.count());
        byte[] data = parcel.bytes();
        sums.learn(1, data, 0, LEAF);

        assertThat(sums.fits(leaves, 0, data, LEAF, LEAF)).isFalse();
        assertThat(sums.fits(leaves, 2, data, 2 * LEAF, 4)).isFalse();
        assertThat(sums.fits(leaves, 3, data, 0, 0)).isFalse();
        assertThat(sums.fits(leaves, -1, data, 0, LEAF)).isFalse();
    }

    @Test
    void aFileReadForItsTreeHasItsSums() throws Exception {
        Path file = Files.write(folder.resolve("archive"), parcel.bytes());

        Optional<Trees.Tree> tree = new Trees(10_000).of(parcel.sha256(), file);

        assertThat(tree).isPresent();
        assertThat(tree.get().leaves().root()).isEqualTo(leaves.root());
        byte[] data = parcel.bytes().clone();
        assertThat(tree.get().sums().fits(leaves, 2, data, 2 * LEAF, 5)).isTrue();
        data[2 * LEAF] ^= 1;
        assertThat(tree.get().sums().fits(leaves, 2, data, 2 * LEAF, 5)).isFalse();
    }
}
