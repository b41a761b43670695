package io.ggen.log;

import io.ggen.api.Checkup;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the log: can it be written, and has this process had errors to tell of. */
@Component(service = Checkup.class)
public final class LogCheckup implements Checkup {
    private static final int LONGEST = 200;

    private final Supplier<LogState> log;

    /** Asks nothing yet. */
    @Activate
    public LogCheckup(@Reference LogComponent log) {
        this(log::state);
    }

    LogCheckup(Supplier<LogState> log) {
        this.log = log;
    }

    @Override
    public String subject() {
        return "log";
    }

    @Override
    public List<Finding> examine() {
        LogState state = log.get();
        List<Finding> findings = new ArrayList<>();
        if (!state.trouble().isEmpty()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    state.file() + " cannot be written (" + Texts.shown(state.trouble(), LONGEST)
                            + "); work goes on without it.",
                    ""));
        }
        if (state.errors() > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "This process has logged " + state.errors() + (state.errors() == 1 ? " error" : " errors")
                            + ", the last: " + Texts.shown(Texts.onOneLine(state.lastError()), LONGEST) + ".",
                    "tail " + Texts.quoted(state.file().toString())));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("No error was logged by this process; the log is " + state.file() + "."));
        }
        return findings;
    }
}
