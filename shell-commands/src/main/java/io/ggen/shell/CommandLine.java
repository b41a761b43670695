package io.ggen.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs one command from the arguments of a process. Only types of the JDK, so that a launcher outside the framework can
 * call it by reflection. Safe for use by many threads; each call runs in the calling thread, and interrupting that thread
 * cancels the command.
 */
@ProviderType
public interface CommandLine {
    /**
     * Runs {@code arguments}, of which the first is the command: {@code install}, {@code ggen:install}, {@code host:services}
     * or {@code host services}. The result goes to {@code out}, everything else to {@code err}; {@code in} is read only by
     * commands that ask. Throws nothing.
     *
     * <p>Keys of {@code environment}, each optional:
     * <ul>
     *   <li>{@code cwd}: the folder that relative paths start from; the process's own by default
     *   <li>{@code width}: the terminal's width in columns
     *   <li>{@code tty}, {@code tty.err}: {@code true} if {@code out}, {@code err} is a terminal
     *   <li>{@code tty.in}: {@code true} if {@code in} is a terminal, so that a person there can be asked
     *   <li>{@code NO_COLOR}: as at no-color.org; the process's own variable by default
     *   <li>{@code TERM}: {@code dumb} for a terminal without colours
     *   <li>{@code debug}: {@code true} to print stack traces, as {@code --debug} does
     * </ul>
     *
     * @return 0 done, 1 failed, 2 wrong usage, 127 no such command, 130 interrupted
     */
    int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment);
}
