package io.ggen.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The set to reconcile against a sorted set and big integers. */
final class ItemsTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    @Test
    void snapshotsAreWhatASortedSetSays() {
        long seed = System.nanoTime();
        System.out.println("ItemsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Items items = new Items();
        TreeSet<SyncItem> model = new TreeSet<>();
        List<SyncItem> all = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 200; i++) {
                if (random.nextInt(4) == 0 && !all.isEmpty()) {
                    SyncItem gone = all.get(random.nextInt(all.size()));
                    items.remove(gone.seconds(), gone.id().bytes());
                    model.remove(gone);
                } else {
                    SyncItem item = new SyncItem(random.nextInt(500), id(random));
                    items.add(item.seconds(), item.id().bytes());
                    items.add(item.seconds(), item.id().bytes());
                    model.add(item);
                    all.add(item);
                }
            }
            compare(items.snapshot(), new ArrayList<>(model), random);
        }
    }

    @Test
    void anEmptySetHasASumOfNothing() {
        SyncSet empty = new Items().snapshot();
        assertThat(empty.size()).isZero();
        assertThat(empty.sum(0, 0)).isEqualTo(new byte[32]);
        assertThat(empty.countBelow(new SyncItem(-1, RecordId.ofBytes(new byte[32]))))
                .isZero();
    }

    @Test
    void aSnapshotDoesNotChange() {
        SplittableRandom random = new SplittableRandom(1);
        Items items = new Items();
        List<SyncItem> some = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            some.add(new SyncItem(i, id(random)));
            items.add(i, some.get(i).id().bytes());
        }
        SyncSet before = items.snapshot();
        for (int i = 0; i < 2_000; i += 2) {
            items.remove(i, some.get(i).id().bytes());
            items.add(i, id(random).bytes());
        }
        compare(before, some, random);
    }

    @Test
    void itemsThatComeInOrderFillTheirBlocks() {
        Items items = new Items();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 5_000; i++) {
            items.add(i, id(random).bytes());
        }
        assertThat(items.snapshot().size()).isEqualTo(5_000);
        assertThat(items.blocks()).isLessThan(5_000 / Block.MOST + 3);
    }

    private static void compare(SyncSet set, List<SyncItem> model, SplittableRandom random) {
        assertThat(set.size()).isEqualTo(model.size());
        for (int i = 0; i < model.size(); i += 1 + random.nextInt(20)) {
            assertThat(set.item(i)).isEqualTo(model.get(i));
            assertThat(set.countBelow(model.get(i))).isEqualTo(i);
            SyncItem between = new SyncItem(model.get(i).seconds(), id(random));
            long below =
                    model.stream().filter(item -> item.compareTo(between) < 0).count();
            assertThat(set.countBelow(between)).isEqualTo((int) below);
        }
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(model.size() + 1);
            int to = from + random.nextInt(model.size() + 1 - from);
            BigInteger sum = BigInteger.ZERO;
            for (SyncItem item : model.subList(from, to)) {
                sum = sum.add(number(item.id().bytes()));
            }
            assertThat(number(set.sum(from, to))).isEqualTo(sum.mod(MODULUS));
        }
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] big = new byte[littleEndian.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = littleEndian[big.length - 1 - i];
        }
        return new BigInteger(1, big);
    }

    private static RecordId id(SplittableRandom random) {
        byte[] id = new byte[RecordId.LENGTH];
        random.nextBytes(id);
        // many ones, so that sums carry
        if (random.nextBoolean()) {
            Arrays.fill(id, 0, 30, (byte) 0xff);
        }
        return RecordId.ofBytes(id);
    }
}
