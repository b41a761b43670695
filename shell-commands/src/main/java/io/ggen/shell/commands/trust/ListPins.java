package io.ggen.shell.commands.trust;

import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.List;

/** {@code trust:list}. */
final class ListPins implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the names that are pinned to a publisher, and the keys that were revoked")
                .example(
                        "ggen trust list",
                        "shows each name with its publisher, and the fingerprint to compare by voice");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Trust trust = call.services().trust();
        List<Pin> pins = new ArrayList<>(trust.pins().values());
        return new Trusted(pins, trust.revocations());
    }
}
