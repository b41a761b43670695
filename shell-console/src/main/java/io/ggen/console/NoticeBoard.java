package io.ggen.console;

import io.ggen.api.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Warnings for whoever sits at the prompt. While a command runs it is the command that shows them. */
final class NoticeBoard {
    private static final int MOST_PENDING = 32;
    private static final int LONGEST = 1_000;

    private final Deque<String> pending = new ArrayDeque<>();
    private @Nullable Consumer<String> reader;
    private boolean busy;

    synchronized void add(String sentence) {
        if (busy) {
            return;
        }
        String line = "warning: " + Texts.shown(Texts.onOneLine(sentence), LONGEST);
        if (reader != null) {
            reader.accept(line);
        } else if (pending.size() < MOST_PENDING) {
            pending.add(line);
        }
    }

    /** From now on {@code newReader} is told; first what nobody has heard yet. */
    synchronized void readBy(@Nullable Consumer<String> newReader) {
        reader = newReader;
        while (newReader != null && !pending.isEmpty()) {
            newReader.accept(pending.remove());
        }
    }

    /** A command begins, or has ended. */
    synchronized void busy(boolean now) {
        busy = now;
    }
}
