package io.ggen.identity;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another process that needs the publisher's key: says it is up, waits for a line, prints the key's id. */
final class KeyMaker {
    private KeyMaker() {}

    public static void main(String[] args) throws Exception {
        System.out.println("up");
        if (System.in.read() < 0) {
            return;
        }
        System.out.println(new HomeIdentity(Path.of(args[0]), new SecureSeeds())
                .publisher()
                .publicKey());
    }

    static Process start(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyMaker.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static void end(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
