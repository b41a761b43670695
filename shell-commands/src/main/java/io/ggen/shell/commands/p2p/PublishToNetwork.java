package io.ggen.shell.commands.p2p;

import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
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

/** {@code p2p:publish}. */
final class PublishToNetwork implements Task {
    private static final Option VERSION =
            Option.value("--version", "V", Hint.TEXT, "publish as this version instead of the manifest's");
    private static final Option KEY =
            Option.value("--key", "FILE", Hint.FILE, "sign with the key in FILE instead of your own");
    private static final Option FORCE = Option.flag("--force", "publish files that look like secrets too");

    @Override
    public Syntax syntax() {
        return Syntax.of("pack a folder, sign it and tell the network; the registry of this home does not get it")
                .needs("DIR", Hint.FOLDER, "the package's folder")
                .with(VERSION, KEY, FORCE)
                .example("ggen p2p publish my-package", "publishes it for everybody on the network");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String version = arguments.value(VERSION);
        String key = arguments.value(KEY);
        Publishing.Options options = new Publishing.Options(
                version == null ? null : Version.parse(version),
                false,
                key == null ? null : call.path(key),
                arguments.has(FORCE),
                false);
        Publishing.Published published =
                call.services().publishing().publishToNetwork(call.path(arguments.word(0)), options);
        Publishing.Signature signature = published.signature();
        Release release = published.release();
        if (signature == null || release == null) {
            throw new IllegalStateException("published without a signature");
        }
        Done done = new Done((published.unchanged() ? "published already, unchanged: " : "published ")
                + release.name() + " " + release.version() + " for the network alone, "
                + Amounts.bytes(published.packed().size()) + ", signed by " + Signer.words(signature));
        for (String line : Signer.newKey(signature)) {
            done.detail(line);
        }
        done.with("name", release.name())
                .with("version", release.version())
                .with("publisher", release.publisher())
                .with("integrity", release.archive().digest())
                .with("record", signature.record());
        return Announced.tell(call, new Outbox.Entry(release.publisher(), release.name(), release.version()), done);
    }
}
