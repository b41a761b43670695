package io.ggen.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stock Apache Karaf in a folder and a process of its own, which may not reach the network; a user types into its console. */
final class Karaf implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(180);

    private static final long AGAIN = TimeUnit.SECONDS.toNanos(2);

    /** What Karaf logs last when it has started. */
    private static final String STARTED = "Deployment finished";

    private final Path folder;
    private final StringBuffer said = new StringBuffer();
    private @Nullable Process process;

    private Karaf(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the Karaf that the build has fetched into {@code parent}. */
    static Karaf unpack(Path parent) throws Exception {
        assumeTrue(
                Runtime.version().feature() < 24,
                "Karaf 4.4 starts Java with -Djava.security.manager=allow, which Java 24 and later refuse");
        Path archive = Ggen.root().resolve("itests/target/hosts/apache-karaf.tar.gz");
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString())
                .directory(parent.toFile())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new AssertionError(archive + " cannot be unpacked");
        }
        try (Stream<Path> folders = Files.list(parent)) {
            Karaf karaf = new Karaf(
                    folders.filter(path -> path.getFileName().toString().startsWith("apache-karaf-"))
                            .findFirst()
                            .orElseThrow());
            // every bundle must come with Karaf or with ggen
            karaf.set("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories=");
            karaf.withoutPorts();
            return karaf;
        }
    }

    /** Other processes may have its ports. */
    private void withoutPorts() throws IOException {
        Path features = folder.resolve("etc/org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features).replaceAll(" +(ssh|management)/[0-9.]+, *\\\\\\R", ""));
    }

    /** Adds a setting, which counts instead of an earlier one. */
    void set(String file, String line) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + "\n" + line + "\n");
    }

    /** Starts it, and returns when the console is there with all that belongs to it. */
    void start() throws Exception {
        int logged = log().length(); // by an earlier run
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("bin/karaf").toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "dumb");
        Process started = builder.start();
        process = started;
        Thread reader = new Thread(() -> read(started.getInputStream()), "karaf output");
        reader.setDaemon(true);
        reader.start();
        await(STARTED, () -> log().substring(logged), () -> {});
    }

    private void read(InputStream output) {
        byte[] bytes = new byte[8192];
        try {
            for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
                said.append(new String(bytes, 0, count, StandardCharsets.UTF_8)
                        .replaceAll("\u001B\\[[0-9;?]*[a-zA-Z]", ""));
            }
        } catch (IOException e) {
            said.append(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("data/log/karaf.log"));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types {@code command} and returns when the console has said {@code expected}; types again if there is no such command yet. */
    void type(String command, String expected) throws Exception {
        type(command, expected, "Command not found");
    }

    /** Types {@code command} again and again until the console has said {@code expected}. */
    void repeat(String command, String expected) throws Exception {
        type(command, expected, "");
    }

    private void type(String command, String expected, String failure) throws Exception {
        int begin = said.length();
        int[] from = {begin};
        long[] typed = {System.nanoTime()};
        send(command);
        await(expected, () -> said.substring(begin), () -> {
            boolean isTime = System.nanoTime() - typed[0] > AGAIN;
            if (isTime && said.substring(from[0]).contains(failure)) {
                from[0] = said.length();
                typed[0] = System.nanoTime();
                send(command);
            }
        });
    }

    private void send(String line) throws IOException {
        OutputStream in = Objects.requireNonNull(process).getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private interface Text {
        String now();
    }

    private interface Meanwhile {
        void act() throws IOException;
    }

    private void await(String expected, Text text, Meanwhile meanwhile) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!text.now().contains(expected)) {
            if (System.nanoTime() > end || !Objects.requireNonNull(process).isAlive()) {
                throw new AssertionError("never said: " + expected + "\n" + said + "\n" + tail(log()));
            }
            TimeUnit.MILLISECONDS.sleep(200);
            meanwhile.act();
        }
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - 8000));
    }

    /** Lines of the log at level {@code ERROR} that speak of ggen. */
    List<String> errors() {
        return log().lines()
                .filter(line -> line.contains("| ERROR |") && line.contains("ggen"))
                .toList();
    }

    /** Ends it in order, or else at once. */
    @Override
    public void close() throws Exception {
        Process running = process;
        if (running == null) {
            return;
        }
        if (running.isAlive()) {
            send("shutdown -f");
        }
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }
}
