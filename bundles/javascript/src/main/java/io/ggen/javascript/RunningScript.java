package io.ggen.javascript;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A script that is running, is told things a line each, and says things a line each; one that lets somebody wait too long is killed. */
public final class RunningScript implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path errors;
    private final Duration limit;
    private final Writer input;
    private final List<String> said = new ArrayList<>();
    private boolean ended;

    RunningScript(String name, Process process, Path errors, Duration limit) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.limit = limit;
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            hear("its output cannot be read: " + e.getMessage());
        }
        synchronized (said) {
            ended = true;
            said.notifyAll();
        }
    }

    private void hear(String line) {
        synchronized (said) {
            said.add(line);
            said.notifyAll();
        }
    }

    /** Tells it {@code line}. */
    public void tell(String line) {
        try {
            synchronized (input) {
                input.write(line + "\n");
                input.flush();
            }
        } catch (IOException e) {
            throw new AssertionError(name + " does not listen: " + errors(), e);
        }
    }

    /** Takes the first line like this out of what it has said and nobody has taken, and waits for it if need be. */
    public String await(Predicate<String> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (said) {
            while (true) {
                for (int i = 0; i < said.size(); i++) {
                    if (wanted.test(said.get(i))) {
                        return said.remove(i);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (ended || left <= 0) {
                    close();
                    throw new AssertionError(
                            name + (ended ? " has ended" : " did not say it in " + limit.toSeconds() + " s")
                                    + ", after " + said + ": " + errors());
                }
                try {
                    said.wait(left);
                } catch (InterruptedException e) {
                    close();
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted while waiting for " + name, e);
                }
            }
        }
    }

    /** Takes the next line. */
    public String next() {
        return await(line -> true);
    }

    /** Tells it {@code line} and takes the next line, which is the answer of a script that says nothing unasked. */
    public String ask(String line) {
        tell(line);
        return next();
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
