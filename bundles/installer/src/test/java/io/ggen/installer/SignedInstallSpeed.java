package io.ggen.installer;

import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Deletion;
import io.ggen.lockfile.JsonLockfile;
import io.ggen.registry.file.FileRegistry;
import io.ggen.resolver.PubGrubResolver;
import io.ggen.roles.FixedRoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How much longer an install of many signed packages takes than one of unsigned ones: cold stores, a new JVM each, in turns.
 * {@code SignedInstallSpeed FOLDER [PACKAGES [ROUNDS]]}.
 */
final class SignedInstallSpeed {
    private static final int FILES = 23;
    private static final int AVERAGE = 5_600;

    private SignedInstallSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int packages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        if (arguments.length > 3) {
            install(folder, packages, Path.of(arguments[3]));
            return;
        }
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        publish(folder.resolve("signed"), packages, true);
        publish(folder.resolve("unsigned"), packages, false);
        double[][] seconds = new double[2][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int kind = 0; kind < 2; kind++) {
                double took = child(folder.resolve(kind == 0 ? "unsigned" : "signed"), packages, folder, round);
                if (round >= 0) {
                    seconds[kind][round] = took;
                }
            }
        }
        for (double[] kind : seconds) {
            Arrays.sort(kind);
        }
        double unsigned = seconds[0][rounds / 2];
        double signed = seconds[1][rounds / 2];
        System.out.println(packages + " packages, cold, median of " + rounds + ": unsigned " + Math.round(unsigned)
                + " ms, signed " + Math.round(signed) + " ms, ratio " + Math.round(1000 * signed / unsigned) / 1000.0);
        System.out.println("unsigned " + Arrays.toString(seconds[0]) + ", signed " + Arrays.toString(seconds[1]));
    }

    private static double child(Path registry, int packages, Path folder, int round) throws Exception {
        Path home = folder.resolve("home-" + registry.getFileName() + "-" + round);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignedInstallSpeed.class.getName(),
                        registry.toString(),
                        Integer.toString(packages),
                        "0",
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        Deletion.delete(home);
        return Double.parseDouble(said.strip());
    }

    private static FileRegistry registry(Path folder) {
        return new FileRegistry("speed", folder, true, System.err::println, Runnable::run);
    }

    private static void install(Path registry, int packages, Path folder) {
        Home home = new Home(folder);
        long began = System.nanoTime();
        var roles = FixedRoles.of(
                registry(registry), new PubGrubResolver(1_000_000), new TarExtractor(), new JsonLockfile());
        var market = new GenerationMarketplace(
                home, roles, Clock.systemUTC(), Duration.ofSeconds(30), Parts.bootId(), point -> {});
        List<Spec> specs = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            specs.add(Spec.parse("package-" + i));
        }
        market.install(new InstallRequest(specs, InstallOptions.into(home.packages())), Progress.NONE);
        System.out.println((System.nanoTime() - began) / 1e6);
    }

    private static void publish(Path folder, int packages, boolean signed) throws IOException {
        FileRegistry registry = registry(folder);
        Random random = new Random(7);
        for (int i = 0; i < packages; i++) {
            Tar tar = new Tar();
            for (int file = 0; file < FILES; file++) {
                byte[] content = new byte[(int) (AVERAGE * (0.2 + random.nextDouble() * 1.6))];
                for (int at = 0; at < content.length; at++) {
                    content[at] = (byte) ("etaoinshrdlu \n".charAt((int) Math.abs(random.nextGaussian() * 4) % 14));
                }
                tar.file((file % 3 == 0 ? "" : "part-" + file % 3 + "/") + "file-" + file + ".md", content);
            }
            byte[] archive = tar.bytes();
            String owner = signed ? "@" + Someone.ANN.id() + "/" : "";
            String needs = i < 5
                    ? ""
                    : " -> " + owner + "package-" + i / 2 + " ^1.0.0, " + owner + "package-" + i / 3 + " ^1.0.0";
            Manifest manifest = World.manifest("package-" + i + " 1.0.0" + needs);
            Path file = Files.write(Files.createTempFile("speed", ".tar.gz"), archive);
            byte[] record = signed ? Someone.ANN.record(manifest, archive) : null;
            registry.publish(new WritableRegistry.Draft(manifest, file, 0, record));
            Files.delete(file);
        }
    }
}
