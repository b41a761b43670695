package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What signatures cost a cold install: the same packages in three homes, imported unsigned, imported and signed there, and
 * signed elsewhere. Whole processes, in turn.
 */
final class SignedPart {
    private static final int SIZE = 500;
    private static final String UNSIGNED = "unsigned";
    private static final String OWN = "signed, records that this home has verified before";
    private static final String FOREIGN = "signed, records that this home has never seen";
    private static final double MOST = 1.10;

    private final Commands commands;
    private final int rounds;
    private final Measurements times = new Measurements();
    private final Path unsigned;
    private final Path own;
    private final Path foreign;

    SignedPart(Commands commands, Options options) {
        this.commands = commands;
        this.rounds = options.rounds();
        unsigned = commands.work().resolve("unsigned-home");
        own = commands.work().resolve("own-home");
        foreign = commands.work().resolve("foreign-home");
    }

    String run() throws IOException, InterruptedException {
        Path folders = commands.work().resolve("folders");
        new PackageSet(SIZE, SIZE).writeFolders(folders);
        System.err.println("  importing " + SIZE + " packages, unsigned and signed");
        commands.ggen(unsigned, "registry", "import", "--unsigned", folders.toString());
        commands.ggen(own, "registry", "import", folders.toString());
        Files.createDirectories(foreign);
        commands.shell("cp -a " + own.resolve("registry") + " " + foreign);
        // The first run of all fills caches of the host (bundles, class archive), which are not what is measured.
        for (Path home : new Path[] {unsigned, own, foreign}) {
            commands.ggen(home, "install", PackageSet.ROOT);
        }
        for (int round = 0; round < rounds; round++) {
            times.add(UNSIGNED, cold(unsigned, false));
            times.add(OWN, cold(own, false));
            times.add(FOREIGN, cold(foreign, true));
        }
        return table();
    }

    private double cold(Path home, boolean forgets) throws IOException, InterruptedException {
        commands.discard(home.resolve("packages"));
        commands.discard(home.resolve("store"));
        if (forgets) {
            commands.discard(home.resolve("catalog"));
        }
        commands.settle();
        return commands.ggen(home, "install", PackageSet.ROOT).milliseconds();
    }

    private String table() {
        double plain = times.median(UNSIGNED);
        Table table = new Table(
                "Cold install of " + SIZE + " packages, signed beside unsigned",
                "what",
                "ms: median (lowest - highest)",
                "goal",
                "");
        table.row(UNSIGNED, times.shown(UNSIGNED), "", "");
        for (String what : new String[] {OWN, FOREIGN}) {
            String ratio = Measurements.ratio(times.median(what) / plain);
            table.goal(
                    what, times.shown(what), times.median(what), MOST * plain, "1.10 × unsigned, is " + ratio + " ×");
        }
        return table.toString();
    }
}
