package io.ggen.shell.commands.ggen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Checkup;
import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.ProblemException;
import io.ggen.shell.commands.results.Diagnosis.Examined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static Checkup checkup(String subject, Callable<List<Finding>> findings) {
        return new Checkup() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> examine() {
                try {
                    return findings.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Test
    void partsThatWaitForOneAnotherAreExaminedAtOnce() {
        CountDownLatch second = new CountDownLatch(1);
        List<Integer> done = new ArrayList<>();
        List<Examined> all = new Examination(LONG)
                .of(
                        List.of(
                                checkup("a", () -> {
                                    second.await();
                                    return List.of(Finding.good("one"));
                                }),
                                checkup("b", () -> {
                                    second.countDown();
                                    return List.of(Finding.good("two"));
                                })),
                        done::add);
        assertThat(all)
                .containsExactly(
                        new Examined("a", List.of(Finding.good("one"))),
                        new Examined("b", List.of(Finding.good("two"))));
        assertThat(done).containsExactly(0, 1);
    }

    @Test
    void aPartThatHangsHidesNothingOfTheOthers() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        List<Examined> all = new Examination(Duration.ofMillis(200))
                .of(
                        List.of(checkup("fine", () -> List.of(Finding.good("all well"))), checkup("hangs", () -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                            return List.of();
                        })),
                        done -> {});
        assertThat(all.get(1).findings().get(0).severity()).isEqualTo(Severity.BROKEN);
        assertThat(all.get(1).findings().get(0).sentence()).contains("a disk or another process may hang");
        assertThat(interrupted.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCancelledCommandExaminesNoMore() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Examination(LONG)
                        .of(
                                List.of(checkup("hangs", () -> {
                                    new CountDownLatch(1).await();
                                    return List.of();
                                })),
                                done -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cancelled");
        assertThat(Thread.interrupted()).isTrue();
    }
}
