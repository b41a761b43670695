package io.ggen.publishing;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the outbox: what of this host the network has not heard yet, and since when. */
@Component(service = Checkup.class)
public final class OutboxCheckup implements Checkup {
    static final Duration SOON = Duration.ofDays(1);

    private final FileOutbox outbox;
    private final Clock clock;

    /** Reads nothing yet. */
    @Activate
    public OutboxCheckup(@Reference Home home) {
        this(new FileOutbox(home.outbox(), Clock.systemUTC()), Clock.systemUTC());
    }

    OutboxCheckup(FileOutbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "outbox";
    }

    @Override
    public List<Finding> examine() {
        List<FileOutbox.Waiting> waiting;
        try {
            waiting = outbox.look();
        } catch (IOException e) {
            return List.of(new Finding(Severity.BROKEN, "The outbox cannot be read (" + e + ").", "ls -l outbox"));
        }
        List<Finding> findings = new ArrayList<>();
        int whole = 0;
        Instant oldest = clock.instant();
        for (FileOutbox.Waiting each : waiting) {
            if (each.whole()) {
                whole++;
                oldest = each.since().isBefore(oldest) ? each.since() : oldest;
            }
        }
        int damaged = waiting.size() - whole;
        if (damaged > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    count(damaged, "damaged entry", "damaged entries")
                            + " in the outbox will be passed over; publishing the same again makes a new one.",
                    "ggen publish DIR"));
        }
        if (whole > 0) {
            findings.add(waiting(whole, oldest));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("The network has heard all that was published here."));
        }
        return findings;
    }

    private Finding waiting(int entries, Instant oldest) {
        String sentence = count(entries, "announcement waits", "announcements wait")
                + " until a shell or 'ggen serve' runs here and finds enough peers, the oldest since "
                + Instant.ofEpochSecond(oldest.getEpochSecond()) + ".";
        return oldest.isBefore(clock.instant().minus(SOON))
                ? new Finding(Severity.WARNING, sentence, "ggen p2p status")
                : Finding.good(sentence);
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
