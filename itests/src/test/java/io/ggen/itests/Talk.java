package io.ggen.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of ggen that runs for long: a shell to which lines are sent, or a server. What it prints is read as it comes. */
final class Talk implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 150;
    private static final List<String> HEED_INTERRUPTS = heedInterrupts();

    private final Process process;
    private final StringBuilder seen = new StringBuilder();
    private int read;

    private Talk(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readAll, "talk");
        reader.setDaemon(true);
        reader.start();
    }

    static Talk with(Ggen ggen, String... arguments) throws IOException {
        ProcessBuilder builder = ggen.builder(ggen.home(), arguments).redirectErrorStream(true);
        List<String> command = new ArrayList<>(HEED_INTERRUPTS);
        command.addAll(builder.command());
        return new Talk(builder.command(command).start());
    }

    /** A build in the background of a shell ignores SIGINT, and so do the processes that it starts, unless told otherwise. */
    private static List<String> heedInterrupts() {
        List<String> heeding = List.of("env", "--default-signal=INT");
        try {
            Process tried = new ProcessBuilder("env", "--default-signal=INT", "true").start();
            return tried.waitFor() == 0 ? heeding : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void readAll() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (seen) {
                    seen.append(line).append('\n');
                    seen.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (seen) {
                seen.append("[the process went away]\n");
            }
        }
    }

    long pid() {
        return process.pid();
    }

    void say(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Waits for {@code text} behind what was awaited before; returns the whole line in which it stands. */
    String await(String text) throws InterruptedException {
        return await(text, PATIENCE);
    }

    private String await(String text, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        synchronized (seen) {
            while (true) {
                int at = seen.indexOf(text, read);
                int lineEnd = at < 0 ? -1 : seen.indexOf("\n", at);
                if (lineEnd >= 0) {
                    read = lineEnd + 1;
                    return seen.substring(seen.lastIndexOf("\n", at) + 1, lineEnd);
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("'" + text + "' did not come; there was:\n" + seen);
                }
                seen.wait(left);
            }
        }
    }

    /** Says {@code line} again and again until the answer to one of them holds {@code text}. */
    String ask(String line, String text) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end) {
            say(line);
            say("echo asked");
            int from = read;
            await("asked");
            synchronized (seen) {
                String answer = seen.substring(from, read);
                if (answer.contains(text)) {
                    return answer;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("'" + text + "' never was an answer to '" + line + "'; there was:\n" + seen);
    }

    /** Sends a signal, and returns the exit status; fails unless the process ends within {@code seconds}. */
    int signal(String name, int seconds) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("SIG" + name + " was not heeded within " + seconds + " s");
        }
        return process.exitValue();
    }

    /** The exit status; fails unless the process ends by itself within {@code seconds}. */
    int awaitExit(int seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end within " + seconds + " s; it said:\n" + seen);
        }
        return process.exitValue();
    }

    int leave() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the shell did not end; it said:\n" + seen);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
