package io.ggen.shell.commands.ggen;

import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Amounts;

/** {@code ggen:publish}. */
final class Publish implements Task {
    private static final Option VERSION =
            Option.value("--version", "V", Hint.TEXT, "publish as this version instead of the manifest's");

    @Override
    public Syntax syntax() {
        return Syntax.of("pack a folder and add it to the registry of this home")
                .needs("DIR", Hint.FOLDER, "the package's folder")
                .with(VERSION, Target.DRY_RUN)
                .example("ggen publish my-package", "publishes it, for ggen install to find")
                .example("ggen publish my-package --version 1.1.0 --dry-run", "tells what would be published");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String text = arguments.value(VERSION);
        Version version = text == null ? null : Version.parse(text);
        boolean dryRun = arguments.has(Target.DRY_RUN);
        Publishing.Published published =
                call.services().publishing().publish(call.path(arguments.word(0)), version, dryRun);
        String what = Pack.contents(published.packed());
        Done done = new Done(
                dryRun ? "would publish " + what + "; the registry is unchanged (dry run)" : "published " + what);
        if (dryRun) {
            preview(published.packed(), done);
        }
        return Pack.facts(done, published.packed())
                .with(
                        "publisher",
                        published.release() == null ? null : published.release().publisher())
                .with("published", published.release() != null);
    }

    private static void preview(Publishing.Packed packed, Done done) {
        for (String file : packed.files()) {
            done.detail("  " + Texts.shown(file, 200));
        }
        done.detail("archive  " + Amounts.bytes(packed.size()) + ", " + packed.digest());
        for (String line : packed.manifest().json().split("\n")) {
            done.detail("  " + Texts.shown(line, 200));
        }
    }
}
