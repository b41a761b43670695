package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;

/** Options that several commands share. */
final class Target {
    static final Option TARGET =
            Option.value("--target", "DIR", Hint.FOLDER, "work on the packages in DIR instead of the home's own");
    static final Option DRY_RUN = Option.flag("--dry-run", "tell what would be done, and change nothing");
    static final Option OFFLINE = Option.flag("--offline", "use only what is on this machine");
    static final Option PRE = Option.flag("--pre", "let prereleases count as any other version");

    private Target() {}
}
