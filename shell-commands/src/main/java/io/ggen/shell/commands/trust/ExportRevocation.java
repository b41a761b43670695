package io.ggen.shell.commands.trust;

import io.ggen.api.PublisherId;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;

/** {@code trust:export}. */
final class ExportRevocation implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("write down the record that can end your own publisher key, for the day it is lost or stolen")
                .needs("FILE", Hint.FILE, "a new file, best on a stick that leaves this machine")
                .example(
                        "ggen trust export /media/stick/me.revoke",
                        "your key goes on; whoever takes this file to trust revoke ends it");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Path file = call.path(arguments.word(0));
        PublisherId publisher = call.services().revocationExport().export(file);
        return new Done(
                        "keep it away from this machine, and from others: whoever has it can end your key; to use it: ggen"
                                + " trust revoke FILE")
                .detail("wrote the revocation record of your publisher key " + Fingerprints.words(publisher) + " to "
                        + file)
                .with("publisher", publisher)
                .with("fingerprint", Fingerprints.of(publisher))
                .with("file", file);
    }
}
