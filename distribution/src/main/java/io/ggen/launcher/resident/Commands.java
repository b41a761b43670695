package io.ggen.launcher.resident;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Runs commands; the shape of {@code io.ggen.shell.CommandLine}, which tells what it promises. */
@FunctionalInterface
public interface Commands {
    /** Runs a command in the calling thread, whose interrupt cancels it; returns the exit status. */
    int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment)
            throws Exception;
}
