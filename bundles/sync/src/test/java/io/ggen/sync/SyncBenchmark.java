package io.ggen.sync;

import io.ggen.records.store.SyncItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What reconciling takes: {@code sets} alone; or {@code hosts} with stores in memory, or {@code stores} on the disk, over TCP on
 * loopback. The README says how to run it.
 */
final class SyncBenchmark {
    private static final int RECORDS = 100_000;
    private static final int MISSING = 1000;
    private static final int FRAME = 64 << 10;

    private SyncBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RECORDS;
        switch (arguments.length == 0 ? "sets" : arguments[0]) {
            case "sets" -> sets();
            case "hosts" -> new HostsBenchmark(records, MISSING).run(new HostsBenchmark.InMemory());
            case "stores" -> {
                try (DiskStores stores = new DiskStores()) {
                    new HostsBenchmark(records, MISSING).run(stores);
                }
            }
            default -> throw new IllegalArgumentException("sets, hosts COUNT or stores COUNT");
        }
    }

    private static void sets() {
        List<SyncItem> all = new ArrayList<>(Items.some(new SplittableRandom(1), RECORDS, 30_000_000));
        Collections.sort(all);
        ArraySet whole = new ArraySet(all);
        ArraySet older = new ArraySet(all.subList(0, RECORDS - MISSING));
        Collections.shuffle(all, new Random(2));
        ArraySet most = new ArraySet(all.subList(MISSING, RECORDS));
        for (int i = 0; i < 3; i++) {
            row("nothing missing", whole, whole);
            row("the newest 1,000 missing here", older, whole);
            row("the newest 1,000 missing there", whole, older);
            row("1,000 at random missing here", most, whole);
            row("1,000 at random missing there", whole, most);
            row("everything missing here", new ArraySet(List.of()), whole);
        }
    }

    private static void row(String what, ArraySet here, ArraySet there) {
        long start = System.nanoTime();
        Talk talk = new Talk(here, there, FRAME).run(100_000);
        System.out.printf(
                "| %s | %d | %.1f KiB | %.0f ms | %d |%n",
                what,
                talk.rounds,
                talk.bytes / 1024.0,
                (System.nanoTime() - start) / 1e6,
                talk.need.size() + talk.initiator.have());
    }
}
