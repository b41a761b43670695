package io.ggen.log;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many lines each logger may still write: some at once, and then some a minute. None of the last eight lines of a
 * logger is written again for ten minutes. What is left out is counted, and told before the logger's next line. Safe for use by
 * many threads; the clock is passed in and counts nanoseconds.
 */
final class Allowances {
    private static final long AGAIN = TimeUnit.MINUTES.toNanos(10);
    private static final double NANOS_A_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Limits limits;
    private final LongSupplier nanos;
    private final Map<String, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

    Allowances(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** Whether {@code logger} has no line left; if so, the line it wanted to write counts as left out. Spends nothing. */
    synchronized boolean refuses(String logger) {
        Account account = account(logger);
        if (account.lines < 1) {
            account.leftOut++;
            return true;
        }
        return false;
    }

    /**
     * Asks for a line of {@code logger} that says {@code text}.
     *
     * @return how many lines were left out before it, or -1 if this one is left out too
     */
    synchronized long take(String logger, String text) {
        Account account = account(logger);
        long now = nanos.getAsLong();
        if (account.hasWritten(text, now) || account.lines < 1) {
            account.leftOut++;
            return -1;
        }
        account.lines--;
        account.wrote(text, now);
        long before = account.leftOut;
        account.leftOut = 0;
        return before;
    }

    /** Forgets what was left out and not told yet, and returns it by logger. */
    synchronized Map<String, Long> untold() {
        Map<String, Long> untold = new LinkedHashMap<>();
        accounts.forEach((logger, account) -> {
            if (account.leftOut > 0) {
                untold.put(logger, account.leftOut);
                account.leftOut = 0;
            }
        });
        return untold;
    }

    private Account account(String logger) {
        long now = nanos.getAsLong();
        Account account = accounts.get(logger);
        if (account == null) {
            account = new Account(limits.burst(), now);
            accounts.put(logger, account);
            Iterator<String> oldest = accounts.keySet().iterator();
            while (accounts.size() > limits.loggers() && oldest.hasNext()) {
                oldest.next();
                oldest.remove();
            }
        }
        account.lines =
                Math.min(limits.burst(), account.lines + (now - account.seen) / NANOS_A_MINUTE * limits.perMinute());
        account.seen = now;
        return account;
    }

    private static final class Account {
        private static final int REMEMBERED = 8;

        private final long[] texts = new long[REMEMBERED];
        private final long[] times = new long[REMEMBERED];
        private int written;
        private double lines;
        private long seen;
        private long leftOut;

        Account(double lines, long seen) {
            this.lines = lines;
            this.seen = seen;
        }

        boolean hasWritten(String text, long now) {
            long key = key(text);
            for (int i = 0; i < Math.min(written, REMEMBERED); i++) {
                if (texts[i] == key && now - times[i] < AGAIN) {
                    return true;
                }
            }
            return false;
        }

        void wrote(String text, long now) {
            int at = written % REMEMBERED;
            texts[at] = key(text);
            times[at] = now;
            written = written == Integer.MAX_VALUE ? REMEMBERED : written + 1;
        }

        /** Rather this than text of any length for as long as the logger is counted. */
        private static long key(String text) {
            return ((long) text.length() << Integer.SIZE) | (text.hashCode() & 0xffffffffL);
        }
    }
}
