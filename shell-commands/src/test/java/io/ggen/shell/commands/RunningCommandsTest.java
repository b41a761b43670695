package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunningCommandsTest {
    private final RunningCommands running = new RunningCommands();

    /** Keeps what it hears, once it may. */
    private static final class Hearer implements Progress {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final CountDownLatch began = new CountDownLatch(1);
        final CountDownLatch may = new CountDownLatch(1);

        @Override
        public void warning(String sentence) {
            try {
                began.countDown();
                if (may.await(20, TimeUnit.SECONDS)) {
                    heard.add(sentence);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aCommandHasHeardAllThatCameBeforeItsEndInOrder() {
        Hearer hearer = new Hearer();
        hearer.may.countDown();
        running.add(hearer);
        for (int i = 0; i < 100; i++) {
            running.warning("warning " + i);
        }
        running.remove(hearer);
        running.warning("too late");
        assertThat(hearer.heard)
                .hasSize(100)
                .startsWith("warning 0", "warning 1")
                .endsWith("warning 99");
    }

    @Test
    void aSlowReaderHoldsUpNeitherWhoTellsNorWhoElseHears() throws Exception {
        Hearer slow = new Hearer();
        Hearer quick = new Hearer();
        quick.may.countDown();
        running.add(slow);
        running.add(quick);
        running.warning("first");
        slow.began.await();
        for (int i = 0; i < 5_000; i++) {
            running.warning("more");
        }
        running.remove(quick);
        assertThat(quick.heard).contains("first", "more");
        assertThat(slow.heard).isEmpty();
        slow.may.countDown();
        running.remove(slow);
        assertThat(slow.heard).hasSizeLessThanOrEqualTo(1_002).startsWith("first", "more");
    }
}
