package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.installer.plan.LockGraph;
import io.ggen.installer.plan.Ways;
import io.ggen.installer.target.Roots;
import io.ggen.installer.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks as graphs, and the small tools below everything. */
class LockGraphTest {
    /** A lock drawn as text: {@code "a -> b, c"}; the requests come first. */
    private static Lock lock(String requests, String... packages) {
        SortedMap<PackageName, Dependency> asked = new TreeMap<>();
        for (String name : requests.isEmpty() ? new String[0] : requests.split(", ", -1)) {
            asked.put(new PackageName(name), new Dependency(new PackageName(name), Range.LATEST));
        }
        SortedMap<PackageName, Lock.Entry> entries = new TreeMap<>();
        for (String one : packages) {
            String[] sides = one.split(" -> ", -1);
            PackageName name = new PackageName(sides[0]);
            SortedMap<PackageName, Version> needs = new TreeMap<>();
            for (String needed : sides.length == 1 ? new String[0] : sides[1].split(", ", -1)) {
                needs.put(new PackageName(needed), Version.of(1, 0, 0));
            }
            Digest digest = Digest.sha256Of(new byte[] {(byte) entries.size()});
            entries.put(name, new Lock.Entry(name, Version.of(1, 0, 0), PublisherId.LOCAL, digest, needs));
        }
        return new Lock(asked, entries);
    }

    private static List<String> order(Lock lock) {
        return new LockGraph(lock)
                .order().stream().map(entry -> entry.name().value()).toList();
    }

    @Test
    void theOrderIsTopologicalWithTiesByName() {
        assertThat(order(lock("a", "a -> z, c", "z -> m", "m", "c"))).containsExactly("c", "m", "z", "a");
    }

    @Test
    void circlesAreBrokenByName() {
        assertThat(order(lock("a", "a -> b", "b -> c", "c -> b", "d"))).containsExactly("d", "b", "a", "c");
        assertThat(order(lock("a", "a -> a"))).containsExactly("a");
    }

    @Test
    void packagesWithoutAReasonGetARequest() {
        Lock lock = lock("", "a -> b", "b", "x -> y", "y -> x");

        assertThat(new LockGraph(lock).withRequestsForAll().requests().keySet())
                .extracting(PackageName::value)
                .containsExactly("a", "x");
    }

    @Test
    void flawsAreTold() {
        assertThat(new LockGraph(lock("a", "a -> b", "b")).flaw(false, java.util.Map.of()))
                .isNull();
        assertThat(new LockGraph(lock("a, x", "a")).flaw(false, java.util.Map.of()))
                .isEqualTo("it asks for x but does not hold it");
        assertThat(new LockGraph(lock("a", "a -> b")).flaw(false, java.util.Map.of()))
                .isEqualTo("a@1.0.0 needs b@1.0.0, which it does not hold");
    }

    @Test
    @Timeout(10)
    void aMillionMillionWaysAreNotWalked() {
        List<String> packages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            packages.add("l" + i + " -> l" + (i + 1) + ", r" + (i + 1));
            packages.add("r" + i + " -> l" + (i + 1) + ", r" + (i + 1));
        }
        packages.add("l40 -> end");
        packages.add("r40 -> end");
        packages.add("end");
        Lock lock = lock("l0, end", packages.toArray(String[]::new));

        List<List<PackageName>> ways = new Ways(lock, new PackageName("end")).shortest(20);

        assertThat(ways).hasSize(20).doesNotHaveDuplicates();
        assertThat(ways.get(0)).hasSize(1);
        assertThat(ways.get(1)).hasSize(42);
    }

    @Test
    void aWayNeverGoesInCircles() {
        Lock lock = lock("a", "a -> b", "b -> a, c", "c");

        assertThat(new Ways(lock, new PackageName("c")).shortest(20)).hasSize(1);
    }

    @Test
    void theFirstFailureEndsTheWork() {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        List<Integer> done = java.util.Collections.synchronizedList(new ArrayList<>());

        assertThatThrownBy(() -> Workers.each(items, 4, item -> {
                    if (item == 10) {
                        throw new IOException("ten");
                    }
                    done.add(item);
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("ten");
        int after = done.size();
        assertThat(after).isLessThan(1000);
        assertThat(done).hasSize(after).doesNotContain(10);
    }

    @Test
    void rootsAreKeptHoweverLongTheirPathsAre(@TempDir Path folder) throws IOException {
        Roots roots = new Roots(folder.resolve("roots"));
        Path plain = Path.of("/home/me/Täglich ein_Ziel");
        Path deep = Path.of("/" + "deep/".repeat(100));
        roots.add(plain);
        roots.add(deep);
        roots.add(deep);

        assertThat(roots.all().values()).containsExactlyInAnyOrder(plain, deep);
        assertThat(roots.knows(plain)).isTrue();
        assertThat(roots.knows(Path.of("/home/me"))).isFalse();
        roots.all().keySet().forEach(file -> {
            try {
                roots.drop(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(roots.all()).isEmpty();
    }
}
