package io.ggen.shell.commands.ggen;

import io.ggen.api.Checkup;
import io.ggen.shell.commands.results.Diagnosis;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Services;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code ggen:doctor}. */
final class Doctor implements Task {
    static final Option DEEP = Option.flag("--deep", "read every installed file too, as 'ggen verify' does");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_DEEP = Duration.ofHours(1);

    @Override
    public Syntax syntax() {
        return Syntax.of("examine this host and its files, and change nothing")
                .with(DEEP)
                .example(
                        "ggen doctor",
                        "tells what is wrong and which command helps; exits with 1 if something is broken");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Services services = call.services();
        List<Checkup> checkups = new ArrayList<>(services.checkups());
        checkups.add(new HostCheckup(services.hostProcess(), services.refusedBy()));
        boolean deep = arguments.has(DEEP);
        if (deep) {
            checkups.add(new FilesCheckup(services.marketplace()));
        }
        checkups.sort(Comparator.comparing(Checkup::subject));
        return new Diagnosis(new Examination(deep ? PATIENCE_DEEP : PATIENCE)
                .of(checkups, done -> call.progress().at("examining", done, checkups.size())));
    }
}
