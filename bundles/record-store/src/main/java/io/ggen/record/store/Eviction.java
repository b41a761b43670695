package io.ggen.record.store;

import io.ggen.records.Signed;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Makes room, fairly: whoever has most gives first, and of that the oldest. A publisher with many gives a fiftieth at once, so
 * that a flood does not make everybody look for the oldest all the time.
 */
final class Eviction {
    private static final int PORTION = 50;

    private static final Comparator<Row> FIRST_TO_GO = Comparator.comparingInt(Row::rank)
            .thenComparingLong(Row::seconds)
            .thenComparing(Row::id, Arrays::compareUnsigned);

    private final Shelf shelf;
    private final Places places;
    private final Seen seen;
    private final Limits limits;
    private long evicted;

    Eviction(Shelf shelf, Places places, Seen seen, Limits limits) {
        this.shelf = shelf;
        this.places = places;
        this.seen = seen;
        this.limits = limits;
        this.evicted = shelf.tables.number("evicted", 0);
    }

    /** How many records had to go since the file was made. */
    long evicted() {
        return evicted;
    }

    /** Puts into the file what a commit must have. */
    void save() {
        shelf.tables.setNumber("evicted", evicted);
    }

    /** Brings a stranger's records back under its bound. */
    void trim(Holding stranger, Instant now) {
        if (stranger.records > limits.publisher() && !shelf.holdings.isFavoured(stranger)) {
            evict(stranger, now);
        }
    }

    /** Brings both pools back under their bounds. */
    void trim(Instant now) {
        // strangers last, since publishers who are not favoured any more end up among them
        trim(true, now);
        trim(false, now);
    }

    private void trim(boolean favoured, Instant now) {
        while (shelf.holdings.records(favoured) > limits.recordsOf(favoured)
                || shelf.holdings.bytes(favoured) > limits.bytesOf(favoured)) {
            Holding most = shelf.holdings.most(favoured);
            if (most == null) {
                return;
            }
            if (shelf.holdings.isFavoured(most) == favoured) {
                evict(most, now);
            }
        }
    }

    private void evict(Holding holding, Instant now) {
        int count = Math.max(1, holding.records / PORTION);
        PriorityQueue<Row> going = new PriorityQueue<>(FIRST_TO_GO.reversed());
        Tables.scan(shelf.tables.owned, holding.key, (key, value) -> {
            going.add(Row.read(key, value));
            if (going.size() > count) {
                going.poll();
            }
            return true;
        });
        for (Row row : going) {
            long number = shelf.numberOf(row.id());
            if (number >= 0) {
                went(places.clear(holding.key, shelf.tables.record(number)), now);
            }
        }
    }

    private void went(List<Signed<?>> records, Instant now) {
        for (Signed<?> each : records) {
            seen.add(each.id().bytes(), now, Limits.SEEN);
            evicted++;
        }
    }
}
