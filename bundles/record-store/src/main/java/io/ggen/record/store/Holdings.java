package io.ggen.record.store;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who takes up how much, in two pools: that of favoured publishers and that of strangers. In each, whoever has most comes
 * first; of those with equally many, who came last.
 */
final class Holdings {
    private static final Comparator<Holding> MOST = Comparator.comparingInt((Holding holding) -> -holding.records)
            .thenComparing(
                    Comparator.comparingLong((Holding holding) -> holding.first).reversed());

    private final Predicate<Holding> isFavoured;
    private final Map<ByteBuffer, Holding> all = new HashMap<>();
    private final Pool favoured = new Pool();
    private final Pool strangers = new Pool();

    /** One pool. */
    private static final class Pool {
        final TreeSet<Holding> most = new TreeSet<>(MOST);
        int records;
        long bytes;
    }

    Holdings(Predicate<Holding> isFavoured) {
        this.isFavoured = isFavoured;
    }

    @Nullable
    Holding of(byte[] publisher) {
        return all.get(ByteBuffer.wrap(publisher));
    }

    /** Counts a record, whose number is {@code number}. */
    Holding add(byte[] publisher, Row row) {
        Holding holding = all.get(ByteBuffer.wrap(publisher));
        if (holding == null) {
            holding = new Holding(Keys.publisherOf(publisher, 0), publisher, row.number());
            holding.favoured = isFavoured.test(holding);
            all.put(ByteBuffer.wrap(publisher), holding);
        }
        change(holding, 1, row.size());
        return holding;
    }

    void remove(byte[] publisher, Row row) {
        Holding holding = all.get(ByteBuffer.wrap(publisher));
        if (holding != null) {
            change(holding, -1, -row.size());
            if (holding.records == 0) {
                all.remove(ByteBuffer.wrap(publisher));
            }
        }
    }

    private void change(Holding holding, int records, long bytes) {
        Pool pool = pool(holding.favoured);
        pool.most.remove(holding);
        holding.records += records;
        holding.bytes += bytes;
        pool.records += records;
        pool.bytes += bytes;
        if (holding.records > 0) {
            pool.most.add(holding);
        }
    }

    /** Whether a publisher of whom nothing is here would be favoured. */
    boolean wouldBeFavoured(byte[] publisher) {
        return isFavoured.test(new Holding(Keys.publisherOf(publisher, 0), publisher, Long.MAX_VALUE));
    }

    /** Asks again whether {@code holding} is favoured, and moves it if that has changed. */
    boolean isFavoured(Holding holding) {
        boolean now = isFavoured.test(holding);
        if (now != holding.favoured) {
            int records = holding.records;
            long bytes = holding.bytes;
            change(holding, -records, -bytes);
            holding.favoured = now;
            change(holding, records, bytes);
        }
        return now;
    }

    /** Who has most in a pool. */
    @Nullable
    Holding most(boolean ofFavoured) {
        Pool pool = pool(ofFavoured);
        return pool.most.isEmpty() ? null : pool.most.first();
    }

    int records(boolean ofFavoured) {
        return pool(ofFavoured).records;
    }

    long bytes(boolean ofFavoured) {
        return pool(ofFavoured).bytes;
    }

    private Pool pool(boolean ofFavoured) {
        return ofFavoured ? favoured : strangers;
    }
}
