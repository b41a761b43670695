package io.ggen.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What code prints to a standard stream that is not its own, as lines for the log. */
final class LineStream extends OutputStream {
    /** Longer lines are cut into pieces. */
    static final int LONGEST = 4096;

    private final String name;
    private final Level level;
    private final Funnel funnel;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

    LineStream(String name, Level level, Funnel funnel) {
        this.name = name;
        this.level = level;
        this.funnel = funnel;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || begun.size() >= LONGEST) {
            end();
        }
        if (b != '\n') {
            begun.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void end() {
        String text = begun.toString(StandardCharsets.UTF_8).stripTrailing();
        begun.reset();
        if (!text.isEmpty()) {
            LogRecord line = new LogRecord(level, text);
            line.setLoggerName(name);
            funnel.accept(line, Origin.find());
        }
    }
}
