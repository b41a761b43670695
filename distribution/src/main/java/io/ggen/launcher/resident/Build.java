package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which build of ggen a process runs: a digest of all jars of the distribution, which the build writes to {@code lib/build},
 * and the Java it runs on. {@link #main} is that step of the build.
 */
public final class Build {
    private static final int CHARACTERS = 32;

    private Build() {}

    /** The build of this process; empty where {@code distribution} does not tell, and then nobody serves it. */
    public static String of(Path distribution) {
        try {
            Path file = distribution.resolve("lib").resolve("build");
            return Files.exists(file)
                    ? Files.readString(file).strip() + " " + System.getProperty("java.home") + " "
                            + System.getProperty("java.vm.version")
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Prints the digest of the jars below the folder that is the first argument, without a line end. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path distribution = Path.of(arguments[0]);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Path> jars;
        try (Stream<Path> files = Files.walk(distribution)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        for (Path jar : jars) {
            digest.update(distribution.relativize(jar).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        System.out.print(HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS));
    }
}
