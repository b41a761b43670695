package io.ggen.itests;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shell of ggen, or one command, in a pseudo-terminal, with a person who types and reads. */
final class Screen implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]|\u001b\\][^\u0007]*\u0007|[\r\u0007]");

    private final PtyProcess process;
    private final StringBuffer seen = new StringBuffer();
    private int read;

    private Screen(PtyProcess process) {
        this.process = process;
        Thread reader = new Thread(this::readAll, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    /** A shell, or a command with {@code arguments}. */
    static Screen open(Ggen ggen, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Ggen.distribution().resolve("bin/ggen").toString());
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("GGEN_HOME", ggen.home().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", "-Dggen.noarchive=true");
        environment.put("TERM", "xterm-256color");
        return new Screen(new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setDirectory(Ggen.root().toString())
                .setInitialColumns(120)
                .setInitialRows(40)
                .start());
    }

    private void readAll() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                synchronized (seen) {
                    seen.notifyAll();
                }
            }
        } catch (IOException e) {
            seen.append("\n[the terminal was closed]\n");
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until {@code text} appears behind what was awaited before; returns what was on the screen until then. */
    String await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String all = plain();
            int at = all.indexOf(text, Math.min(read, all.length()));
            if (at >= 0) {
                String shown = all.substring(Math.min(read, at), at + text.length());
                read = at + text.length();
                return shown;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("'" + text + "' did not appear; the screen showed:\n" + all);
            }
            synchronized (seen) {
                seen.wait(50);
            }
        }
    }

    private String plain() {
        String all = seen.toString();
        int last = all.lastIndexOf('\u001b');
        boolean isWhole = last < 0 || ESCAPES.matcher(all.substring(last)).lookingAt();
        // half an escape sequence would be text now and gone a moment later
        return ESCAPES.matcher(isWhole ? all : all.substring(0, last)).replaceAll("");
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the shell did not end; the screen showed:\n" + plain());
        }
        return process.exitValue();
    }

    void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
