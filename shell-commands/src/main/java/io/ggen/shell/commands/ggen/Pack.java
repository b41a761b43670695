package io.ggen.shell.commands.ggen;

import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Amounts;

/** {@code ggen:pack}. */
final class Pack implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("pack a folder into NAME-VERSION.tar.gz in the current folder")
                .needs("DIR", Hint.FOLDER, "the package's folder")
                .example("ggen pack my-package", "makes my-package-1.0.0.tar.gz; the same folder gives the same bytes");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Publishing.Packed packed = call.services().publishing().pack(call.path(arguments.word(0)), call.folder());
        return facts(
                        new Done("packed " + contents(packed) + " into " + packed.archive() + " ("
                                + Amounts.bytes(packed.size()) + ")"),
                        packed)
                .with("archive", packed.archive());
    }

    /** {@code hello 1.0.0, 3 files of 4.2 kB}. */
    static String contents(Publishing.Packed packed) {
        return packed.manifest().name() + " " + packed.manifest().version() + ", "
                + Amounts.count(packed.files().size(), "file") + " of " + Amounts.bytes(packed.expanded());
    }

    static Done facts(Done done, Publishing.Packed packed) {
        return done.with("name", packed.manifest().name())
                .with("version", packed.manifest().version())
                .with("integrity", packed.digest())
                .with("size", packed.size())
                .with("files", packed.files().size())
                .with("expanded", packed.expanded());
    }
}
