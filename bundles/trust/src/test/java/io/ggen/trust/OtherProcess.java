package io.ggen.trust;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A second JVM that pins names {@code PREFIX0}, {@code PREFIX1}, … in a home, and prints the number of each that is done. */
final class OtherProcess {
    private OtherProcess() {}

    static Process start(Path home, String prefix, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString(),
                        prefix,
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The other process. */
    public static void main(String[] args) {
        HomeTrust trust = new HomeTrust(new Home(Path.of(args[0])), Clock.systemUTC());
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            trust.add(new PackageName(args[1] + i), PublisherId.LOCAL, false);
            System.out.println(i);
            System.out.flush();
        }
    }
}
