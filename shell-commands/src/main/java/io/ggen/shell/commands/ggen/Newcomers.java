package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.marketplace.Consent;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Option;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the person at the terminal decide about publishers that only the network knows, and about code that would run inside the
 * host; pins whom they agree to.
 */
final class Newcomers implements Consent {
    static final Option YES = Option.flag("--yes", "agree to publishers that are known from the network alone");

    static final Option ALLOW_CODE = Option.flag(
            "--allow-code", "agree that packages of kind bundle run inside the host, with all of its rights");

    private final Call call;
    private final String again;
    private final boolean yes;
    private final boolean code;
    private final Set<Newcomer> agreed = new LinkedHashSet<>();

    private Newcomers(Call call, String again, boolean yes, boolean code) {
        this.call = call;
        this.again = again;
        this.yes = yes;
        this.code = code;
    }

    /**
     * Agreed with {@code --yes}, and to code with {@code --allow-code}; else whoever is at the terminal is asked; else refused, with
     * {@code command} to type.
     */
    static Newcomers of(Arguments arguments, Call call, String command) {
        StringBuilder again = new StringBuilder("ggen ").append(command);
        for (String word : arguments.words()) {
            again.append(' ').append(again.length() > 200 ? "…" : Texts.quoted(word));
        }
        boolean yes = arguments.has(YES);
        boolean code = arguments.has(ALLOW_CODE);
        return new Newcomers(
                call, again.append(yes ? " --yes" : code ? " --allow-code" : "").toString(), yes, code);
    }

    @Override
    public void askForCode(List<Code> packages, String state) {
        if (code) {
            return;
        }
        Optional<String> answer = call.prompt().answer(codeQuestion(packages));
        if (answer.isEmpty()) {
            throw Consent.codeRefused(packages, state, ways(packages)).asException();
        }
        if (!isYes(answer.get())) {
            throw Problem.of("You did not agree to run " + (packages.size() == 1 ? "this code" : "all of this code")
                            + "; " + state + ".")
                    .asException();
        }
    }

    private String[] ways(List<Code> packages) {
        Code first = packages.get(0);
        String allow = again + " --allow-code";
        return first.reason().equals(Code.WAS_FILES)
                ? new String[] {allow}
                : new String[] {allow, "ggen trust add " + first.name() + " " + first.publisher() + " --code"};
    }

    private static String codeQuestion(List<Code> packages) {
        StringBuilder question = new StringBuilder("Code that would run inside this host, with all of its rights:\n");
        for (Code each : packages) {
            question.append("  ")
                    .append(each.name())
                    .append(' ')
                    .append(each.version())
                    .append(" by ");
            question.append(each.publisher().isLocal() ? "local (unsigned)" : each.publisher());
            question.append(each.reason().isEmpty() ? "" : ", " + each.reason());
            question.append(each.fingerprint().isEmpty() ? "" : "\n    fingerprint " + each.fingerprint());
            question.append('\n');
        }
        return question.append(packages.size() == 1 ? "Let it run? " : "Let all of them run? ")
                .append("[y/N] ")
                .toString();
    }

    private static boolean isYes(String answer) {
        String word = answer.strip();
        return word.equalsIgnoreCase("y") || word.equalsIgnoreCase("yes");
    }

    @Override
    public void ask(List<Newcomer> newcomers, String state) {
        if (yes) {
            agreed.addAll(newcomers);
            return;
        }
        Optional<String> answer = call.prompt().answer(question(newcomers));
        if (answer.isEmpty()) {
            Consent.refused(again + " --yes").ask(newcomers, state);
            return;
        }
        if (!isYes(answer.get())) {
            throw Problem.of("You did not agree to " + (newcomers.size() == 1 ? "this publisher" : "these publishers")
                            + "; " + state + ".")
                    .asException();
        }
        for (Newcomer each : newcomers) {
            call.services().trust().add(each.name(), each.publisher(), false);
            call.progress().note(each.name() + " is pinned to " + each.publisher() + ".");
        }
    }

    /** To whom {@code --yes} has agreed by now. */
    List<Newcomer> agreed() {
        return List.copyOf(agreed);
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
