package io.ggen.launcher.resident;

/** Cuts a connection whose host does not answer. */
final class Patience extends Thread {
    private final Wire wire;
    private final long millis;
    private boolean met;
    private boolean lost;

    Patience(Wire wire, long millis) {
        super("ggen patience");
        this.wire = wire;
        this.millis = millis;
        setDaemon(true);
    }

    @Override
    public void run() {
        if (!awaitAnswer()) {
            wire.close();
        }
    }

    private synchronized boolean awaitAnswer() {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; !met && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost = !met;
        return met;
    }

    /** There will be no waiting any more; whether the answer came in time. */
    synchronized boolean isMet() {
        met = !lost;
        notifyAll();
        return met;
    }
}
