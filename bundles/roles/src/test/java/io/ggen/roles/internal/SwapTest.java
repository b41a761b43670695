package io.ggen.roles.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.roles.Lease;
import io.ggen.roles.internal.Facts.Origin;
import io.ggen.roles.internal.Host.Greeter;
import io.ggen.roles.internal.Host.Porter;
import io.ggen.roles.internal.Host.Provider;
import io.ggen.roles.internal.Host.Running;
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

    @Test
    void aStepThatEndsWellAfterOurInterruptCountsAndLeavesNoInterruptBehind() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<Boolean> call = host.start(() -> {
            String result = roles.call(Greeter.class, greeter -> {
                ran.add(greeter.greet());
                started.countDown();
                awaitInterrupt();
                return greeter.greet();
            });
            assertThat(result).isEqualTo("old");
            return Thread.currentThread().isInterrupted();
        });
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).isFalse();
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old");
    }

    @Test
    void aStepThatTheUserInterruptsEndsThere() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(this::callThatHangsOnOld);
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        call.thread().interrupt();
        assertThatThrownBy(call::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old");
    }

    @Test
    void aUsersInterruptBeforeTheGraceEndsIsNotTakenForOurs() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<Boolean> call = host.start(() -> {
            assertThatThrownBy(() -> roles.call(Greeter.class, greeter -> {
                        ran.add(greeter.greet());
                        started.countDown();
                        awaitEvenIfInterrupted(never);
                        throw Problem.cancelled("stopped").asException();
                    }))
                    .hasToString("stopped");
            return Thread.currentThread().isInterrupted();
        });
        Host.await(started);
        call.thread().interrupt();
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(leaving.result()).isTrue();
        never.countDown();
        assertThat(call.result()).isTrue();
        assertThat(ran).containsExactly("old");
    }

    @Test
    void aUsersInterruptAfterOursStillCancels() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(() -> roles.call(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            started.countDown();
            try {
                never.await();
            } catch (InterruptedException ours) {
                Thread.currentThread().interrupt(); // stands for a user who presses Ctrl-C just now
                throw ours;
            }
            return greeter.greet();
        }));
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThatThrownBy(call::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old");
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
    void aCallWaitsForTheSuccessorOfAProviderThatJustLeft() throws Exception {
        Provider old = host.greeter("old");
        roles.left(old);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(Duration.ofMillis(30));
        host.bell.awaitListeners(1);
        host.greeter("new");
        assertThat(call.result()).isEqualTo("new");
        assertThat(roles.latestPause()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void theWaitForASuccessorBeginsWhenTheOldOneIsDrained() throws Exception {
        Provider old = host.greeter("old");
        Lease<Greeter> held = roles.lease(Greeter.class);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(2);
        host.bell.advance(GRACE);
        assertThat(leaving.result()).isTrue();
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE.minusNanos(1));
        host.bell.awaitListeners(1);
        host.greeter("new");
        assertThat(call.result()).isEqualTo("new");
        held.close();
    }

    @Test
    void withoutASuccessorACallFailsAfterTwoSeconds() throws Exception {
        Provider old = host.greeter("old");
        roles.left(old);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThatThrownBy(call::result).hasRootCauseMessage("no greeter is installed.");
        assertThatThrownBy(() -> roles.lease(Greeter.class)).hasToString("no greeter is installed.");
    }

    @Test
    void aUserCanStopTheWaitForASuccessor() throws Exception {
        roles.left(host.greeter("old"));
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        call.thread().interrupt();
        assertThatThrownBy(call::result)
                .cause()
                .extracting(e -> ((ProblemException) e).problem().kind())
                .isEqualTo(Problem.Kind.CANCELLED);
    }

    @Test
    void ifTheOuterProviderLeavesTheInnerStepEndsAndTheOuterOneRunsAgain() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        host.porter("porter");
        Running<String> call = host.start(() -> roles.call(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            return roles.call(Porter.class, porter -> {
                ran.add("porter");
                if (greeter.greet().equals("old")) {
                    started.countDown();
                    never.await();
                }
                return greeter.greet();
            });
        }));
        Host.await(started);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).isEqualTo("new");
        assertThat(leaving.result()).isTrue();
        assertThat(ran).containsExactly("old", "porter", "new", "porter");
    }

    @Test
    void ifBothProvidersLeaveOnlyTheOuterStepRunsAgain() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Provider oldPorter = host.porter("old");
        host.porter("new");
        Running<Boolean> call = host.start(() -> {
            String result = roles.call(Greeter.class, greeter -> {
                ran.add(greeter.greet());
                return roles.call(Porter.class, porter -> {
                    ran.add("porter " + ((Provider) porter).name);
                    if (greeter.greet().equals("old")) {
                        started.countDown();
                        never.await();
                    }
                    return greeter.greet();
                });
            });
            assertThat(result).isEqualTo("new");
            return Thread.currentThread().isInterrupted();
        });
        Host.await(started);
        Running<Boolean> one = host.startLeaving(old);
        Running<Boolean> other = host.startLeaving(oldPorter);
        host.bell.awaitListeners(2);
        host.bell.advance(GRACE);
        assertThat(call.result()).isFalse();
        assertThat(one.result() && other.result()).isTrue();
        assertThat(ran.get(0)).isEqualTo("old");
        assertThat(ran.get(ran.size() - 2)).isEqualTo("new");
        assertThat(ran.get(ran.size() - 1)).isEqualTo("porter new");
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

    @Test
    void aHostThatStopsEndsStepsAtOnceAndRunsNoneAgain() throws Exception {
        Provider old = host.greeter("old");
        host.greeter("new");
        Running<String> call = host.start(this::callThatHangsOnOld);
        Host.await(started);
        host.stopping = true;
        roles.left(old);
        assertThatThrownBy(call::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(ran).containsExactly("old");
    }

    @Test
    void aRegistryThatIsUpdatedIsWaitedForSoThatNoAnswerIsMissing() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        Provider office = host.oneOfMany("office", Origin.DISTRIBUTION);
        roles.left(office);
        Running<List<String>> call = host.start(() -> roles.callAll(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.oneOfMany("office", Origin.DISTRIBUTION);
        assertThat(call.result()).containsExactly("home", "office");
    }

    @Test
    void oneOfManyThatLeavesForGoodIsMissedForTwoSecondsOnly() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        roles.left(host.oneOfMany("office", Origin.DISTRIBUTION));
        Running<List<String>> call = host.start(() -> roles.callAll(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).containsExactly("home");
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("home");
    }

    @Test
    void oneOfManyThatLeavesUnderItsStepRunsAgainOnItsNamesakeAlone() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        Provider office = host.oneOfMany("office", Origin.DISTRIBUTION);
        host.oneOfMany("shop", Origin.DISTRIBUTION);
        List<String> results = roles.callAll(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            if (greeter == office) {
                roles.left(office);
                host.oneOfMany("office", Origin.DISTRIBUTION);
                throw new NoClassDefFoundError("a/B");
            }
            return greeter.greet();
        });
        assertThat(results).containsExactly("home", "office", "shop");
        assertThat(ran).containsExactly("home", "office", "office", "shop");
    }

    @Test
    void closingRolesWakesAllWhoWait() throws Exception {
        roles.left(host.greeter("old"));
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        roles.close();
        assertThatThrownBy(call::result).hasRootCauseMessage("no greeter is installed.");
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

    private static void awaitInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEvenIfInterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void raise(Throwable death) throws X {
        throw (X) death;
    }
}
