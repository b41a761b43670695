package io.ggen.launcher;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that runs the command, and gives that thread 10 s to leave the old state
 * and say so. The JVM itself then exits with 128 + the signal's number, 130 for Ctrl-C.
 */
final class Cancelling {
    private static final int SECONDS_TO_LEAVE = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final PrintStream err;

    private Cancelling(PrintStream err) {
        this.err = err;
    }

    static Cancelling nothing(PrintStream err) {
        return new Cancelling(err);
    }

    static Cancelling thread(Thread worker, PrintStream err) {
        Cancelling cancelling = new Cancelling(err);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (cancelling.finished.getCount() > 0) {
                                worker.interrupt();
                                cancelling.awaitEnd();
                            }
                        },
                        "ggen cancel"));
        return cancelling;
    }

    private void awaitEnd() {
        try {
            if (!finished.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                err.println("warning: the command did not end within " + SECONDS_TO_LEAVE + " s and was cut off.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has ended and said all it had to say. */
    void done() {
        finished.countDown();
    }
}
