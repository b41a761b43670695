package io.ggen.shell.commands.task;

import java.time.Instant;
import java.util.List;

/**
 * This process as the host of its home, which serves the commands of other processes.
 *
 * @param pid its process id
 * @param mode {@code shell} or {@code serve}
 * @param started when it started
 * @param nanos how long ago that was
 * @param version of ggen
 * @param build which build of ggen it is; commands of another one run by themselves
 * @param socket where it takes commands, or empty text
 * @param trouble why it takes none, or empty text
 * @param served the commands that it serves now
 * @param total how many it has served, those included
 * @param stop brings about its end, and returns at once
 */
public record HostProcess(
        long pid,
        String mode,
        Instant started,
        long nanos,
        String version,
        String build,
        String socket,
        String trouble,
        List<Served> served,
        long total,
        Runnable stop) {
    /** Copies the list. */
    public HostProcess {
        served = List.copyOf(served);
    }

    /**
     * A command of another process.
     *
     * @param command as it was typed
     * @param nanos how long ago
     */
    public record Served(String command, long nanos) {}

    /**
     * The host of this home, if there is one that did not take the command that runs in this process.
     *
     * @param pid its process id, or -1 if that is not known
     * @param reason why not: what follows "the host of this home"
     */
    public record Refused(long pid, String reason) {}
}
