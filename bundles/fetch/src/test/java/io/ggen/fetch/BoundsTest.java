package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path root;

    private void file(String name, int size, Instant used) throws IOException {
        Path file = root.resolve(name);
        Files.write(file, new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(used));
    }

    @Test
    void theFolderIsBoundedInBytesAndInAge() throws IOException {
        VirtualTime time = new VirtualTime();
        Instant now = time.clock().instant();
        file("old.part", 10, now.minus(Duration.ofDays(8)));
        file("old.leaves", 10, now.minus(Duration.ofDays(8)));
        file("busy.part", 10, now.minus(Duration.ofDays(9)));
        file("second.part", 400, now.minus(Duration.ofDays(2)));
        file("second.leaves", 100, now.minus(Duration.ofDays(3)));
        file("third.whole", 500, now.minus(Duration.ofDays(1)));
        file("fourth.part", 600, now);

        new Folder(root, time.clock()).tidy(Set.of("busy"), 1200, Duration.ofDays(7));

        assertThat(root.toFile().list()).containsExactlyInAnyOrder("busy.part", "third.whole", "fourth.part");
    }

    @Test
    void treesAreBoundedInBytes() {
        Trees trees = new Trees(10_000);
        List<Parcel> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Parcel one = Parcel.of(3 * 65536, i);
            all.add(one);
            trees.learn(one.sha256(), one.tree().leaves());
        }
        assertThat(trees.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(trees.known(all.get(0).sha256())).isEmpty();
        assertThat(trees.known(all.get(99).sha256())).isPresent();
    }

    @Test
    void linesAreBoundedByPeerAndInAll() {
        World world = new World(root, 1);
        MemoryHost one = world.host();
        MemoryHost two = world.host();
        Lines lines = new Lines(2, 3);
        assertThat(lines.take(one.id())).isTrue();
        assertThat(lines.take(one.id())).isTrue();
        assertThat(lines.take(one.id())).isFalse();
        assertThat(lines.take(two.id())).isTrue();
        assertThat(lines.take(two.id())).isFalse();
        lines.give(one.id());
        assertThat(lines.take(two.id())).isTrue();
    }

    @Test
    void transfersWaitForTheirTurnAndSomeAreRefused() {
        World world = new World(root, 1);
        FetchLimits few = new FetchLimits(64, 0, 0, 2, 3, 64, 8, 64, 64, 1L << 30, Duration.ofDays(7), 1 << 20, 64);
        Member user = world.member(few);
        List<CompletableFuture<Path>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Parcel one = Parcel.of(200_000, i);
            world.seed(one);
            all.add(user.fetch(one).toCompletableFuture());
        }
        assertThatThrownBy(() -> world.await(all.get(5)))
                .hasMessage("Too many archives are being fetched; hello@1.0.0 was not begun.");
        for (int i = 0; i < 5; i++) {
            assertThat(world.await(all.get(i))).exists();
        }
    }

    @Test
    void manyCandidatesAreNotAllTried() {
        World world = new World(root, 1);
        int[] asked = {0};
        List<PeerAddresses> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            MemoryHost host = world.host();
            host.handle(Fakes.answering((stream, request) -> asked[0]++));
            many.add(Member.address(host));
        }
        Member user = world.member();
        assertThatThrownBy(() -> world.await(user.fetcher.fetch(
                        Parcel.of(MIB, 1).wanted(),
                        new FetchOptions(0, many, Duration.ofSeconds(20)),
                        FetchProgress.NONE)))
                .hasMessageContaining("64 peers were asked");
        assertThat(asked[0]).isLessThanOrEqualTo(64);
    }

    @Test
    void anImpossibleSizeIsRefused() {
        World world = new World(root, 1);
        Member user = world.member();
        Parcel hello = Parcel.of(10, 1);
        for (long size : new long[] {-1, (1L << 32) + 1, Long.MAX_VALUE}) {
            Wanted wanted = new Wanted(hello.sha256(), size, hello.tree().root(), "hello@1.0.0");
            assertThatThrownBy(() -> world.await(user.fetcher.fetch(wanted, FetchOptions.DEFAULT, FetchProgress.NONE)))
                    .hasMessageContaining("at most 4 GiB");
        }
    }

    @Test
    void aPeerGetsNoMoreThanEightStreamsOfAllFetchesTogether() {
        World world = new World(root, 1);
        world.network.links(Link.of(Duration.ofMillis(50)));
        List<Parcel> all = new ArrayList<>();
        int[] open = {0, 0};
        MemoryHost seed = world.provider(Fakes.answering((stream, request) -> {
            open[0]++;
            open[1] = Math.max(open[0], open[1]);
            Parcel wanted = all.stream()
                    .filter(one -> one.sha256().equals(request.sha256()))
                    .findFirst()
                    .orElseThrow();
            Fakes.serve(stream, request, wanted, wanted.tree().leaves().count());
            open[0]--;
        }));
        Member user = world.member();
        for (int i = 0; i < 12; i++) {
            all.add(Parcel.of(2 * MIB, i));
        }
        world.await(CompletableFuture.allOf(
                all.stream().map(one -> user.fetch(one).toCompletableFuture()).toArray(CompletableFuture<?>[]::new)));
        assertThat(user.policy.of(seed.id())).isNotEmpty();
        assertThat(open[1]).isLessThanOrEqualTo(8);
    }
}
