package io.ggen.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The archive of loaded classes (AppCDS) that makes starting fast: {@code lib/ggen.jsa} of the distribution, made by the
 * build, or {@code run/ggen.jsa} of the home where that one does not fit this Java or this folder. An archive that does not
 * fit is ignored by the JVM; a new one is made in the background, by a process that runs a few commands on a home of its
 * own.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** Starts making a new archive, unless one that fits is there or is being made. Returns at once; never fails. */
    static void renewIfStale(Path distribution, Path home) {
        if (Boolean.getBoolean("ggen.train") || Boolean.getBoolean("ggen.noarchive")) {
            return;
        }
        try {
            String wanted = stamp(distribution);
            if (wanted.equals(read(distribution.resolve("lib").resolve("ggen.jsa.stamp")))
                    || wanted.equals(read(home.resolve("run").resolve("ggen.jsa.stamp")))) {
                return;
            }
            Files.writeString(home.resolve("run").resolve("ggen.jsa.stamp"), wanted);
            train(distribution, home.resolve("run").resolve("ggen.jsa"));
        } catch (IOException e) {
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "No class archive", e);
        }
    }

    private static void train(Path distribution, Path archive) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin").resolve("ggen-train").toString());
        command.add(archive.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home", ""));
        builder.start();
    }

    /** What an archive must have been made with to fit this JVM. Written by the training run beside its archive. */
    static String stamp(Path distribution) throws IOException {
        return System.getProperty("java.home") + " " + System.getProperty("java.vm.version") + " " + distribution + " "
                + Files.getLastModifiedTime(distribution.resolve("lib").resolve("launcher.jar"))
                        .toMillis();
    }

    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
