package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.reputation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over real sockets, with real threads. */
class TcpTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path root;

    private final List<TcpMember> members = new ArrayList<>();

    @AfterEach
    void end() {
        members.forEach(TcpMember::close);
    }

    private TcpMember member() {
        TcpMember member = new TcpMember(members.size(), root.resolve("m" + members.size()), FetchLimits.DEFAULT);
        members.add(member);
        return member;
    }

    private TcpMember seed(Parcel content, byte[] bytes) throws IOException {
        TcpMember seed = member();
        Path file = root.resolve("held-" + members.size());
        Files.write(file, bytes);
        seed.held.put(content.sha256(), file);
        return seed;
    }

    private static Path fetch(TcpMember user, Parcel content, TcpMember... from) {
        List<PeerAddresses> peers =
                List.of(from).stream().map(TcpMember::address).toList();
        return TcpMember.await(user.fetcher.fetch(
                content.wanted(), new FetchOptions(0, peers, Duration.ofSeconds(20)), FetchProgress.NONE));
    }

    @Test
    void anArchiveComesFromOnePeerAndFromThree() throws IOException {
        Parcel hello = Parcel.of(6 * MIB + 3, 1);
        TcpMember one = seed(hello, hello.bytes());
        TcpMember first = member();
        assertThat(Files.readAllBytes(fetch(first, hello, one))).isEqualTo(hello.bytes());

        TcpMember two = seed(hello, hello.bytes());
        TcpMember second = member();
        assertThat(Files.readAllBytes(fetch(second, hello, one, two, first))).isEqualTo(hello.bytes());
        assertThat(second.policy.of(one.host.id())).doesNotContain(Outcome.FORGED, Outcome.FAILED);
    }

    @Test
    void aManifestComesByItsDigestAlone() throws IOException {
        Parcel manifest = Parcel.of(3000, 1);
        TcpMember seed = seed(manifest, manifest.bytes());
        TcpMember user = member();
        assertThat(TcpMember.await(user.fetcher.content(manifest.sha256(), 4096, List.of(seed.address()))))
                .isEqualTo(manifest.bytes());
    }

    @Test
    void aFileThatChangedIsNotServedAndNobodyIsAForger() throws IOException {
        Parcel hello = Parcel.of(2 * MIB, 1);
        byte[] changed = hello.bytes().clone();
        changed[MIB] ^= 1;
        TcpMember bad = seed(hello, changed);
        TcpMember good = seed(hello, hello.bytes());
        TcpMember user = member();

        assertThat(Files.readAllBytes(fetch(user, hello, bad, good))).isEqualTo(hello.bytes());
        assertThat(user.policy.of(bad.host.id())).doesNotContain(Outcome.FORGED);
    }

    @Test
    void manyArchivesComeAtOnce() throws IOException {
        TcpMember seed = member();
        TcpMember user = member();
        List<Parcel> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Parcel one = Parcel.of(20_000 * i, i);
            Path file = root.resolve("many-" + i);
            Files.write(file, one.bytes());
            seed.held.put(one.sha256(), file);
            all.add(one);
        }
        var options = new FetchOptions(0, List.of(seed.address()), Duration.ofSeconds(30));
        var fetches = all.stream()
                .map(one -> user.fetcher.fetch(one.wanted(), options, FetchProgress.NONE))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            assertThat(Files.readAllBytes(TcpMember.await(fetches.get(i))))
                    .isEqualTo(all.get(i).bytes());
        }
        assertThat(user.policy.of(seed.host.id())).doesNotContain(Outcome.FAILED, Outcome.FORGED);
    }
}
