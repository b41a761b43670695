package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Installs of generated sets beside tar and sha256sum. All kinds of run take turns; what they wrote is moved away and
 * written to the disk before the next one starts.
 */
final class InstallPart {
    private static final String TARS = "`tar xzf` + `sha256sum` of each archive, 2 processes";
    private static final String TAR = "`tar xzf` of one combined archive";
    private static final String START = "`ggen install` of nothing new, 3 packages";
    private static final String COLD = "cold";
    private static final String WARM = "warm (store and lock kept, target gone)";
    private static final String NOTHING = "nothing to do";
    private static final String SHELL_WARM = "warm, in a running shell";
    private static final String SHELL_NOTHING = "nothing to do, in a running shell";
    private static final int IN_SHELL = 5;

    private final Commands commands;
    private final Options options;

    InstallPart(Commands commands, Options options) {
        this.commands = commands;
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Path small = commands.work().resolve("small-home");
        try (CombinedTar combined = new CombinedTar(commands.work().resolve("small.tar.gz"))) {
            new PackageSet(1, 3).write(small.resolve("registry"), combined);
        }
        commands.ggen(small, "install", PackageSet.ROOT);
        StringBuilder tables = new StringBuilder();
        for (int size : options.sizes()) {
            System.err.println("  " + size + " packages");
            tables.append(new OneSet(size, small).run()).append('\n');
        }
        return tables.toString().stripTrailing();
    }

    /** The runs for one set. */
    private final class OneSet {
        private final int size;
        private final Path small;
        private final Path home;
        private final Path packages;
        private final Path lock;
        private final Path combined;
        private final Path list;
        private final Measurements times = new Measurements();

        OneSet(int size, Path small) {
            this.size = size;
            this.small = small;
            home = commands.work().resolve("home-" + size);
            packages = home.resolve("packages");
            lock = commands.work().resolve("lock-" + size);
            combined = commands.work().resolve("combined-" + size + ".tar.gz");
            list = commands.work().resolve("list-" + size);
        }

        String run() throws IOException, InterruptedException {
            long bytes = generate();
            // The first run of all fills caches of the host (bundles, class archive), which are not what is measured.
            commands.ggen(home, "install", PackageSet.ROOT);
            Files.copy(packages.resolve("ggen.lock"), lock);
            for (int round = 0; round < options.rounds(); round++) {
                tars();
                combined();
                start();
                cold();
                warm();
                nothing();
                try {
                    inShell();
                } catch (IOException e) {
                    System.err.println("  not measured: " + e.getMessage());
                }
            }
            return table(bytes);
        }

        private long generate() throws IOException {
            Path registry = home.resolve("registry");
            try (CombinedTar tar = new CombinedTar(combined)) {
                long bytes = new PackageSet(size, size).write(registry, tar);
                RegistryFolder folder = new RegistryFolder(registry);
                List<String> names = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    names.add(folder.archive(PackageSet.name(i)) + " " + i);
                }
                Files.write(list, names);
                return bytes;
            }
        }

        private void tars() throws IOException, InterruptedException {
            Path target = commands.work().resolve("tars");
            Files.createDirectories(target);
            for (int i = 0; i < size; i++) {
                Files.createDirectory(target.resolve(String.valueOf(i)));
            }
            commands.settle();
            times.add(
                    TARS,
                    commands.shell(
                                    "xargs -P2 -L1 sh -c 'sha256sum \"$1\" >/dev/null && exec tar xzf \"$1\" -C tars/$2' sh <"
                                            + list)
                            .milliseconds());
            commands.discard(target);
        }

        private void combined() throws IOException, InterruptedException {
            Path target = Files.createDirectories(commands.work().resolve("combined"));
            commands.settle();
            times.add(
                    TAR, commands.shell("tar xzf " + combined + " -C " + target).milliseconds());
            commands.discard(target);
        }

        private void start() throws IOException, InterruptedException {
            times.add(START, commands.ggen(small, "install").milliseconds());
        }

