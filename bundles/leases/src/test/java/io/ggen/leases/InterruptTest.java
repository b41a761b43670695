package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Porter;
import io.ggen.leases.Host.Provider;
import io.ggen.leases.Host.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Host host = new Host();
    private final LiveRoles roles = host.roles;
    private final List<String> ran = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

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
    void aStepThatDiesOfLeavingOnceTheUserInterruptedItIsNotRunAgain() {
        host.greeter("old");
        host.greeter("new");
        assertThatThrownBy(() -> roles.call(Greeter.class, greeter -> {
                    ran.add(greeter.greet());
                    roles.left(greeter);
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("closed");
                }))
                .hasMessage("closed");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).containsExactly("old");
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
}
