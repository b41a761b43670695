package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.records.Received;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The same over real sockets. */
class TcpTest {
    @Test
    void twoHostsHaveTheSameInTheEnd() {
        try (RealNode<FakeStore> one = RealNode.inMemory(1);
                RealNode<FakeStore> other = RealNode.inMemory(2)) {
            Instant before = Instant.now().minusSeconds(100_000);
            for (int i = 0; i < 1000; i++) {
                one.store.put(new Author(1).release("p" + i, "1.0.0", before.plusSeconds(i)));
            }
            for (int i = 0; i < 100; i++) {
                other.store.put(new Author(2).release("q" + i, "1.0.0", before.plusSeconds(5L * i)));
            }
            one.node.start();
            other.node.start();
            RealNode.await(other.host.connect(one.host.id(), one.host.addresses(), Duration.ofSeconds(10)));
            Outcome first = RealNode.await(other.node.sync(one.host.id()));
            assertThat(first.isWhole()).isTrue();
            assertThat(other.store.ids()).hasSize(1100);
            Outcome second = RealNode.await(one.node.sync(other.host.id()));
            assertThat(second.isWhole()).isTrue();
            assertThat(one.store.ids()).isEqualTo(other.store.ids());
            Outcome third = RealNode.await(other.node.sync(one.host.id()));
            assertThat(third.rounds()).isEqualTo(1);
            assertThat(third.listed() + third.have()).isZero();
            Received named = RealNode.await(
                    one.node.exchange().byName(other.host.id(), new PackageName("q7"), Duration.ofSeconds(10)));
            assertThat(named).isEqualTo(new Received(1, 0, named.bytes(), true));
        }
    }

    @Test
    void sessionsMayFollowEachOtherAtOnce() {
        try (RealNode<FakeStore> one = RealNode.inMemory(1);
                RealNode<FakeStore> other = RealNode.inMemory(2)) {
            one.node.start();
            other.node.start();
            RealNode.await(other.host.connect(one.host.id(), one.host.addresses(), Duration.ofSeconds(10)));
            int[] sessions = {0};
            RealNode.await(
                    Steps.repeat(() -> other.node.sync(one.host.id()).thenApply(outcome -> ++sessions[0] < 500)));
            assertThat(sessions[0]).isEqualTo(500);
        }
    }
}
