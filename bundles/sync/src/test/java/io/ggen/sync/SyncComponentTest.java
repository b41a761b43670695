package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The component over real sockets. */
class SyncComponentTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    /** One policy in office, which tells the test what it hears. */
    private final class OnePolicy implements Roles {
        @Override
        public <S> Lease<S> lease(Class<S> role) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <S> List<Lease<S>> leaseAll(Class<S> role) {
            S policy = role.cast(new Listening());
            return List.of(new Lease<>() {
                @Override
                public S get() {
                    return policy;
                }

                @Override
                public String name() {
                    return "listening";
                }

                @Override
                public void close() {}
            });
        }

        @Override
        public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Role> roles() {
            return List.of();
        }

        @Override
        public void use(String role, String name) {}
    }

    private final class Listening implements ReputationPolicy {
        @Override
        public double score(PeerId peer) {
            return 0.5;
        }

        @Override
        public void record(PeerId peer, Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public String explain(PeerId peer) {
            return "";
        }
    }

    @Test
    void itAnswersAsksTellsTheReputationPolicyAndEnds() throws Exception {
        Host here = RealNode.open(1);
        Host there = RealNode.open(2);
        FakeStore full = new FakeStore(Clock.systemUTC());
        FakeStore empty = new FakeStore(Clock.systemUTC());
        Signed<ReleaseRecord> release =
                new Author(1).release("a", "1.0.0", Instant.now().minusSeconds(1000));
        full.put(release);
        SyncComponent asking = new SyncComponent(here, empty, new OnePolicy());
        SyncComponent answering = new SyncComponent(there, full, new OnePolicy());
        RealNode.await(here.connect(there.id(), there.addresses(), LONG));
        Received received = RealNode.await(asking.byName(there.id(), new PackageName("a"), LONG));
        assertThat(received.records()).isEqualTo(1);
        assertThat(received.complete()).isTrue();
        assertThat(empty.ids()).containsExactly(release.id());
        assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo(Outcome.SERVED);
        assertThat(asking.name()).isEqualTo("sync");
        assertThat(asking.status()).extracting(Fact::name).contains("in sync with", "new records", "sessions", "last");
        answering.close();
        assertThatThrownBy(() -> RealNode.await(asking.byPublisher(there.id(), release.publisher(), LONG)))
                .isInstanceOf(CompletionException.class);
        asking.close();
        RealNode.await(here.close(Duration.ZERO));
        RealNode.await(there.close(Duration.ZERO));
    }
}
