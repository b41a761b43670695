package io.ggen.shell.commands;

import io.ggen.api.Notices;
import io.ggen.api.Progress;
import io.ggen.shell.Audience;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Brings the notices of other parts before whoever is running a command now. Told by a thread for each command that has
 * something to hear, so that a reader who is slow holds up nobody else.
 */
@Component(service = {Notices.class, Audience.class, RunningCommands.class})
public final class RunningCommands implements Notices, Audience {
    private static final int MOST_WAITING = 1000;

    private final List<Hearer> running = new CopyOnWriteArrayList<>();

    @Override
    public void warning(String sentence) {
        for (Hearer each : running) {
            each.tell(sentence);
        }
    }

    @Override
    public boolean isThere() {
        return !running.isEmpty();
    }

    /** From now on {@code progress} hears notices. */
    public void add(Progress progress) {
        running.add(new Hearer(progress));
    }

    /** {@code progress} hears no more, once it has heard what came before. */
    public void remove(Progress progress) {
        for (Hearer each : running) {
            if (each.progress == progress) {
                running.remove(each);
                each.finish();
            }
        }
    }

    private static final class Hearer {
        private final Progress progress;
        private final Deque<String> waiting = new ArrayDeque<>();
        private boolean telling;

        Hearer(Progress progress) {
            this.progress = progress;
        }

        synchronized void tell(String sentence) {
            if (waiting.size() >= MOST_WAITING) {
                return;
            }
            waiting.add(sentence);
            if (!telling) {
                telling = true;
                Thread teller = new Thread(this::tellAll, "ggen notices");
                teller.setDaemon(true);
                teller.start();
            }
        }

        private void tellAll() {
            for (String next = next(); next != null; next = next()) {
                progress.warning(next);
            }
        }

        private synchronized @Nullable String next() {
            String next = waiting.poll();
            if (next == null) {
                telling = false;
                notifyAll();
            }
            return next;
        }

        synchronized void finish() {
            boolean interrupted = false;
            while (telling) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
