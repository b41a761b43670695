package io.ggen.shell.commands.ggen;

import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.resolver.Question;
import io.ggen.shell.commands.results.Changed;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:update}. */
final class Update implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("move packages to the highest versions that the requests allow")
                .takesAny("NAME", Hint.INSTALLED, "a package that is installed; all of them without NAME")
                .with(Target.TARGET, Target.DRY_RUN, Target.OFFLINE, Target.PRE, Install.CYCLES, Install.UNIVERSE)
                .with(Newcomers.ALLOW_CODE, Newcomers.YES, Target.REFRESH, Target.MIN_REPUTATION)
                .example("ggen update", "updates everything")
                .example(
                        "ggen update rdf-core --dry-run",
                        "tells what an update of rdf-core would change; what else must move comes with its reason");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        Newcomers consent = Newcomers.of(arguments, call, "update");
        InstallOptions plain = new InstallOptions(
                call.target(arguments.value(Target.TARGET)),
                null,
                false,
                arguments.has(Target.DRY_RUN),
                Install.path(arguments.value(Install.UNIVERSE), call),
                Question.Options.DEFAULT
                        .withPrereleases(arguments.has(Target.PRE))
                        .withCycles(arguments.has(Install.CYCLES))
                        .withOffline(arguments.has(Target.OFFLINE)),
                consent);
        InstallOptions options = Target.withPeers(plain, arguments);
        Outcome outcome = call.services().marketplace().update(Uninstall.names(arguments), options, call.progress());
        return new Changed(
                outcome, consent.agreed(), options.dryRun(), call.nanos().getAsLong() - began);
    }
}
