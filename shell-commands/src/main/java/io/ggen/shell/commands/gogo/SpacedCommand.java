package io.ggen.shell.commands.gogo;

import io.ggen.shell.commands.Commands;
import io.ggen.shell.commands.Failures;
import io.ggen.shell.commands.Overview;
import io.ggen.shell.commands.RunningCommands;
import io.ggen.shell.commands.results.Json;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * A word before commands: {@code host use …} runs {@code host:use …}, and behind {@code ggen} stands whatever a process takes,
 * so that a line for the system's prompt runs in the shell, too.
 */
final class SpacedCommand implements Function {
    private final List<String> words;
    private final Services services;
    private final RunningCommands running;
    private final LongSupplier nanos;

    /** Runs {@code words} and what is typed behind them. */
    SpacedCommand(List<String> words, Services services, RunningCommands running, LongSupplier nanos) {
        this.words = words;
        this.services = services;
        this.running = running;
        this.nanos = nanos;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        List<String> typed = new ArrayList<>(words);
        arguments.forEach(argument -> typed.add(String.valueOf(argument)));
        List<String> all = Overview.sorted(typed);
        Found found = Commands.find(all);
        if (found != null) {
            return new GogoCommand(found, services, running, nanos)
                    .execute(session, new ArrayList<Object>(all.subList(found.words(), all.size())));
        }
        try {
            Result overview = Overview.of(all);
            return all.contains(Option.JSON.name()) ? Json.text(overview) : overview;
        } catch (RuntimeException e) {
            throw new GogoConsole(session).shown(Failures.problem(e, services.logFile()), false, e);
        }
    }
}
