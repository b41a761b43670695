package io.ggen.console;

import io.ggen.api.Texts;
import io.ggen.shell.Audience;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Warnings for whoever sits at the prompt. While a command runs that shows them itself, it does; what comes beside others waits for their end. */
final class NoticeBoard {
    private static final int MOST_PENDING = 32;
    private static final int LONGEST = 1_000;

    private final Audience audience;
    private final Deque<String> pending = new ArrayDeque<>();
    private @Nullable Consumer<String> reader;
    private boolean busy;

    NoticeBoard(Audience audience) {
        this.audience = audience;
    }

    synchronized void add(String sentence) {
        if (busy && audience.isThere()) {
            return;
        }
        String line = "warning: " + Texts.shown(Texts.onOneLine(sentence), LONGEST);
        if (reader != null && !busy) {
            reader.accept(line);
        } else if (pending.size() < MOST_PENDING) {
            pending.add(line);
        }
    }

    /** From now on {@code newReader} is told; first what nobody has heard yet. */
    synchronized void readBy(@Nullable Consumer<String> newReader) {
        reader = newReader;
        tellPending();
    }

    private void tellPending() {
        while (reader != null && !busy && !pending.isEmpty()) {
            reader.accept(pending.remove());
        }
    }

    /** A command begins, or has ended. */
    synchronized void busy(boolean now) {
        busy = now;
        tellPending();
    }
}
