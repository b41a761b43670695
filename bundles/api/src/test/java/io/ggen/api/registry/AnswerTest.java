package io.ggen.api.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final PackageName A = new PackageName("a");
    private static final PackageName B = new PackageName("b");

    @Test
    void whatIsAskedIsAnsweredNameByName() {
        Map<PackageName, Answer> answers =
                ask(Deadline.in(Duration.ofHours(1)), name -> new Answer.Unavailable(name.value()));

        assertThat(answers)
                .containsOnly(Map.entry(A, new Answer.Unavailable("a")), Map.entry(B, new Answer.Unavailable("b")));
    }

    @Test
    void aNameThatFailsSpoilsNoOther() {
        Map<PackageName, Answer> answers = ask(Deadline.in(Duration.ofHours(1)), name -> {
            if (name.equals(A)) {
                throw new IllegalStateException("no\u001b[2J disk");
            }
            return Answer.ABSENT;
        });

        assertThat(answers)
                .containsOnly(
                        Map.entry(A, new Answer.Unavailable("it failed: java.lang.IllegalStateException: no?[2J disk")),
                        Map.entry(B, Answer.ABSENT));
    }

    @Test
    void aNameThatIsLateIsUnavailable() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Map<PackageName, Answer> answers = Answer.ofEach(
                            Set.of(A, B), Deadline.in(Duration.ofMillis(50)), threads, name -> {
                                try {
                                    asked.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                return Answer.ABSENT;
                            })
                    .toCompletableFuture()
                    .get();

            assertThat(answers.values()).containsOnly(new Answer.Unavailable("no answer in time"));
            assertThat(answers).containsOnlyKeys(A, B);
        } finally {
            asked.countDown();
            threads.shutdown();
        }
    }

    @Test
    void nobodyIsAskedAfterTheDeadline() {
        AtomicInteger asked = new AtomicInteger();

        Map<PackageName, Answer> answers = ask(Deadline.in(Duration.ZERO), name -> {
            asked.incrementAndGet();
            return Answer.ABSENT;
        });

        assertThat(answers.values()).containsOnly(new Answer.Unavailable("no answer in time"));
        assertThat(asked).hasValue(0);
    }

    private static Map<PackageName, Answer> ask(
            Deadline deadline, java.util.function.Function<PackageName, Answer> asked) {
        return Answer.ofEach(Set.of(A, B), deadline, Runnable::run, asked)
                .toCompletableFuture()
                .join();
    }
}
