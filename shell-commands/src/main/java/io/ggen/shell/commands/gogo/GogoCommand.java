package io.ggen.shell.commands.gogo;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.shell.commands.Commands;
import io.ggen.shell.commands.Failures;
import io.ggen.shell.commands.RunningCommands;
import io.ggen.shell.commands.results.CommandHelp;
import io.ggen.shell.commands.results.Json;
import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Services;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.ProgressLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * One command in the Gogo shell. A {@link Function} gets its arguments as they were typed; a method would get {@code 1.10}
 * as the number 1.1.
 */
final class GogoCommand implements Function {
    private final Found command;
    private final Services services;
    private final RunningCommands running;
    private final LongSupplier nanos;

    GogoCommand(Found command, Services services, RunningCommands running, LongSupplier nanos) {
        this.command = command;
        this.services = services;
        this.running = running;
        this.nanos = nanos;
    }

    /** The result as an object, or as JSON text with {@code --json}. */
    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        List<String> raw = new ArrayList<>();
        for (Object argument : arguments) {
            raw.add(String.valueOf(argument));
        }
        GogoConsole console = new GogoConsole(session);
        Result result;
        try {
            result = result(raw, console);
        } catch (RuntimeException | LinkageError e) {
            throw console.shown(Failures.problem(e, services.logFile()), raw.contains(Option.DEBUG.name()), e);
        }
        if (result.failure().isPresent()) {
            throw withFailure(result, raw, console);
        }
        return raw.contains(Option.JSON.name()) ? Json.text(result) : result;
    }

    private Result result(List<String> raw, GogoConsole console) {
        Task task = command.task();
        if (ArgumentReader.asksForHelp(raw)) {
            return new CommandHelp(command.command(), task.syntax());
        }
        Arguments read = ArgumentReader.read(command.command(), task.syntax(), raw);
        try (ProgressLine progress = console.progress(nanos)) {
            running.add(progress);
            try {
                return task.run(read, new Call(services, Commands.SCOPES, console.folder(), progress, console, nanos));
            } finally {
                running.remove(progress);
            }
        }
    }

    /** Bad news: the result is printed here, since only the exception reaches the shell. */
    private static ProblemException withFailure(Result result, List<String> raw, GogoConsole console) {
        if (raw.contains(Option.JSON.name())) {
            console.print(Json.text(result) + "\n");
        } else {
            Out text = new Out(console.look());
            result.text(text);
            console.print(text.text());
        }
        Problem failure = result.failure().orElseThrow();
        return console.shown(failure, raw.contains(Option.DEBUG.name()), null);
    }
}
