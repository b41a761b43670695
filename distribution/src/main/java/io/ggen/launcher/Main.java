package io.ggen.launcher;

import io.ggen.launcher.log.Quiet;
import io.ggen.launcher.resident.Build;
import io.ggen.launcher.resident.Client;
import io.ggen.launcher.resident.Limits;
import io.ggen.launcher.resident.Refusal;
import io.ggen.launcher.resident.Server;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The program {@code ggen}: decides between shell, script and one-shot command, starts a {@link Host} for it and exits
 * with its status (DESIGN section 4). Always ends the process itself, since the framework's threads would keep it alive.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    /** Runs ggen with the arguments as the operating system passed them. */
    public static void main(String[] arguments) {
        // Inside Gogo, System.out is redirected per thread, and here to the log; the raw descriptors are not.
        Stdout stdout = new Stdout(new FileOutputStream(FileDescriptor.out));
        PrintStream out = stream(stdout);
        PrintStream err = stream(new FileOutputStream(FileDescriptor.err));
        Quiet.begin();
        int status;
        try {
            status = run(List.of(arguments), new FileInputStream(FileDescriptor.in), out, err);
        } catch (LaunchFailure e) {
            err.println("error: " + e.getMessage());
            for (String next : e.next()) {
                err.println("try: " + next);
            }
            status = FAILED;
        } catch (Throwable e) {
            err.println("error: ggen could not start: " + e + "; nothing was changed.");
            if (List.of(arguments).contains("--debug")) {
                e.printStackTrace(err);
            } else {
                err.println("try: ggen --debug " + String.join(" ", arguments));
            }
            status = FAILED;
        }
        out.flush();
        status = stdout.status(status, err);
        err.flush();
        if (isTraining()) {
            System.exit(status); // a class data archive is only written on an orderly exit
        }
        Runtime.getRuntime().halt(status);
    }

    private static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
        if (arguments.size() == 1 && arguments.get(0).equals("--version")) {
            out.println("ggen " + Main.class.getPackage().getImplementationVersion());
            return 0;
        }
        Path distribution = Path.of(property("ggen.distribution"));
        Path home = Path.of(property("ggen.home")).toAbsolutePath().normalize();
        Launch launch = Launch.of(arguments);
        if (System.getProperty("ggen.train", "").equals("client")) {
            return trainClient(distribution, home, launch, in, out, err);
        }
        Mode mode = launch.mode();
        if (mode == Mode.SCRIPT && launch.arguments().size() < 2) {
            err.println("error: -c needs a script behind it; nothing was run.");
            err.println("try: ggen -c 'ggen:list | grep hello'");
            return WRONG_USAGE;
        }
        Refusal refusal = null;
        if (launch.mayBeServed(arguments) && !isTraining() && !Boolean.getBoolean("ggen.alone")) {
            Client client = new Client(home.resolve("run"), Build.of(distribution), Limits.USUAL);
            int status = served(client, launch, in, out, err);
            if (status != Client.NOT_SERVED) {
                return status;
            }
            refusal = client.refusal();
        }
        try (Host host = Host.start(distribution, home, launch)) {
            if (refusal != null) {
                host.register(Supplier.class, refused(refusal), "refused");
            }
            if (launch.isHost()) {
                for (String sentence : host.startPlugins(distribution, home)) {
                    err.println("warning: " + sentence);
                }
            }
            Resident resident = launch.isHost() ? Resident.of(host, launch, distribution, home) : null;
            if (resident != null) {
                host.whenReady(mode == Mode.SERVE ? resident::open : resident::openInBackground);
            }
            boolean hearsSignals = mode == Mode.SHELL || mode == Mode.SERVE;
            Cancelling cancelling =
                    hearsSignals ? Cancelling.nothing(err) : Cancelling.thread(Thread.currentThread(), err);
            try {
                return isTraining()
                        ? train(host, arguments, in, out, err)
                        : mode.run(host, launch.arguments(), in, out, err);
            } finally {
                out.flush();
                err.flush();
                cancelling.done();
                if (resident != null) {
                    resident.close();
                }
                host.sayGoodbye();
                ClassArchive.renewIfStale(distribution, home);
            }
        }
    }

    private static int served(Client client, Launch launch, InputStream in, PrintStream out, PrintStream err) {
        Map<String, String> environment = Mode.environment();
        environment.putIfAbsent("NO_COLOR", ""); // or the host's own would count
        return client.run(launch.network(), launch.arguments(), environment, in, out, err);
    }

    /** What the command is told of a host that did not take it. */
    private static Supplier<Map<String, Object>> refused(Refusal refusal) {
        return () -> Map.of("pid", refusal.pid(), "reason", refusal.reason());
    }

    /** Whether this process only loads classes for an archive. */
    private static boolean isTraining() {
        return System.getProperty("ggen.train") != null;
    }

    /** Is served by a host in this very process, which does nothing, so that a client's classes are all loaded. */
    private static int trainClient(
            Path distribution, Path home, Launch launch, InputStream in, PrintStream out, PrintStream err)
            throws Exception {
        Path run = home.resolve("run");
        Server server = Server.open(
                run,
                Build.of(distribution),
                true,
                (arguments, input, output, errors, environment) -> {
                    output.println(arguments);
                    return 0;
                },
                Limits.USUAL);
        int status = served(new Client(run, Build.of(distribution), Limits.USUAL), launch, in, out, err);
        if (server != null) {
            server.close();
        }
        return status;
    }

    /** Runs the commands that {@code --then} separates, one after the other, so that their classes are all loaded. */
    private static int train(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err)
            throws Exception {
        int status = 0;
        int start = 0;
        for (int i = 0; i <= arguments.size(); i++) {
            if (i == arguments.size() || arguments.get(i).equals("--then")) {
                status |= Mode.COMMAND.run(host, arguments.subList(start, i), in, out, err);
                start = i + 1;
            }
        }
        return status;
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new LaunchFailure("the system property " + name + " is not set.", "bin/ggen, which sets it");
        }
        return value;
    }

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(new java.io.BufferedOutputStream(to, 8192), true, StandardCharsets.UTF_8);
    }
}
