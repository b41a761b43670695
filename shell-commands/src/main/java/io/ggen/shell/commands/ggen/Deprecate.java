package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** {@code ggen:deprecate}. */
final class Deprecate implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("tell users of a package to move on")
                .needs("NAME", Hint.NAME, "a package of the registry")
                .needsSome("TEXT", Hint.TEXT, "what to tell them; '' takes the deprecation back")
                .with(Target.KEY)
                .example("ggen deprecate old-name 'use new-name instead'", "warns whoever installs old-name")
                .example("ggen deprecate old-name ''", "takes that back");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        PackageName name = new PackageName(arguments.word(0));
        List<String> words = arguments.words();
        String text = String.join(" ", words.subList(1, words.size())).strip();
        String key = arguments.value(Target.KEY);
        call.services().publishing().deprecate(name, text, key == null ? null : call.path(key));
        call.services().announcer().ifPresent(Announcer::nudge);
        return new Done(text.isEmpty() ? name + " is not deprecated any more" : "deprecated " + name + ": " + text)
                .with("name", name)
                .with("deprecated", text.isEmpty() ? null : text);
    }
}
