package io.ggen.launcher;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Turns the signals that ask a service to end into an interrupt of the thread that runs it. SIGTERM is its orderly end, with
 * exit status 0; Ctrl-C and a lost terminal exit with 128 + the signal's number. A second signal ends the process at once,
 * and so does one that is not heeded within 10 s.
 */
final class Signals {
    private static final int SECONDS_TO_LEAVE = 10;
    private static final int BASE = 128;

    private final Thread worker;
    private @Nullable Signal heard;

    private Signals(Thread worker) {
        this.worker = worker;
    }

    static Signals interrupt(Thread worker) {
        Signals signals = new Signals(worker);
        for (String name : new String[] {"TERM", "INT", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signals::hear);
            } catch (IllegalArgumentException e) {
                // this system has no such signal, or the JVM keeps it for itself
                System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, name, e);
            }
        }
        return signals;
    }

    private void hear(Signal signal) {
        synchronized (this) {
            if (heard != null) {
                Runtime.getRuntime().halt(BASE + signal.getNumber());
            }
            heard = signal;
        }
        worker.interrupt();
        Thread limit = new Thread(() -> endLate(signal), "ggen end");
        limit.setDaemon(true);
        limit.start();
    }

    private static void endLate(Signal signal) {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(BASE + signal.getNumber());
    }

    /** The exit status of a service that ended with {@code status}. */
    synchronized int status(int status) {
        Signal signal = heard;
        return signal == null || signal.getName().equals("TERM") ? status : BASE + signal.getNumber();
    }
}