        private void cold() throws IOException, InterruptedException {
            commands.discard(packages);
            commands.discard(home.resolve("store"));
            commands.settle();
            times.add(COLD, commands.ggen(home, "install", PackageSet.ROOT).milliseconds());
        }

        private void warm() throws IOException, InterruptedException {
            commands.discard(packages);
            commands.settle();
            times.add(
                    WARM,
                    commands.ggen(home, "install", "--lock", lock.toString()).milliseconds());
        }

        private void nothing() throws IOException, InterruptedException {
            commands.settle();
            times.add(NOTHING, commands.ggen(home, "install", PackageSet.ROOT).milliseconds());
        }

        private void inShell() throws IOException, InterruptedException {
            List<String> script = new ArrayList<>();
            List<Path> targets = new ArrayList<>();
            for (int i = 0; i < IN_SHELL; i++) {
                targets.add(commands.work().resolve("target-" + size + "-" + i));
                script.add("ggen:install --lock " + lock + " --target " + targets.get(i) + " --json");
            }
            for (int i = 0; i < IN_SHELL; i++) {
                script.add("ggen:install --target " + targets.get(0) + " --json");
            }
            commands.settle();
            List<Double> seconds =
                    seconds(commands.ggen(home, "-c", String.join("; ", script)).output());
            if (seconds.size() != 2 * IN_SHELL) {
                throw new IOException("expected " + 2 * IN_SHELL + " results of installs, found " + seconds.size());
            }
            // The first of each kind loads classes; a shell that people work in has them.
            times.add(SHELL_WARM, seconds.subList(1, IN_SHELL));
            times.add(SHELL_NOTHING, seconds.subList(IN_SHELL + 1, 2 * IN_SHELL));
            for (Path target : targets) {
                commands.discard(target);
            }
        }

        private static List<Double> seconds(String output) {
            List<Double> seconds = new ArrayList<>();
            String field = "\"seconds\":";
            for (int at = output.indexOf(field); at >= 0; at = output.indexOf(field, at + 1)) {
                int from = at + field.length();
                int to = from;
                while (to < output.length() && " 0123456789.E-".indexOf(output.charAt(to)) >= 0) {
                    to++;
                }
                seconds.add(
                        1_000 * Double.parseDouble(output.substring(from, to).strip()));
            }
            return seconds;
        }

        private String table(long bytes) {
            double tars = times.median(TARS);
            double tar = times.median(TAR);
            double start = times.median(START);
            double cold = times.median(COLD);
            Table table = new Table(
                    "Install of " + size + " packages (" + bytes / 1_000_000 + " MB unpacked)",
                    "what",
                    "ms: median (lowest - highest)",
                    "goal",
                    "");
            for (String what : List.of(TARS, TAR, START)) {
                table.row(what, times.shown(what), "", "");
            }
            return table.goal(
                            COLD,
                            times.shown(COLD),
                            cold,
                            1.3 * tars,
                            "1.3 × each, is " + Measurements.ratio(cold / tars) + " ×")
                    .goal(
                            COLD,
                            "",
                            cold,
                            4 * tar + start,
                            "4 × combined + start, is " + Measurements.ratio((cold - start) / tar) + " × + start")
                    .goal(WARM, times.shown(WARM), times.median(WARM), start + 150, "start + 150 ms")
                    .goal(
                            SHELL_WARM,
                            times.shown(SHELL_WARM),
                            times.median(SHELL_WARM),
                            0.1 * tars,
                            "0.1 × each, is " + Measurements.ratio(times.median(SHELL_WARM) / tars) + " ×")
                    .goal(NOTHING, times.shown(NOTHING), times.median(NOTHING), start + 50, "start + 50 ms")
                    .goal(SHELL_NOTHING, times.shown(SHELL_NOTHING), times.median(SHELL_NOTHING), 20, "20 ms")
                    .toString();
        }
    }
}
