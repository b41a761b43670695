package io.ggen.shell.commands.trust;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code trust:add}. */
final class AddPin implements Task {
    private static final Option CODE = Option.flag("--code", "let its bundles run inside the host, too");
    private static final String SOMEBODY = "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @Override
    public Syntax syntax() {
        return Syntax.of("pin a name to a publisher: the name alone means that publisher's package, and no other's")
                .needs("NAME", Hint.NAME, "a package, by name alone")
                .needs(
                        "PUBLISHER",
                        Hint.TEXT,
                        "the id of a publisher's key, or 'local' for packages that nobody signed")
                .with(CODE)
                .example("ggen trust add hello-world " + SOMEBODY, "lets hello-world be installed from that publisher")
                .example("ggen trust add hello-world local --code", "lets the unsigned hello-world run code here");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        PackageName name = new PackageName(arguments.word(0));
        PublisherId publisher = new PublisherId(arguments.word(1));
        Trust.Added added = call.services().trust().add(name, publisher, arguments.has(CODE));
        Pin pin = added.pin();
        String state = " pinned to " + Fingerprints.words(publisher) + (pin.code() ? " and may run code" : "");
        return new Done(
                        added.changed()
                                ? name + " is now" + state
                                : name + " was" + state + " already; nothing was changed")
                .with("name", name)
                .with("publisher", publisher)
                .with("fingerprint", Fingerprints.of(publisher))
                .with("code", pin.code())
                .with("since", pin.since())
                .with("changed", added.changed());
    }
}
