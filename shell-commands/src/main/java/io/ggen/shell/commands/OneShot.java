package io.ggen.shell.commands;

import io.ggen.api.Problem;
import io.ggen.shell.CommandLine;
import io.ggen.shell.UnknownCommand;
import io.ggen.shell.commands.results.CommandHelp;
import io.ggen.shell.commands.task.Announcing;
import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Services;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.ProgressLine;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs one command for a process: its result to stdout, everything else to stderr, an exit status. */
@Component(service = CommandLine.class)
public final class OneShot implements CommandLine {
    private static final int UNKNOWN = 127;

    private final Services services;
    private final RunningCommands running;
    private final LongSupplier nanos;

    /** Commands on {@code services}; notices come through {@code running}. */
    @Activate
    public OneShot(@Reference Services services, @Reference RunningCommands running) {
        this(services, running, System::nanoTime);
    }

    /** The same with another clock. */
    OneShot(Services services, RunningCommands running, LongSupplier nanos) {
        this.services = services;
        this.running = running;
        this.nanos = nanos;
    }

    @Override
    public int run(
            List<String> arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        Console console = new Console(in, out, err, environment);
        List<String> words = Overview.sorted(arguments);
        try {
            return run(words, console);
        } catch (Throwable e) {
            boolean debug = console.debug() || words.contains(Option.DEBUG.name());
            int status = complain(Failures.problem(e, services.logFile()), console, debug);
            if (debug) {
                console.trace(e);
            }
            return status;
        } finally {
            console.flush();
        }
    }

    private int run(List<String> words, Console console) {
        Found found = Commands.find(words);
        if (found == null) {
            console.print(Overview.of(words), words.contains(Option.JSON.name()));
            return 0;
        }
        List<String> rest = words.subList(found.words(), words.size());
        Task task = found.task();
        if (ArgumentReader.asksForHelp(rest)) {
            console.print(new CommandHelp(found.command(), task.syntax()), rest.contains(Option.JSON.name()));
            return 0;
        }
        Arguments arguments = ArgumentReader.read(found.command(), task.syntax(), rest);
        Result result = run(task, arguments, console);
        console.print(result, arguments.has(Option.JSON));
        return result.failure().isEmpty() ? 0 : complain(result.failure().get(), console, arguments.has(Option.DEBUG));
    }

    private Result run(Task task, Arguments arguments, Console console) {
        try (ProgressLine progress = console.progress(nanos)) {
            running.add(progress);
            try {
                Call call = new Call(services, Commands.SCOPES, console.folder(), progress, console, nanos);
                return task instanceof Announcing lasting
                        ? lasting.run(arguments, call, first -> announce(first, console))
                        : task.run(arguments, call);
            } finally {
                running.remove(progress);
            }
        }
    }

    private static void announce(Result result, Console console) {
        console.print(result, true);
        console.flush();
    }

    private static int complain(Problem problem, Console console, boolean debug) {
        console.complain(problem, debug);
        if (problem instanceof UnknownCommand) {
            return UNKNOWN;
        }
        return switch (problem.kind()) {
            case FAILED -> 1;
            case USAGE -> 2;
            case CANCELLED -> 130;
        };
    }
}
