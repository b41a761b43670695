package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Spec;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.resolver.Question;
import io.ggen.shell.commands.results.Changed;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ggen:install}. */
final class Install implements Task {
    static final Option LOCK =
            Option.value("--lock", "FILE", Hint.FILE, "install what this lock says; it is not changed");
    static final Option FORCE = Option.flag("--force", "extract and link again what is there already");
    static final Option ALONE = Option.flag("--no-dependencies", "install the packages named and nothing they need");
    static final Option FROZEN = Option.flag("--frozen", "refuse any difference from the lock");
    static final Option LOWEST = Option.flag("--lowest", "prefer the lowest version allowed to the highest");
    static final Option CYCLES = Option.flag("--allow-cycles", "accept packages that need each other in a circle");
    static final Option UNIVERSE = Option.value(
            "--record-universe",
            "FILE",
            Hint.FILE,
            "add to FILE all that the resolver was asked and told, as one line");
    private static final Option SKIP_VERIFY = Option.refused(
            "--skip-verify",
            "there is no --skip-verify: every archive is checked against its SHA-256 before anything in it is used,"
                    + " because a package is code and data from strangers; nothing was installed");

    @Override
    public Syntax syntax() {
        return Syntax.of("install packages and what they need; without SPEC, what the lock says")
                .takesAny("SPEC", Hint.PACKAGE, "[@PUBLISHER/][SCOPE/]NAME[@RANGE], the latest version without RANGE")
                .with(Target.TARGET, LOCK, FORCE, ALONE, Target.DRY_RUN, FROZEN, Target.OFFLINE, Target.REFRESH)
                .with(
                        Target.PRE,
                        LOWEST,
                        CYCLES,
                        Newcomers.ALLOW_CODE,
                        Newcomers.YES,
                        Target.MIN_REPUTATION,
                        UNIVERSE,
                        SKIP_VERIFY)
                .example("ggen install hello-world", "installs the latest version of hello-world and what it needs")
                .example(
                        "ggen install 'rdf-core@^1.2.0' --target ./lib",
                        "installs into ./lib; quote ranges for your shell")
                .example("ggen install --lock ./ggen.lock --frozen", "installs exactly what the lock says");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        List<Spec> specs = new ArrayList<>();
        for (String word : arguments.words()) {
            specs.add(spec(word));
        }
        Newcomers consent = Newcomers.of(arguments, call, "install");
        InstallOptions plain = new InstallOptions(
                call.target(arguments.value(Target.TARGET)),
                path(arguments.value(LOCK), call),
                arguments.has(FORCE),
                arguments.has(Target.DRY_RUN),
                path(arguments.value(UNIVERSE), call),
                new Question.Options(
                        arguments.has(Target.PRE),
                        arguments.has(LOWEST),
                        arguments.has(CYCLES),
                        !arguments.has(ALONE),
                        arguments.has(FROZEN),
                        arguments.has(Target.OFFLINE)),
                consent);
        InstallOptions options = Target.withPeers(plain, arguments);
        try {
            Outcome outcome =
                    call.services().marketplace().install(new InstallRequest(specs, options), call.progress());
            return new Changed(
                    outcome, consent.agreed(), options.dryRun(), call.nanos().getAsLong() - began);
        } catch (ProblemException e) {
            throw DidYouMean.forUnknown(specs, e, call.services());
        }
    }

    /** The spec that a user wrote. */
    private static Spec spec(String word) {
        try {
            return Spec.parse(word);
        } catch (ProblemException e) {
            String message = e.problem().message();
            String sentence = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
            throw Problem.usage(
                            sentence + "; nothing was installed.",
                            e.problem().next().toArray(new String[0]))
                    .asException(e);
        }
    }

    /** The path that a user wrote, if one was written. */
    static @Nullable Path path(@Nullable String text, Call call) {
        return text == null ? null : call.path(text);
    }
}
