package io.ggen.launcher;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways to use ggen. */
enum Mode {
    /** One command, by the service {@code io.ggen.shell.CommandLine}. */
    COMMAND {
        @Override
        int run(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
            return command(host, arguments, in, out, err, environment());
        }
    },
    /** A host without a terminal: a command that runs until a signal ends it. */
    SERVE {
        @Override
        int run(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
            Signals signals = Signals.interrupt(Thread.currentThread());
            host.ready();
            return signals.status(COMMAND.run(host, arguments, in, out, err));
        }
    },
    /** A Gogo script given by {@code -c}, by the service {@code io.ggen.console.Console}. */
    SCRIPT {
        @Override
        int run(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
            host.ready();
            return (int) host.call(
                    "io.ggen.console.Console",
                    "script",
                    new Class<?>[] {
                        String.class, List.class, InputStream.class, PrintStream.class, PrintStream.class, Map.class
                    },
                    arguments.get(1),
                    arguments.subList(2, arguments.size()),
                    in,
                    out,
                    err,
                    environment());
        }
    },
    /** The interactive shell, by the service {@code io.ggen.console.Console}. */
    SHELL {
        @Override
        int run(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
            return (int) host.call(
                    "io.ggen.console.Console",
                    "shell",
                    new Class<?>[] {InputStream.class, PrintStream.class, PrintStream.class, Map.class, Runnable.class},
                    in,
                    out,
                    err,
                    environment(),
                    (Runnable) host::ready);
        }
    };

    /** Whether Gogo and JLine are needed. */
    boolean hasShell() {
        return this == SHELL || this == SCRIPT;
    }

    /** Runs what {@code arguments} ask for and returns the exit status. */
    abstract int run(Host host, List<String> arguments, InputStream in, PrintStream out, PrintStream err)
            throws Exception;

    /** Runs one command for whoever {@code environment} tells of. */
    static int command(
            Host host,
            List<String> arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment)
            throws Exception {
        return (int) host.call(
                "io.ggen.shell.CommandLine",
                "run",
                new Class<?>[] {List.class, InputStream.class, PrintStream.class, PrintStream.class, Map.class},
                arguments,
                in,
                out,
                err,
                environment);
    }

    /** What commands want to know of this process. */
    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("cwd", System.getProperty("user.dir", "."));
        environment.put("width", System.getProperty("ggen.width", ""));
        environment.put("tty", System.getProperty("ggen.tty", "false"));
        environment.put("tty.err", System.getProperty("ggen.tty.err", "false"));
        environment.put("tty.in", System.getProperty("ggen.tty.in", "false"));
        for (String name : List.of("NO_COLOR", "TERM", "COLUMNS")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }
}
