package io.ggen.launcher;

import io.ggen.launcher.resident.Build;
import io.ggen.launcher.resident.Limits;
import io.ggen.launcher.resident.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This process as the host of its home: serves the commands of other processes, and can be asked about itself and to end.
 * What runs inside the framework reaches it by two services with types of the JDK: a {@link Supplier} of facts with the
 * property {@code ggen.host=status}, and a {@link Runnable} with {@code ggen.host=stop}, which returns at once.
 */
final class Resident {
    private static final int SECONDS_TO_LEAVE = 10;
    private static final long WAKE_MILLIS = 100;
    private static final String CONSOLE = "io.ggen.console.Console";

    private final Host host;
    private final Mode mode;
    private final boolean network;
    private final Path home;
    private final String build;
    private final Thread main = Thread.currentThread();
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private @Nullable Server server;
    private String trouble = "it is not listening yet";
    private boolean closed;
    private boolean stopping;

    private Resident(Host host, Launch launch, Path distribution, Path home) {
        this.host = host;
        this.mode = launch.mode();
        this.network = launch.network();
        this.home = home;
        this.build = Build.of(distribution);
    }

    /** This process, whose main thread calls this, on {@code home}. Nobody is served yet. */
    static Resident of(Host host, Launch launch, Path distribution, Path home) {
        Resident resident = new Resident(host, launch, distribution, home);
        host.register(Supplier.class, (Supplier<Map<String, Object>>) resident::facts, "status");
        host.register(Runnable.class, (Runnable) resident::stop, "stop");
        Runtime.getRuntime().addShutdownHook(new Thread(resident::close, "ggen end of service"));
        return resident;
    }

    /** Starts to serve, unless another process does. */
    void open() {
        Server opened = null;
        String why = "another host serves this home";
        try {
            if (build.isEmpty()) {
                why = "the installation does not tell which build it is";
            } else {
                opened = Server.open(home.resolve("run"), build, network, this::run, Limits.USUAL);
            }
        } catch (IOException | RuntimeException e) {
            why = "the socket cannot be opened: " + e;
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "Nobody is served", e);
        }
        boolean late;
        synchronized (this) {
            server = opened;
            trouble = opened == null ? why : "";
            late = closed;
        }
        if (late && opened != null) {
            opened.close();
        }
    }

    /** The same, in the background. */
    void openInBackground() {
        Thread opening = new Thread(this::open, "ggen host");
        opening.setDaemon(true);
        opening.start();
    }

    private int run(
            List<String> arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment)
            throws Exception {
        return Mode.command(host, arguments, in, out, err, environment);
    }

    private Map<String, Object> facts() {
        Server serving;
        String why;
        synchronized (this) {
            serving = server;
            why = trouble;
        }
        List<Map<String, Object>> served = new ArrayList<>();
        if (serving != null) {
            for (Server.Served each : serving.served()) {
                served.add(Map.of("command", each.command(), "nanos", each.nanos()));
            }
        }
        String version = Main.class.getPackage().getImplementationVersion();
        return Map.of(
                "pid",
                ProcessHandle.current().pid(),
                "mode",
                mode == Mode.SERVE ? "serve" : "shell",
                "started",
                started,
                "nanos",
                System.nanoTime() - startedNanos,
                "version",
                version == null ? "" : version,
                "build",
                build,
                "socket",
                serving == null ? "" : serving.socket().toString(),
                "trouble",
                why,
                "served",
                served,
                "total",
                serving == null ? 0L : serving.total());
    }

    /** Serves no more, and lets what is being served leave; takes 5 s at most. */
    void close() {
        Server serving;
        synchronized (this) {
            closed = true;
            serving = server;
        }
        if (serving != null) {
            serving.close();
        }
    }

    /** Brings about the orderly end of this process, with exit status 0. Returns at once. */
    private synchronized void stop() {
        if (!stopping) {
            stopping = true;
            Thread stop = new Thread(this::end, "ggen stop");
            stop.setDaemon(true);
            stop.start();
        }
    }

    private void end() {
        close();
        try {
            if (mode == Mode.SERVE) {
                main.interrupt();
                TimeUnit.SECONDS.sleep(SECONDS_TO_LEAVE);
            } else {
                leaveShell();
            }
        } catch (Exception e) {
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "The host does not leave", e);
        }
        host.sayGoodbye();
        host.finishLog();
        Runtime.getRuntime().halt(0); // the main thread was stuck, or it would have ended the process
    }

    /** Asks the shell again and again, since it hears nothing between two lines; not if it reads what is no terminal. */
    private void leaveShell() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_LEAVE);
        while ((boolean) host.call(CONSOLE, "leave", new Class<?>[0]) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(WAKE_MILLIS);
        }
    }
}
