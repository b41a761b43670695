package io.ggen.shell.commands;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.shell.UnknownCommand;
import io.ggen.shell.commands.results.CommandList;
import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Scope;
import java.util.ArrayList;
import java.util.List;

/** Reads the words around the name of a command, and says what to show or to try where they name none. */
public final class Overview {
    /** The original's word before each command, accepted and passed over. */
    public static final String ORIGINAL = "marketplace";

    private Overview() {}

    /** Lets {@code ggen --json marketplace list} be {@code ggen list --json}. */
    public static List<String> sorted(List<String> arguments) {
        int first = 0;
        while (first < arguments.size() && isCommon(arguments.get(first))) {
            first++;
        }
        int skipped = first < arguments.size() && arguments.get(first).equals(ORIGINAL) ? 1 : 0;
        List<String> words = new ArrayList<>(arguments.subList(first + skipped, arguments.size()));
        int command = Math.min(words.size(), 2);
        Found found = Commands.find(words.subList(0, command));
        words.addAll(found == null ? words.size() : found.words(), arguments.subList(0, first));
        return words;
    }

    /** Whether {@code word} in a shell is a word before commands that says nothing there. */
    public static boolean isPassedOver(String word) {
        return word.equals("ggen") || word.equals(ORIGINAL);
    }

    private static boolean isCommon(String argument) {
        return argument.equals(Option.JSON.name()) || argument.equals(Option.DEBUG.name());
    }

    /** What {@code words}, which name no command, may show all the same: the list of commands. */
    public static Result of(List<String> words) {
        int first = 0;
        while (first < words.size()
                && (isCommon(words.get(first)) || ArgumentReader.asksForHelp(words.subList(first, first + 1)))) {
            first++;
        }
        if (first == words.size()) {
            return new CommandList(Commands.SCOPES);
        }
        String word = words.get(first);
        if (word.startsWith("-")) {
            throw Problem.usage("there is no option '" + Texts.shown(word, 60) + "' before a command", "ggen help")
                    .asException();
        }
        Scope scope = Commands.scope(word);
        if (scope == null) {
            throw unknown(word);
        }
        if (ArgumentReader.asksForHelp(words)) {
            return new CommandList(List.of(scope));
        }
        if (first + 1 == words.size() || isCommon(words.get(first + 1))) {
            throw Problem.usage(
                            word + " needs one of its commands: " + String.join(", ", scope.functions()),
                            "ggen help " + word)
                    .asException();
        }
        throw unknown(word + " " + words.get(first + 1));
    }

    private static ProblemException unknown(String typed) {
        return new UnknownCommand(typed, List.of("ggen " + Commands.meant(typed).orElse("help"))).asException();
    }
}
