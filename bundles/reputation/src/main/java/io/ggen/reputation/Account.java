package io.ggen.reputation;

import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.Outcomes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the book has of one peer. Immutable.
 *
 * @param outcomes how it went
 * @param last when anything was noted last
 */
record Account(Outcomes outcomes, Instant last) {
    static final int MOST_DAYS = 30;

    static final Account EMPTY = new Account(Outcomes.NONE, Instant.EPOCH);

    Account with(Outcome outcome, Instant now) {
        long served = outcome == Outcome.SERVED ? 1 : 0;
        long failed = outcome == Outcome.FAILED ? 1 : 0;
        long forged = outcome == Outcome.FORGED ? 1 : 0;
        long today = now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        List<Outcomes.Day> days = new ArrayList<>(outcomes.days());
        Outcomes.Day latest = days.isEmpty() ? null : days.get(days.size() - 1);
        if (latest == null || latest.epochDay() < today) {
            days.add(new Outcomes.Day(today, served, failed, forged));
        } else {
            days.set(
                    days.size() - 1,
                    new Outcomes.Day(
                            latest.epochDay(),
                            latest.served() + served,
                            latest.failed() + failed,
                            latest.forged() + forged));
        }
        if (days.size() > MOST_DAYS) {
            days.remove(0);
        }
        return new Account(
                new Outcomes(
                        outcomes.served() + served,
                        outcomes.failed() + failed,
                        outcomes.forged() + forged,
                        forged > 0 ? Optional.of(now) : outcomes.lastForged(),
                        days),
                now);
    }
}
