package io.ggen.sync;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Items at random. */
final class Items {
    static final long NOW = 1_795_000_000L;

    private Items() {}

    static RecordId id(RandomGenerator random) {
        byte[] id = new byte[RecordId.LENGTH];
        random.nextBytes(id);
        return RecordId.ofBytes(id);
    }

    /** So many, of the {@code seconds} before now. */
    static List<SyncItem> some(RandomGenerator random, int count, long seconds) {
        List<SyncItem> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(new SyncItem(NOW - random.nextLong(seconds), id(random)));
        }
        return items;
    }
}
