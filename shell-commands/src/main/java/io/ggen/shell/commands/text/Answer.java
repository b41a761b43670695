package io.ggen.shell.commands.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a person types in answer to a question. */
public final class Answer {
    private static final int LONGEST = 1000;

    private Answer() {}

    /** The next line, the first 1,000 bytes of it, or null at the end of input. Reads not a byte further. */
    public static @Nullable String read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.size() < LONGEST) {
                line.write(c);
            }
            c = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
