package io.ggen.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

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
        // Inside Gogo, System.out is redirected per thread; the raw descriptors are not.
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status;
        try {
            status = run(List.of(arguments), new FileInputStream(FileDescriptor.in), out, err);
        } catch (LaunchFailure e) {
            err.println("error: " + e.getMessage());
            if (!e.next().isEmpty()) {
                err.println("try: " + e.next());
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
        err.flush();
        if (Boolean.getBoolean("ggen.train")) {
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
        Mode mode = launch.mode();
        if (mode == Mode.SCRIPT && launch.arguments().size() < 2) {
            err.println("error: -c needs a script behind it; nothing was run.");
            err.println("try: ggen -c 'ggen:list | grep hello'");
            return WRONG_USAGE;
        }
        try (Host host = Host.start(distribution, home, launch)) {
            boolean hearsSignals = mode == Mode.SHELL || mode == Mode.SERVE;
            Cancelling cancelling = hearsSignals ? Cancelling.nothing() : Cancelling.thread(Thread.currentThread());
            try {
                return Boolean.getBoolean("ggen.train")
                        ? train(host, arguments, in, out, err)
                        : mode.run(host, launch.arguments(), in, out, err);
            } finally {
                out.flush();
                err.flush();
                cancelling.done();
                host.sayGoodbye();
                ClassArchive.renewIfStale(distribution, home);
            }
        }
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

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }
}
