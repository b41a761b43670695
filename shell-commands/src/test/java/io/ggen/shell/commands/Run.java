package io.ggen.shell.commands;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One one-shot command and what came of it. */
public record Run(int status, String out, String err) {
    public static Run of(FakeServices services, String... words) {
        return in(Map.of(), services, words);
    }

    public static Run in(Map<String, String> environment, FakeServices services, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("cwd", "/work");
        all.putIfAbsent("NO_COLOR", "");
        long[] now = {0};
        int status = new OneShot(services, new RunningCommands(), () -> now[0] += 100_000_000L)
                .run(
                        List.of(words),
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        all);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
