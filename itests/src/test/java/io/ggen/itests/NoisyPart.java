package io.ggen.itests;

import io.ggen.api.Checkup;
import java.util.List;
import java.util.logging.Logger;

/** A part of a stranger that talks in every way there is when it is examined. Public for Declarative Services. */
public final class NoisyPart implements Checkup {
    /** For Declarative Services. */
    public NoisyPart() {}

    @Override
    public String subject() {
        return "noisy";
    }

    @Override
    @SuppressWarnings("SystemOut")
    public List<Finding> examine() {
        System.out.println("noise on stdout");
        System.err.println("noise on stderr \u001b[2J");
        System.getLogger("noise.system").log(System.Logger.Level.WARNING, "noise of a system logger");
        Logger.getLogger("noise.jul").severe("noise of java.util.logging");
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("noise of a thread");
                },
                "noisy thread");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < 5_000; i++) {
            System.getLogger("noise.flood").log(System.Logger.Level.WARNING, "flood " + i);
        }
        return List.of(Finding.good("it was loud"));
    }
}
