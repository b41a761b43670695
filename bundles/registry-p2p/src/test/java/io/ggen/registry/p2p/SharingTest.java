package io.ggen.registry.p2p;

import static io.ggen.registry.p2p.Someone.ANN;
import static io.ggen.registry.p2p.Someone.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.MarketplaceListener.Committed;
import io.ggen.p2p.memory.VirtualTime;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SharingTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryRecords store = new MemoryRecords();
    private final FakeNetwork network = new FakeNetwork(time, store);
    private final List<Lock> targets = new ArrayList<>();
    private final Set<Digest> notHeld = new HashSet<>();
    private final Sharing sharing = sharing(Sharing.Limits.DEFAULT);

    private Sharing sharing(Sharing.Limits limits) {
        return new Sharing(network, store, () -> targets, digest -> !notHeld.contains(digest), limits, time);
    }

    private static Lock.Entry entry(Signed<ReleaseRecord> record) {
        ReleaseRecord release = record.payload();
        return Lock.Entry.of(
                release.name(),
                release.version(),
                release.publisher(),
                release.archive().sha256(),
                new TreeMap<>());
    }

    private static Lock lock(Lock.Entry... entries) {
        TreeMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        for (Lock.Entry each : entries) {
            packages.put(each.name(), each);
        }
        return new Lock(new TreeMap<>(), packages);
    }

    private List<String> told() {
        time.runFor(Duration.ofMinutes(1));
        List<String> told = List.copyOf(network.log);
        network.log.clear();
        return told;
    }

    private static String archive(Signed<ReleaseRecord> record) {
        return record.payload().archive().sha256().hex();
    }

    private static Committed committed(Lock before, Lock now) {
        return new Committed(Path.of("target"), 2, before, now);
    }

    @Test
    void whatIsInstalledWhenTheNetworkStartsIsKeptKnown() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.with(one);
        targets.add(lock(entry(one)));
        sharing.start();
        assertEquals(
                List.of("keep " + archive(one), "keep " + Lookup.key(name("a")).hex()), told());
    }

    @Test
    void whatIsNewIsToldAtOnceAndOnlyOnce() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> two = ANN.release("a 2.0.0");
        store.with(one, two);
        Lock first = lock(entry(one));
        sharing.committed(committed(Lock.EMPTY, first));
        assertEquals(
                List.of(
                        "provide " + archive(one),
                        "provide " + Lookup.key(name("a")).hex()),
                told());
        Lock second = lock(entry(two));
        targets.add(second);
        sharing.committed(committed(first, second));
        assertEquals(List.of("provide " + archive(two)), told());
    }

    @Test
    void nobodyHearsOfUnsignedPackages() {
        Lock.Entry local = Lock.Entry.of(
                name("a"),
                ANN.release("a 1.0.0").payload().version(),
                PublisherId.LOCAL,
                Digest.sha256Of(new byte[1]),
                new TreeMap<>());
        sharing.committed(committed(Lock.EMPTY, lock(local)));
        assertEquals(List.of(), told());
    }

    @Test
    void whatWasPublishedForThisMachineAloneIsNotOfferedAndItsRecordStaysHere() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        sharing.committed(committed(Lock.EMPTY, lock(entry(one))));
        assertEquals(List.of(), told());
        assertEquals(List.of(), store.publishers(name("a")));
    }

    @Test
    void anArchiveThatIsNotHereIsNotOfferedAndTheNameIs() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        store.with(one);
        notHeld.add(one.payload().archive().sha256());
        sharing.committed(committed(Lock.EMPTY, lock(entry(one))));
        assertEquals(List.of("provide " + Lookup.key(name("a")).hex()), told());
    }

    @Test
    void whatIsGoneFromEverywhereIsWithdrawnUnlessItIsStillHeld() {
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        Signed<ReleaseRecord> two = ANN.release("b 1.0.0");
        Signed<ReleaseRecord> three = ANN.release("c 1.0.0");
        store.with(one, two, three);
        Lock all = lock(entry(one), entry(two), entry(three));
        sharing.committed(committed(Lock.EMPTY, all));
        told();
        targets.add(lock(entry(two)));
        notHeld.add(one.payload().archive().sha256());
        notHeld.add(two.payload().archive().sha256());
        sharing.committed(committed(all, Lock.EMPTY));
        assertEquals(List.of("withdraw " + archive(one)), told());
    }

    @Test
    void noMoreIsToldAtOnceThanAllowedAndNoMoreInAll() {
        Sharing small = sharing(new Sharing.Limits(10, 2, Duration.ofSeconds(10)));
        Lock.Entry[] many = new Lock.Entry[50];
        for (int i = 0; i < many.length; i++) {
            Signed<ReleaseRecord> each = ANN.release("p" + i + " 1.0.0");
            store.with(each);
            many[i] = entry(each);
        }
        small.committed(committed(Lock.EMPTY, lock(many)));
        while (network.log.isEmpty()) {
            assertTrue(time.runNext());
        }
        assertEquals(2, network.log.size());
        assertEquals(20, told().size());
    }

    @Test
    void targetsThatCannotBeReadAndABrokenCatalogueAreNobodysFailure() {
        Sharing careless = new Sharing(
                network,
                store,
                () -> {
                    throw Problem.of("The target is damaged.").asException();
                },
                digest -> true,
                Sharing.Limits.DEFAULT,
                time);
        careless.start();
        store.broken = "Another process has it";
        Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
        careless.committed(committed(Lock.EMPTY, lock(entry(one))));
        assertEquals(List.of(), told());
    }
}
