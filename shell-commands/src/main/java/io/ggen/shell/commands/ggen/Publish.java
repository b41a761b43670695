package io.ggen.shell.commands.ggen;

import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.p2p.Announced;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.results.Signer;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Amounts;
import org.jspecify.annotations.Nullable;

/** {@code ggen:publish}. */
final class Publish implements Task {
    private static final Option VERSION =
            Option.value("--version", "V", Hint.TEXT, "publish as this version instead of the manifest's");
    private static final Option LOCAL =
            Option.flag("--local", "keep it on this machine; the network does not hear of it");
    private static final Option FORCE = Option.flag("--force", "publish files that look like secrets too");

    @Override
    public Syntax syntax() {
        return Syntax.of("pack a folder, sign it, add it to the registry of this home, and tell the network")
                .needs("DIR", Hint.FOLDER, "the package's folder")
                .with(VERSION, Target.DRY_RUN, LOCAL, Target.KEY, FORCE)
                .example("ggen publish my-package", "publishes it, for ggen install to find")
                .example("ggen publish my-package --version 1.1.0 --dry-run", "tells what would be published");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String text = arguments.value(VERSION);
        String key = arguments.value(Target.KEY);
        boolean dryRun = arguments.has(Target.DRY_RUN);
        Publishing.Options options = new Publishing.Options(
                text == null ? null : Version.parse(text),
                dryRun,
                key == null ? null : call.path(key),
                arguments.has(FORCE),
                arguments.has(LOCAL));
        Publishing.Published published = call.services().publishing().publish(call.path(arguments.word(0)), options);
        Publishing.Signature signature = published.signature();
        String what = Pack.contents(published.packed());
        Done done = new Done(
                dryRun
                        ? "would publish " + what + "; the registry is unchanged (dry run)"
                        : (published.unchanged() ? "published already, unchanged: " : "published ")
                                + what
                                + (signature == null ? "" : ", signed by " + Signer.words(signature)));
        if (dryRun) {
            preview(published, done);
        }
        for (String line : Signer.newKey(signature)) {
            done.detail(line);
        }
        Pack.facts(done, published.packed())
                .with("publisher", publisher(published))
                .with("fingerprint", signature == null ? null : signature.fingerprint())
                .with("record", signature == null ? null : signature.record())
                .with("newKey", signature == null ? null : signature.newKey())
                .with("published", published.release() != null)
                .with("unchanged", published.unchanged());
        Release release = published.release();
        if (!options.local() && release != null && signature != null) {
            Announced.tell(call, new Outbox.Entry(signature.publisher(), release.name(), release.version()), done);
        }
        return done;
    }

    private static @Nullable Object publisher(Publishing.Published published) {
        if (published.release() != null) {
            return published.release().publisher();
        }
        return published.signature() == null ? null : published.signature().publisher();
    }

    private static void preview(Publishing.Published published, Done done) {
        Publishing.Packed packed = published.packed();
        for (String file : packed.files()) {
            done.detail("  " + Texts.shown(file, 200));
        }
        done.detail("archive  " + Amounts.bytes(packed.size()) + ", " + packed.digest());
        done.detail("key      "
                + (published.signature() == null
                        ? "none yet; the first publish makes one"
                        : Signer.words(published.signature())));
        for (String line : packed.manifest().json().split("\n")) {
            done.detail("  " + Texts.shown(line, 200));
        }
    }
}
