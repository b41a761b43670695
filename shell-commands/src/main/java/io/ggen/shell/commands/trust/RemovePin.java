package io.ggen.shell.commands.trust;

import io.ggen.api.PackageName;
import io.ggen.api.trust.Pin;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code trust:remove}. */
final class RemovePin implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("forget the pin of a name; what is installed stays")
                .needs("NAME", Hint.NAME, "a name that is pinned")
                .example("ggen trust remove hello-world", "lets the next install ask again whose hello-world is meant");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Pin pin = call.services().trust().remove(new PackageName(arguments.word(0)));
        return new Done(pin.name() + " is not pinned to " + Fingerprints.words(pin.publisher())
                        + " any more; what is installed stays")
                .with("name", pin.name())
                .with("publisher", pin.publisher());
    }
}
