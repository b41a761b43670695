package io.ggen.shell.commands.trust;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Amounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code trust:revoke}. */
final class Revoke implements Task {
    private static final Option YES =
            Option.flag("--yes", "do it without asking; where nobody can be asked, only tell whose key would end");

    /** Far more than any record has; the rest of a longer file makes no difference to the refusal. */
    private static final int MOST = 1 << 16;

    @Override
    public Syntax syntax() {
        return Syntax.of("take a revocation record to heart: its publisher's key has ended, for good")
                .needs("FILE", Hint.FILE, "a revocation record, as trust export writes it")
                .with(YES)
                .example("ggen trust revoke ann.revoke", "tells whose key the record would end, and asks")
                .example("ggen trust revoke ann.revoke --yes", "refuses all that this key signed, from now on");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Trust trust = call.services().trust();
        byte[] envelope = content(call.path(arguments.word(0)));
        Revocation said = trust.readRevocation(envelope);
        PublisherId publisher = said.publisher();
        boolean changed = trust.revoked(publisher).isEmpty();
        if (changed && !arguments.has(YES)) {
            ask(said, pins(trust, publisher), arguments.word(0), call);
        }
        Revocation kept = trust.revoke(envelope);
        PublisherId successor = kept.successor();
        return new Done(
                        changed
                                ? "the key of " + Fingerprints.words(publisher) + " has ended; "
                                        + pins(trust, publisher)
                                : "the key of " + Fingerprints.words(publisher) + " had ended already, on "
                                        + kept.revokedAt() + "; nothing was changed")
                .with("publisher", publisher)
                .with("fingerprint", Fingerprints.of(publisher))
                .with("revoked", kept.revokedAt())
                .with("successor", successor)
                .with("reason", kept.reason())
                .with("changed", changed);
    }

    /** Returns if the person at the terminal agrees; whoever cannot be asked has to say so beforehand. */
    private static void ask(Revocation said, String pins, String file, Call call) {
        Optional<String> answer = call.prompt()
                .answer("This record " + words(said) + "; " + pins
                        + ".\nNothing can take that back. End this key for good? [y/N] ");
        if (answer.isEmpty()) {
            throw Problem.of(
                            "this record " + words(said) + "; " + pins
                                    + "; nothing can take that back, so it is done only with --yes; nothing was changed",
                            "ggen trust revoke " + Texts.quoted(file) + " --yes")
                    .asException();
        }
        String word = answer.get().strip();
        if (!word.equalsIgnoreCase("y") && !word.equalsIgnoreCase("yes")) {
            throw Problem.of("you did not agree to end this key; nothing was changed")
                    .asException();
        }
    }

    private static String words(Revocation said) {
        String reason = said.reason();
        PublisherId successor = said.successor();
        return "ends the key of " + Fingerprints.words(said.publisher()) + ", signed on " + said.revokedAt()
                + (reason == null ? "" : ", because " + Trusted.reason(reason))
                + (successor == null ? "" : ", naming " + Fingerprints.words(successor) + " as successor");
    }

    private static String pins(Trust trust, PublisherId publisher) {
        int pins = 0;
        for (Pin pin : trust.pins().values()) {
            pins += pin.publisher().equals(publisher) ? 1 : 0;
        }
        return Amounts.count(pins, "name") + (pins == 1 ? " is" : " are") + " pinned to it";
    }

    private static byte[] content(Path file) {
        String shown = Texts.shown(file.toString(), 300);
        if (Files.isDirectory(file)) {
            throw refused(shown + " is a folder", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST);
        } catch (NoSuchFileException e) {
            throw refused(shown + " is not there", e);
        } catch (IOException e) {
            throw refused(shown + " cannot be read (" + Texts.shown(String.valueOf(e.getMessage())) + ")", e);
        }
    }

    private static ProblemException refused(String why, @Nullable Exception cause) {
        Problem problem = Problem.of(why + "; nothing was changed");
        return cause == null ? problem.asException() : problem.asException(cause);
    }
}
