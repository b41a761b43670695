package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.shell.commands.results.Resolved;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.universe.Universe;
import io.ggen.shell.commands.universe.UniverseFile;
import java.util.ArrayList;
import java.util.List;

/** {@code ggen:resolve}. */
final class Resolve implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("ask the resolver about universes in a file; install nothing")
                .needs("FILE", Hint.FILE, "universes, one JSON object a line")
                .example("ggen resolve bug.jsonl", "prints a JSON object a line: the solution, or why there is none");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<Resolved.Answered> answers = new ArrayList<>();
        try (UniverseFile file = UniverseFile.open(call.path(arguments.word(0)))) {
            for (Universe next = file.next(); next != null; next = file.next()) {
                answers.add(answered(next, call));
                call.progress().at("resolving universes", answers.size(), 0);
            }
        } catch (ProblemException e) {
            if (answers.isEmpty()) {
                throw e;
            }
            return new Resolved(answers, e.problem());
        }
        return new Resolved(answers, null);
    }

    private static Resolved.Answered answered(Universe universe, Call call) {
        long began = call.nanos().getAsLong();
        Resolution resolution;
        try {
            resolution = call.services()
                    .roles()
                    .call(Resolver.class, resolver -> resolver.resolve(universe.question(), universe));
        } catch (InterruptedException e) {
            throw Problem.cancelled("cancelled before every universe was resolved")
                    .asException(e);
        }
        return Resolved.Answered.of(universe.name(), resolution, call.nanos().getAsLong() - began);
    }
}
