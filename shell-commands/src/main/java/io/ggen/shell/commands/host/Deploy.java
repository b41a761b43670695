package io.ggen.shell.commands.host;

import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;

/** {@code host:deploy}. */
final class Deploy implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("put a bundle into the host; the same file name again replaces it")
                .needs("FILE", Hint.FILE, "an OSGi bundle, a jar")
                .example("ggen host deploy my-resolver.jar", "copies it into deploy/, from where hosts start it");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        BundleJar jar = BundleJar.read(call.path(arguments.word(0)));
        Path there = jar.copyInto(call.services().home());
        return new Done("deployed " + jar.symbolicName() + " " + jar.version() + " as " + there
                        + "; a running shell starts it within a second, else the next start does")
                .with("symbolicName", jar.symbolicName())
                .with("version", jar.version())
                .with("path", there);
    }
}
