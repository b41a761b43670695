package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Provider;
import io.ggen.leases.Host.Running;
import io.ggen.roles.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SwapTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Host host = new Host();
    private final LiveRoles roles = host.roles;
    private final List<String> ran = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void newLeasesGoToTheSuccessorWhileTheOldOneDrains() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Lease<Greeter> held = roles.lease(Greeter.class);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        assertThat(roles.call(Greeter.class, Greeter::greet)).isEqualTo("new");
        assertThat(held.get().greet()).isEqualTo("old");
        assertThat(leaving.task().isDone()).isFalse();
        held.close();
        assertThat(leaving.result()).isTrue();
        assertThat(old.held()).isZero();
    }

    @Test
    void aLeaseHeldTooLongIsLeftBehindAfterTwoSeconds() throws Exception {
        Provider old = host.greeter("old");
        Lease<Greeter> held = roles.lease(Greeter.class);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE.minusNanos(1));
        host.bell.awaitListeners(1);
        assertThat(leaving.task().isDone()).isFalse();
        host.bell.advance(Duration.ofNanos(1));
        assertThat(leaving.result()).isTrue();
        held.close();
        assertThat(old.held()).isZero();
    }

    @Test
    void aStepThatOutlivesTheGraceRunsOnceMoreOnTheSuccessor() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(this::callThatHangsOnOld);
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).isEqualTo("new");
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old", "new");
        assertThat(roles.longestPause()).isEqualTo(GRACE);
        assertThat(roles.count()).isEqualTo(1);
        assertThat(old.held()).isZero();
    }

    @Test
    void selectingAnotherMovesStepsThatOutliveTheGrace() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(this::callThatHangsOnOld);
        Host.await(started);
        Running<Boolean> use = host.start(() -> {
            roles.use("greeter", "new");
            return true;
        });
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).isEqualTo("new");
        assertThat(use.result()).isTrue();
        assertThat(old.held()).isZero();
    }

    @Test
    void aStepThatEndsInTimeIsNotRunAgain() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(() -> roles.call(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            started.countDown();
            Host.await(never);
            return greeter.greet();
        }));
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        never.countDown();
        assertThat(call.result()).isEqualTo("old");
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old");
        assertThat(roles.longestPause()).isZero();
    }

    static List<Throwable> deathsOfLeaving() {
        return List.of(
                new NoClassDefFoundError("a/B"),
                new IllegalStateException("BundleContext is no longer valid"),
                new IllegalArgumentException(new RuntimeException(new IllegalStateException("closed"))),
                new RejectedExecutionException("shut down"),
                Problem.of("cannot read").asException(new ClassNotFoundException("a.B")));
    }

    @ParameterizedTest
    @MethodSource("deathsOfLeaving")
    void aStepThatDiesOfItsProvidersLeavingRunsOnceMore(Throwable death) throws Exception {
        host.greeter("old");
        host.greeter("new");
        String result = roles.call(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            if (greeter.greet().equals("old")) {
                roles.left(greeter); // in this thread, so nothing waits for this step
                raise(death);
            }
            return greeter.greet();
        });
        assertThat(result).isEqualTo("new");
        assertThat(ran).containsExactly("old", "new");
    }

    @ParameterizedTest
    @MethodSource("deathsOfLeaving")
    void theSameDeathWithoutLeavingIsTheCallers(Throwable death) {
        host.greeter("old");
        host.greeter("new");
        assertThatThrownBy(() -> roles.call(Greeter.class, greeter -> {
                    ran.add(greeter.greet());
                    raise(death);
                    return "";
                }))
                .isSameAs(death);
        assertThat(ran).containsExactly("old");
    }

    @Test
    void aStepThatDiesBeforeAnybodySaidThatItsProviderLeavesRunsOnceMore() {
        Provider old = host.greeter("old");
        host.greeter("new");
        String result = roles.call(Greeter.class, greeter -> {
            if (greeter.greet().equals("old")) {
                old.going = true;
                throw new IllegalStateException("closed");
            }
            return greeter.greet();
        });
        assertThat(result).isEqualTo("new");
    }

    @Test
    void anOrdinaryFailureWhileTheProviderLeavesIsTheCallers() {
        host.greeter("old");
        host.greeter("new");
        assertThatThrownBy(() -> roles.call(Greeter.class, greeter -> {
                    roles.left(greeter);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void aStepFollowsProvidersThatLeaveOneAfterTheOtherButNotForEver() {
        for (int i = 0; i < 20; i++) {
            host.greeter("g" + i);
        }
        assertThatThrownBy(() -> roles.call(Greeter.class, greeter -> {
                    ran.add(greeter.greet());
                    roles.left(greeter);
                    throw new IllegalStateException("closed");
                }))
                .hasMessage("closed");
        assertThat(ran).hasSize(LiveRoles.MOST_RUNS).doesNotHaveDuplicates();
    }

    @Test
    void aThreadThatStopsTheProviderItUsesDoesNotWaitForItself() {
        Provider old = host.greeter("old");
        host.greeter("new");
        String result = roles.call(Greeter.class, greeter -> {
            roles.left(old);
            return greeter.greet();
        });
        assertThat(result).isEqualTo("old");
        assertThat(old.held()).isZero();
    }

    private String callThatHangsOnOld() throws InterruptedException {
        return roles.call(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            if (greeter.greet().equals("old")) {
                started.countDown();
                never.await();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return greeter.greet();
        });
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void raise(Throwable death) throws X {
        throw (X) death;
    }
}
