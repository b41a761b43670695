package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.marketplace.Consent;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Option;
import java.util.List;
import java.util.Optional;

/** Lets the person at the terminal decide about publishers that only the network knows, and pins whom they agree to. */
final class Newcomers implements Consent {
    static final Option YES = Option.flag("--yes", "agree to publishers that are known from the network alone");

    private final Call call;
    private final String again;

    private Newcomers(Call call, String again) {
        this.call = call;
        this.again = again;
    }

    /** Agreed with {@code --yes}; else whoever is at the terminal is asked; else refused, with {@code command} to type. */
    static Consent of(Arguments arguments, Call call, String command) {
        StringBuilder again = new StringBuilder("ggen ").append(command);
        for (String word : arguments.words()) {
            again.append(' ').append(again.length() > 200 ? "…" : word);
        }
        return arguments.has(YES)
                ? GIVEN
                : new Newcomers(call, again.append(" --yes").toString());
    }

    @Override
    public void ask(List<Newcomer> newcomers, String state) {
        Optional<String> answer = call.prompt().answer(question(newcomers));
        if (answer.isEmpty()) {
            Consent.refused(again).ask(newcomers, state);
            return;
        }
        String word = answer.get().strip();
        if (!word.equalsIgnoreCase("y") && !word.equalsIgnoreCase("yes")) {
            throw Problem.of("You did not agree to " + (newcomers.size() == 1 ? "this publisher" : "these publishers")
                            + "; " + state + ".")
                    .asException();
        }
        for (Newcomer each : newcomers) {
            call.services().trust().add(each.name(), each.publisher(), false);
            call.progress().note(each.name() + " is pinned to " + each.publisher() + ".");
        }
    }

    private static String question(List<Newcomer> newcomers) {
        StringBuilder question = new StringBuilder("Known from the network alone:\n");
        for (Newcomer each : newcomers) {
            question.append("  ").append(each.name()).append(" by ").append(each.publisher());
            if (!each.fingerprint().isEmpty()) {
                question.append("\n    fingerprint ").append(each.fingerprint());
            }
            question.append("\n    from ")
                    .append(Texts.shown(String.join(", ", each.sources()), 200))
                    .append('\n');
        }
        return question.append(
                        newcomers.size() == 1 ? "Trust and pin this publisher? " : "Trust and pin all of these? ")
                .append("[y/N] ")
                .toString();
    }
}
