package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches of a host whose transport goes, and is followed by another. Nobody tells where the archive is but the connection. */
class SwappedTransportTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path root;

    private final Parcel hello = Parcel.of(4 * MIB, 1);
    private World world;
    private Member seed;
    private Member user;
    private boolean gone;

    @BeforeEach
    void begin() {
        world = new World(root, 42);
        seed = world.member();
        seed.hold(hello);
        world.through = host -> (Host) Proxy.newProxyInstance(
                Host.class.getClassLoader(), new Class<?>[] {Host.class}, (proxy, method, args) -> {
                    if (gone && List.of("connect", "open", "ping").contains(method.getName())) {
                        return CompletableFuture.failedFuture(
                                new NetworkException(Reason.CLOSED, "This host has no transport at the moment."));
                    }
                    if (gone && method.getName().equals("peers")) {
                        return List.of();
                    }
                    try {
                        return method.invoke(host, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        user = world.member();
        world.await(user.host.connect(seed.id(), seed.host.addresses(), Duration.ofSeconds(5)));
        world.pass(Duration.ofSeconds(1));
    }

    private void goes() {
        gone = true;
        user.host.disconnect(seed.id(), "the transport goes");
    }

    @Test
    void aFetchThatBeginsWithoutATransportWaitsForTheNextOne() throws IOException {
        goes();
        world.pass(Duration.ofMillis(100));
        CompletionStage<Path> fetch = user.fetch(hello);
        world.pass(Duration.ofSeconds(3));
        assertThat(fetch.toCompletableFuture()).isNotDone();
        gone = false;
        assertThat(Files.readAllBytes(world.await(fetch))).isEqualTo(hello.bytes());
    }

    @Test
    void aFetchThatBeginsBeforeTheNextTransportHasDialledDialsItself() throws IOException {
        goes();
        world.pass(Duration.ofSeconds(2));
        gone = false;
        assertThat(Files.readAllBytes(world.await(user.fetch(hello)))).isEqualTo(hello.bytes());
    }

    @Test
    void aFetchUnderWayOutlivesManyTransports() throws IOException {
        CompletionStage<Path> fetch = user.fetch(hello);
        for (int i = 0; i < 8; i++) {
            world.pass(Duration.ofMillis(30));
            goes();
            world.pass(Duration.ofMillis(700));
            gone = false;
            world.pass(Duration.ofMillis(300));
        }
        assertThat(Files.readAllBytes(world.await(fetch))).isEqualTo(hello.bytes());
    }

    @Test
    void contentIsAskedForAgainToo() {
        Parcel small = Parcel.of(1000, 3);
        seed.hold(small);
        goes();
        world.pass(Duration.ofMillis(100));
        CompletionStage<byte[]> content = user.fetcher.content(small.sha256(), 2000, List.of());
        world.pass(Duration.ofSeconds(2));
        gone = false;
        assertThat(world.await(content)).isEqualTo(small.bytes());
    }

    @Test
    void withoutAnotherTransportItEndsWithAReason() {
        goes();
        world.pass(Duration.ofMillis(100));
        CompletionStage<Path> fetch = user.fetch(hello);
        assertThatThrownBy(() -> world.await(fetch))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("nothing came in for 30 s")
                .hasMessageContaining("nothing of it is here");
        world.pass(Duration.ofSeconds(20));
        assertThatThrownBy(() -> world.await(user.fetch(hello))).hasMessageContaining("no peer that has it is known");
    }
}
