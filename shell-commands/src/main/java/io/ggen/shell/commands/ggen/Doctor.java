package io.ggen.shell.commands.ggen;

import io.ggen.api.Checkup;
import io.ggen.shell.commands.results.Diagnosis;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.List;

/** {@code ggen:doctor}. */
final class Doctor implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("examine this host and its files, and change nothing")
                .example(
                        "ggen doctor",
                        "tells what is wrong and which command helps; exits with 1 if something is broken");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<Diagnosis.Examined> all = new ArrayList<>();
        List<Checkup> checkups = call.services().checkups();
        for (int i = 0; i < checkups.size(); i++) {
            call.progress().at("examining", i, checkups.size());
            all.add(examine(checkups.get(i)));
        }
        return new Diagnosis(all);
    }

    /** A checkup that throws has broken its promise, which must not hide what the others find. */
    private static Diagnosis.Examined examine(Checkup checkup) {
        String subject = checkup.subject();
        try {
            return new Diagnosis.Examined(subject, checkup.examine());
        } catch (RuntimeException e) {
            return new Diagnosis.Examined(
                    subject,
                    List.of(new Checkup.Finding(Checkup.Severity.BROKEN, "the examination itself failed: " + e, "")));
        }
    }
}
