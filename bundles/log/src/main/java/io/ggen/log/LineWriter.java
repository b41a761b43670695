package io.ggen.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Brings lines to the log's files, in the one thread that an executor has. Whoever has a line never waits for the disk: lines
 * wait in a bounded queue, and those that find it full are left out and counted. A disk that is full or read-only costs lines,
 * and nothing else; how many is told in the first line that can be written again.
 */
final class LineWriter {
    private static final int PIECE = 64 << 10;

    private final LogFolder folder;
    private final Limits limits;
    private final Executor thread;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean writing;
    private long lost;
    private long tellingOf;
    private String trouble = "";

    LineWriter(LogFolder folder, Limits limits, Executor thread) {
        this.folder = folder;
        this.limits = limits;
        this.thread = thread;
    }

    /** Takes {@code line}, unless too many wait. Returns at once. */
    void write(String line) {
        synchronized (this) {
            if (waiting.size() >= limits.waiting()) {
                lost++;
                return;
            }
            waiting.add(line);
            if (writing) {
                return;
            }
            writing = true;
        }
        try {
            thread.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            synchronized (this) { // it was closed
                writing = false;
                waiting.clear();
            }
        }
    }

    private void writeAll() {
        for (String piece = next(); !piece.isEmpty(); piece = next()) {
            try {
                folder.append(piece);
                trouble("");
            } catch (IOException | RuntimeException e) {
                lose(piece, e.toString());
            }
        }
    }

    private synchronized String next() {
        StringBuilder piece = new StringBuilder();
        tellingOf = 0;
        if (lost > 0 && !waiting.isEmpty()) {
            piece.append("(")
                    .append(lost)
                    .append(lost == 1 ? " line" : " lines")
                    .append(" could not be written)\n");
            tellingOf = lost;
            lost = 0;
        }
        while (!waiting.isEmpty() && piece.length() < PIECE) {
            piece.append(waiting.remove()).append('\n');
        }
        writing = piece.length() > 0;
        return piece.toString();
    }

    private synchronized void lose(String piece, String why) {
        lost += piece.chars().filter(c -> c == '\n').count() + (tellingOf > 0 ? tellingOf - 1 : 0);
        trouble = why;
    }

    private synchronized void trouble(String why) {
        trouble = why;
    }

    /** Why the last write failed; empty if it did not. */
    synchronized String trouble() {
        return trouble;
    }

    /** Waits until all that was taken so far was written or lost. */
    void flush(Duration patience) {
        CountDownLatch written = new CountDownLatch(1);
        try {
            thread.execute(written::countDown);
            if (!written.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                trouble("the disk did not answer");
            }
        } catch (RejectedExecutionException e) {
            trouble("the log was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
