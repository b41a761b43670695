package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.api.registry.HeldContent;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.roles.FixedRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A host that fetches and serves. */
final class Member implements HeldContent {
    final MemoryHost host;
    final FakePolicy policy = new FakePolicy();
    final Map<Digest, Path> held = new HashMap<>();
    final Tally tally = new Tally();
    final Path home;
    PeerFetcher fetcher;
    private final World world;
    private final FetchLimits limits;
    private Registration serving;

    Member(World world, MemoryHost host, Path home, FetchLimits limits) {
        this.world = world;
        this.host = host;
        this.home = home;
        this.limits = limits;
        start();
    }

    private void start() {
        Folder folder = new Folder(home.resolve("fetch"), world.network.clock());
        Library library = new Library(
                folder,
                new Trees(limits.treeBytes()),
                () -> List.of(this),
                host.timers(),
                host.timers(),
                limits.looking());
        serving = host.handle(new Server(library, limits, host.timers(), host.timers(), tally));
        Host seen = world.through.apply(host);
        fetcher = new PeerFetcher(new Parts(
                seen,
                host.timers(),
                host.timers(),
                world.random.split(),
                limits,
                folder,
                library,
                new Standing(FixedRoles.of(policy), host.timers(), host.timers()),
                tally,
                new CutOff(seen, host.timers()),
                new Lines(FetchLimits.STREAMS_PER_PEER, limits.streams()),
                () -> world.routing));
    }

    /** As a new process would: nothing in memory is kept. */
    void restart() {
        fetcher.close();
        serving.close();
        world.pass(java.time.Duration.ofMillis(1));
        start();
    }

    PeerId id() {
        return host.id();
    }

    PeerAddresses address() {
        return address(host);
    }

    static PeerAddresses address(MemoryHost host) {
        return new PeerAddresses(host.id(), host.addresses());
    }

    Path hold(Parcel content) {
        return hold(content.sha256(), content.bytes());
    }

    /** Says that it has {@code bytes} under this digest, which may not be true. */
    Path hold(Digest sha256, byte[] bytes) {
        try {
            Path file = home.resolve("held-" + sha256.hex());
            Files.createDirectories(home);
            Files.write(file, bytes);
            held.put(sha256, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Path> file(Digest sha256) {
        return Optional.ofNullable(held.get(sha256));
    }

    CompletionStage<Path> fetch(Parcel content) {
        return fetcher.fetch(content.wanted(), FetchOptions.DEFAULT, FetchProgress.NONE);
    }

    long received() {
        return fact("received");
    }

    long sent() {
        return fact("sent");
    }

    private long fact(String name) {
        return tally.status().stream()
                .filter(fact -> fact.name().equals(name))
                .mapToLong(fact -> Long.parseLong(fact.value()))
                .sum();
    }
}
