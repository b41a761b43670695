package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One-shot commands that a host serves, beside the same ones that run by themselves and a JVM that has nothing to do. */
final class ServedPart {
    private static final String HELLO = "a JVM that says hello";
    private static final String ALONE = "`ggen list` by itself";
    private static final String SERVED = "`ggen list` served";
    private static final String INSTALL = "`ggen install` of nothing new, served";
    private static final String STATUS = "`ggen status --json` served";
    private static final String OVER = "the same without the time that the host was at work on it";
    private static final int PATIENCE_SECONDS = 30;

    private final Commands commands;
    private final int rounds;

    ServedPart(Commands commands, Options options) {
        this.commands = commands;
        this.rounds = options.rounds() * 5;
    }

    String run() throws IOException, InterruptedException {
        Path home = commands.work().resolve("served-home");
        try (CombinedTar combined = new CombinedTar(commands.work().resolve("served.tar.gz"))) {
            new PackageSet(50, 3).write(home.resolve("registry"), combined);
        }
        commands.ggen(home, "install", PackageSet.ROOT);
        Process host = commands.start(home, "serve", "--listen", "/ip4/127.0.0.1/tcp/0");
        try {
            return measured(home);
        } finally {
            commands.ggen(home, "stop");
            if (!host.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                host.destroyForcibly();
            }
        }
    }

    private String measured(Path home) throws IOException, InterruptedException {
        for (int i = 0; i < rounds; i++) {
            commands.ggen(home, "list"); // a host is warm after some commands
            commands.ggen(home, "install");
        }
        Measurements times = new Measurements();
        for (int round = 0; round < rounds; round++) {
            times.add(HELLO, StartPart.hello(commands));
            times.add(
                    ALONE, commands.ggenWith("-Dggen.alone=true", home, "list").milliseconds());
            times.add(SERVED, commands.ggen(home, "list").milliseconds());
            times.add(INSTALL, commands.ggen(home, "install").milliseconds());
            Commands.Run status = commands.ggen(home, "status", "--json");
            times.add(STATUS, status.milliseconds());
            times.add(OVER, status.milliseconds() - work(status.output()));
        }
        return new Table("Served commands", "what", "ms: median (lowest - highest)", "goal", "")
                .row(HELLO, times.shown(HELLO), "", "")
                .row(ALONE, times.shown(ALONE), "", "")
                .row(SERVED, times.shown(SERVED), "", "")
                .row(INSTALL, times.shown(INSTALL), "", "")
                .row(STATUS, times.shown(STATUS), "", "")
                .goal(OVER, times.shown(OVER), times.median(OVER), 80, "80 ms")
                .toString();
    }

    /** How long the host had been at work on {@code status}, in milliseconds, when that looked. */
    private static double work(String status) {
        String key = "\"command\":\"status --json\",\"seconds\":";
        int at = status.indexOf(key);
        if (at < 0) {
            throw new IllegalStateException("the command was not served: " + status);
        }
        int from = at + key.length();
        return Double.parseDouble(status.substring(from, status.indexOf('}', from))) * 1000;
    }
}
