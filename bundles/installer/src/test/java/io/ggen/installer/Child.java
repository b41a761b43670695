package io.ggen.installer;

import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Checkpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another process on the same home: {@code HOME HALT_AT COMMAND…}. It dies, as by kill -9, when it reaches the checkpoint
 * with that number; otherwise it prints "done".
 */
public final class Child {
    private Child() {}

    static final int KILLED = 137;

    public static void main(String[] args) {
        int haltAt = Integer.parseInt(args[1]);
        AtomicInteger count = new AtomicInteger();
        Checkpoints points = step -> {
            if (count.getAndIncrement() == haltAt) {
                System.out.println("killed at " + step);
                Runtime.getRuntime().halt(KILLED);
            }
        };
        World world = new World(Path.of(args[0]));
        world.market = world.market("boot-1", points, new TarExtractor(), world.registry);
        System.out.println("ready");
        for (int i = 2; i < args.length; i++) {
            run(world, args[i]);
        }
        System.out.println("done");
        System.exit(0);
    }

    static void run(World world, String command) {
        String[] words = command.split(" ", -1);
        switch (words[0]) {
            case "install" ->
                world.install(List.of(words).subList(1, words.length).toArray(String[]::new));
            case "force" -> world.install(world.force());
            case "uninstall" -> world.uninstall(words[1]);
            case "update" -> world.update();
            case "rollback" -> world.market.rollback(0, world.target, world.progress);
            case "gc" -> world.market.gc(1, world.progress);
            case "forever" -> {
                for (int i = 0; ; i++) {
                    world.install("y", i % 2 == 0 ? "z@1.0.0" : "z@2.0.0");
                    world.uninstall("y");
                    world.market.gc(i % 3, world.progress);
                }
            }
            default -> throw new IllegalArgumentException(command);
        }
    }

    static Process start(Path home, int haltAt, String... commands) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                home.toString(),
                Integer.toString(haltAt)));
        line.addAll(List.of(commands));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    /** All that a child prints until it ends. */
    static String output(Process process) throws IOException {
        StringBuilder all = new StringBuilder();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String one;
            while ((one = in.readLine()) != null) {
                all.append(one).append('\n');
            }
        }
        return all.toString();
    }
}
