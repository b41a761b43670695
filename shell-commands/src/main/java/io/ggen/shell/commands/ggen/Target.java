package io.ggen.shell.commands.ggen;

import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.registry.Source;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import java.util.Map;

/** Options that several commands share. */
final class Target {
    static final Option KEY = Option.value("--key", "FILE", Hint.FILE, "sign with the key in FILE instead of your own");

    static final Option TARGET =
            Option.value("--target", "DIR", Hint.FOLDER, "work on the packages in DIR instead of the home's own");
    static final Option DRY_RUN = Option.flag("--dry-run", "tell what would be done, and change nothing");
    static final Option OFFLINE = Option.flag("--offline", "use only what is on this machine");
    static final Option PRE = Option.flag("--pre", "let prereleases count as any other version");

    static final Option REFRESH =
            Option.flag("--refresh", "ask peers anew, even where what is known on this machine would do");
    static final Option MIN_REPUTATION = Option.value(
            "--min-reputation", "N", Hint.TEXT, "get archives from peers with this score at least, from 0 to 1");

    private Target() {}

    /** {@code options} with what was said about peers. */
    static InstallOptions withPeers(InstallOptions options, Arguments arguments) {
        String least = arguments.value(MIN_REPUTATION);
        InstallOptions some = options.withRefresh(arguments.has(REFRESH));
        if (least == null) {
            return some;
        }
        Arguments.fraction(MIN_REPUTATION.name(), least);
        return some.withFetch(Map.of(Source.MIN_REPUTATION, least));
    }
}
