package io.ggen.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** One-shot commands that have nothing to do, beside a JVM that has nothing to do. */
final class StartPart {
    private static final String HELLO = "a JVM that says hello";
    private static final String LIST = "`ggen list`";
    private static final String INSTALL = "`ggen install` of nothing new";

    private final Commands commands;
    private final int rounds;

    StartPart(Commands commands, Options options) {
        this.commands = commands;
        this.rounds = options.rounds() * 3;
    }

    String run() throws IOException, InterruptedException {
        Path home = commands.work().resolve("start-home");
        try (CombinedTar combined = new CombinedTar(commands.work().resolve("start.tar.gz"))) {
            new PackageSet(1, 3).write(home.resolve("registry"), combined);
        }
        commands.ggen(home, "install", PackageSet.ROOT);
        commands.ggen(home, "list");
        Measurements times = new Measurements();
        for (int round = 0; round < rounds; round++) {
            times.add(HELLO, hello(commands));
            times.add(LIST, commands.ggen(home, "list").milliseconds());
            times.add(INSTALL, commands.ggen(home, "install").milliseconds());
        }
        return new Table("Start of one-shot commands", "what", "ms: median (lowest - highest)", "goal", "")
                .row(HELLO, times.shown(HELLO), "", "")
                .goal(LIST, times.shown(LIST), times.median(LIST), 350, "350 ms")
                .goal(INSTALL, times.shown(INSTALL), times.median(INSTALL), 450, "450 ms")
                .toString();
    }

    /** How long {@link Hello} takes. */
    static double hello(Commands commands) throws IOException, InterruptedException {
        try {
            Path classes = Path.of(Hello.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return commands.java(
                            "-Xshare:auto",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes.toString(),
                            Hello.class.getName())
                    .milliseconds();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
