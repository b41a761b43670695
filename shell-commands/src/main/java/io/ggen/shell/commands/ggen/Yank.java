package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Spec;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.Optional;

/** {@code ggen:yank} and {@code ggen:unyank}. */
final class Yank implements Task {
    private final boolean yanked;

    Yank(boolean yanked) {
        this.yanked = yanked;
    }

    private String verb() {
        return yanked ? "yank" : "unyank";
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        yanked
                                ? "make new installs pass over a version; who has it locked keeps it"
                                : "take back that a version was yanked")
                .needs("SPEC", Hint.PACKAGE, "one exact release, [@PUBLISHER/]NAME@VERSION")
                .with(Target.KEY)
                .example(
                        "ggen " + verb() + " hello-world@1.0.0",
                        yanked ? "hides 1.0.0 from new installs" : "lets installs choose 1.0.0 again");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Spec spec = Spec.parse(arguments.word(0));
        Optional<Version> version = spec.range().exact();
        if (version.isEmpty()) {
            throw notExact(arguments.word(0), spec);
        }
        String key = arguments.value(Target.KEY);
        boolean already = isSaid(spec.name(), version.get(), call);
        Release release = call.services()
                .publishing()
                .yank(spec.publisher(), spec.name(), version.get(), yanked, key == null ? null : call.path(key));
        Done done = new Done(
                        already
                                ? release.id() + (yanked ? " was yanked already" : " was not yanked")
                                        + "; nothing was changed"
                                : yanked
                                        ? "yanked " + release.id()
                                                + "; new installs pass it over, locks that have it keep it"
                                        : release.id() + " is not yanked any more")
                .with("name", release.name())
                .with("version", release.version())
                .with("publisher", release.publisher())
                .with("yanked", release.yanked())
                .with("changed", !already);
        call.services().announcer().ifPresent(Announcer::nudge);
        return done;
    }

    /** Whether the registry of this home says already what is to be said. */
    private boolean isSaid(PackageName name, Version version, Call call) {
        return call.services().roles().call(WritableRegistry.class, registry -> {
            for (Listing listing : registry.describe(name)) {
                if (listing.release().version().equals(version)) {
                    return listing.release().yanked() == yanked;
                }
            }
            return false;
        });
    }

    private ProblemException notExact(String text, Spec spec) {
        return Problem.usage(
                        "'" + Texts.shown(text) + "' does not name one exact release; write " + spec.name()
                                + "@VERSION; nothing was changed",
                        "ggen info " + spec.name())
                .asException();
    }
}
