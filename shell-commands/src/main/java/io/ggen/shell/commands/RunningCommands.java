package io.ggen.shell.commands;

import io.ggen.api.Notices;
import io.ggen.api.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/** Brings the notices of other parts before whoever is running a command now. */
@Component(service = {Notices.class, RunningCommands.class})
public final class RunningCommands implements Notices {
    private final List<Progress> running = new CopyOnWriteArrayList<>();

    @Override
    public void warning(String sentence) {
        for (Progress each : running) {
            each.warning(sentence);
        }
    }

    /** From now on {@code progress} hears notices. */
    public void add(Progress progress) {
        running.add(progress);
    }

    /** {@code progress} hears no more. */
    public void remove(Progress progress) {
        running.remove(progress);
    }
}
