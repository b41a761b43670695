package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One install out of a registry with very many packages, beside the same out of one with few. */
final class LargePart {
    private static final int FEW = 100;
    private static final int MANY = 100_000;

    private final Commands commands;
    private final int rounds;

    LargePart(Commands commands, Options options) {
        this.commands = commands;
        this.rounds = options.rounds();
    }

    String run() throws IOException, InterruptedException {
        Path few = generate(FEW);
        Path many = generate(MANY);
        commands.settle();
        commands.ggen(few, "install", PackageSet.name(0));
        commands.ggen(many, "install", PackageSet.name(0));
        Measurements times = new Measurements();
        String ofFew = "one package and its dependencies out of " + FEW;
        String ofMany = "the same out of " + MANY;
        for (int round = 0; round < rounds; round++) {
            String name = PackageSet.name(FEW - 1 - round);
            times.add(ofFew, commands.ggen(few, "install", name).milliseconds());
            times.add(ofMany, commands.ggen(many, "install", name).milliseconds());
        }
        return new Table("One install out of many packages", "what", "ms: median (lowest - highest)", "goal", "")
                .row(ofFew, times.shown(ofFew), "", "")
                .goal(ofMany, times.shown(ofMany), times.median(ofMany), 1.2 * times.median(ofFew), "1.2 × few")
                .toString();
    }

    private Path generate(int count) throws IOException {
        System.err.println("  " + count + " packages");
        Path home = commands.work().resolve("large-home-" + count);
        RegistryFolder registry = new RegistryFolder(home.resolve("registry"));
        TarFile tar = new TarFile();
        tar.add("README.md", "small\n".getBytes(StandardCharsets.US_ASCII));
        byte[] archive = tar.gzip();
        PackageSet set = new PackageSet(5, count);
        Path first = null;
        for (int i = 0; i < count; i++) {
            // ext4 allows 65,000 links to one file.
            first = i % 50_000 == 0 ? null : first;
            registry.add(set.about(i), archive, first);
            first = first == null ? registry.archive(PackageSet.name(i)) : first;
        }
        return home;
    }
}
