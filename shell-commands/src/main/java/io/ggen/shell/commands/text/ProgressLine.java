package io.ggen.shell.commands.text;

import io.ggen.api.Progress;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Shows how an operation gets on, once it takes longer than a second: on a terminal as one line that is drawn again and
 * again, elsewhere as a line every ten seconds. Warnings are printed at once, each sentence once. Safe for use by many
 * threads.
 */
public final class ProgressLine implements Progress, AutoCloseable {
    private static final long QUIET = 1_000_000_000L;
    private static final long REDRAW = 100_000_000L;
    private static final long RARELY = 10_000_000_000L;
    private static final int REMEMBERED = 1000;
    private static final int BAR = 24;
    private static final String BEGIN_OF_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final Look look;
    private final LongSupplier nanos;
    private final long began;
    private final Set<String> told = new HashSet<>();

    private String stage = "";
    private long stageBegan;
    private long stageStart;
    private long drawn;
    private boolean visible;
    private boolean closed;

    /**
     * Progress on {@code err}.
     *
     * @param terminal whether {@code err} is one
     * @param nanos a clock that never jumps
     */
    public ProgressLine(PrintStream err, boolean terminal, Look look, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.look = look;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.drawn = began;
    }

    @Override
    public void at(String stage, long done, long total) {
        show(stage, done, total, -1);
    }

    @Override
    public void bytes(String stage, long done, long total, int senders) {
        show(stage, done, total, senders);
    }

    /** {@code senders}: who sends bytes, or -1 if it is no bytes that are counted. */
    private synchronized void show(String stage, long done, long total, int senders) {
        if (closed) {
            return;
        }
        long now = nanos.getAsLong();
        if (!stage.equals(this.stage)) {
            this.stage = stage;
            stageBegan = now;
            stageStart = done;
        }
        if (now - began < QUIET || now - drawn < (terminal ? REDRAW : RARELY)) {
            return;
        }
        drawn = now;
        String words = senders < 0 ? words(done, total, now) : words(done, total, now, senders);
        if (terminal) {
            int room = (look.width() == 0 ? 80 : look.width()) - 1;
            err.print(BEGIN_OF_LINE + Columns.cut(Out.safe(words), room, look.unicode()));
            visible = true;
        } else {
            err.println(Out.safe(words));
        }
        err.flush();
    }

    private void bar(StringBuilder words, long done, long total) {
        if (terminal) {
            int full = (int) (Math.min(done, total) * (double) BAR / total);
            words.append(" [")
                    .append("#".repeat(full))
                    .append("-".repeat(BAR - full))
                    .append(']');
        }
    }

    /** Amount, rate, senders and time left of something that is counted in bytes. */
    private String words(long done, long total, long now, int senders) {
        StringBuilder words = new StringBuilder(stage);
        if (total > 0) {
            bar(words, done, total);
        }
        words.append(' ').append(Amounts.bytes(done));
        if (total > 0) {
            words.append(" of ").append(Amounts.bytes(total));
        }
        long millis = (now - stageBegan) / 1_000_000;
        long rate = millis < 500 ? 0 : (long) ((done - stageStart) * 1000.0 / millis);
        if (rate > 0) {
            words.append(", ").append(Amounts.bytes(rate)).append("/s");
        }
        if (senders > 0) {
            words.append(" from ").append(Amounts.count(senders, "peer"));
        }
        if (rate > 0 && total > done) {
            words.append(", ")
                    .append(Amounts.seconds((long) ((total - done) * 1e9 / rate)))
                    .append(" left");
        }
        return words.toString();
    }

    private String words(long done, long total, long now) {
        StringBuilder words = new StringBuilder(stage);
        if (total > 0) {
            bar(words, done, total);
            words.append(' ').append(done).append('/').append(total);
        } else {
            words.append(' ').append(done);
        }
        long millis = (now - stageBegan) / 1_000_000;
        if (millis >= 500 && done > stageStart) {
            words.append(", ").append((done - stageStart) * 1000 / millis).append("/s");
        }
        return words.toString();
    }

    @Override
    public synchronized void warning(String sentence) {
        if (closed || told.size() >= REMEMBERED || !told.add(sentence)) {
            return;
        }
        clear();
        err.println(
                (look.colours() ? Style.YELLOW.start + "warning:" + Style.END : "warning:") + " " + Out.safe(sentence));
        err.flush();
    }

    @Override
    public synchronized void note(String sentence) {
        if (closed) {
            return;
        }
        clear();
        err.println(Out.safe(sentence));
        err.flush();
    }

    private void clear() {
        if (visible) {
            err.print(BEGIN_OF_LINE);
            visible = false;
        }
    }

    /** Takes the line away. Nothing is printed after this. */
    @Override
    public synchronized void close() {
        clear();
        err.flush();
        closed = true;
    }
}
