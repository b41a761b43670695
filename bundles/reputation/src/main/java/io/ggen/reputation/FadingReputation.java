package io.ggen.reputation;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.Outcomes;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Successes among all attempts, each counting half as much for every week that has passed, with one success and one failure
 * to begin with; a forgery counts as ten failures and bans for a day.
 */
final class FadingReputation implements ReputationPolicy {
    static final Duration BAN = Duration.ofHours(24);

    private static final double DAYS_TO_HALF = 7;
    private static final double FORGERY = 10;

    private final OutcomeBook book;
    private final Clock clock;

    FadingReputation(OutcomeBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public double score(PeerId peer) {
        Outcomes outcomes = book.of(peer);
        return bannedUntil(outcomes).isPresent() ? 0 : faded(outcomes);
    }

    private Optional<Instant> bannedUntil(Outcomes outcomes) {
        return outcomes.lastForged().map(when -> when.plus(BAN)).filter(end -> end.isAfter(clock.instant()));
    }

    private double faded(Outcomes outcomes) {
        long today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        double good = 1;
        double bad = 1;
        for (Outcomes.Day day : outcomes.days()) {
            double weight = Math.pow(0.5, Math.max(0, today - day.epochDay()) / DAYS_TO_HALF);
            good += weight * day.served();
            bad += weight * (day.failed() + FORGERY * day.forged());
        }
        return good / (good + bad);
    }

    @Override
    public void record(PeerId peer, Outcome outcome) {
        book.note(peer, outcome);
    }

    @Override
    public String explain(PeerId peer) {
        Outcomes outcomes = book.of(peer);
        Optional<Instant> end = bannedUntil(outcomes);
        if (end.isPresent()) {
            return "banned until " + end.get().truncatedTo(ChronoUnit.SECONDS) + ", because it sent wrong bytes";
        }
        if (outcomes.days().isEmpty()) {
            return "nothing is known of it";
        }
        return "served " + outcomes.served() + ", failed " + outcomes.failed() + ", forged " + outcomes.forged()
                + " times; what is a week old counts half";
    }
}
