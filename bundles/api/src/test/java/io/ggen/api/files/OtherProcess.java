package io.ggen.api.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A second JVM that takes a lock and lets go of it when it is told, line by line on its standard input and output. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;

    private OtherProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = process.getOutputStream();
    }

    static OtherProcess start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new OtherProcess(new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Orders {@code take FILE}, {@code share FILE}, {@code try FILE}, {@code close}; the answer when it is done. */
    String tell(String order) throws IOException {
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        return answer();
    }

    /** Gives an order without waiting for it. */
    void begin(String order) throws IOException {
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
    }

    String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the other process is gone");
        }
        return answer;
    }

    boolean hasAnswered() throws IOException {
        return answers.ready();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The other process. */
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PathLock lock = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            String answer = "done";
            switch (words[0]) {
                case "take" -> lock = PathLock.take(Path.of(words[1]));
                case "share" -> lock = PathLock.share(Path.of(words[1]));
                case "try" -> {
                    Optional<PathLock> tried = PathLock.tryTake(Path.of(words[1]));
                    answer = tried.isPresent() ? "taken" : "refused";
                    if (tried.isPresent()) {
                        tried.get().close();
                    }
                }
                default -> {
                    if (lock != null) {
                        lock.close();
                    }
                }
            }
            System.out.println(answer);
            System.out.flush();
        }
    }
}
