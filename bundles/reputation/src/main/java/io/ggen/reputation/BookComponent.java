package io.ggen.reputation;

import io.ggen.api.Home;
import io.ggen.api.Notices;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@link KeptBook} in {@code reputation.json} of the home. */
@Component
public final class BookComponent implements OutcomeBook {
    private final SystemTimers lane = new SystemTimers("ggen reputation file");
    private final List<Notices> notices = new CopyOnWriteArrayList<>();
    private final KeptBook book;

    /** Reads the book, which is small: nobody should be taken for unknown because it is not there yet. */
    @Activate
    public BookComponent(@Reference Home home) {
        book = new KeptBook(home.root().resolve("reputation.json"), Clock.systemUTC(), lane, this::warn);
        book.load();
    }

    private void warn(String sentence) {
        // those who hear it are bound after the constructor has run
        lane.schedule(Duration.ofSeconds(1), () -> {
            for (Notices each : notices) {
                each.warning(sentence);
            }
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotices(Notices hearer) {
        notices.add(hearer);
    }

    void removeNotices(Notices hearer) {
        notices.remove(hearer);
    }

    /** Writes what is new. */
    @Deactivate
    void close() {
        book.write();
        lane.close();
    }

    @Override
    public Outcomes of(PeerId peer) {
        return book.of(peer);
    }

    @Override
    public void note(PeerId peer, Outcome outcome) {
        book.note(peer, outcome);
    }
}
