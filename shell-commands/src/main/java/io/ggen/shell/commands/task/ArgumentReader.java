package io.ggen.shell.commands.task;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.shell.commands.text.Alike;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts raw arguments by a command's {@link Syntax}: {@code --name VALUE} or {@code --name=VALUE}, flags, words; after
 * {@code --} everything is a word. What does not fit is a problem of the kind usage.
 */
public final class ArgumentReader {
    private final String command;
    private final Syntax syntax;
    private final Arguments arguments = new Arguments();

    private ArgumentReader(String command, Syntax syntax) {
        this.command = command;
        this.syntax = syntax;
    }

    /**
     * Reads {@code raw}.
     *
     * @param command how the user calls the command, without {@code ggen}: {@code install}, {@code host use}
     */
    public static Arguments read(String command, Syntax syntax, List<String> raw) {
        return new ArgumentReader(command, syntax).read(raw);
    }

    /** Whether {@code raw} asks for help, however wrong it may be otherwise. */
    public static boolean asksForHelp(List<String> raw) {
        for (String argument : raw) {
            if (argument.equals("--")) {
                return false;
            }
            if (argument.equals("--help") || argument.equals("-h")) {
                return true;
            }
        }
        return false;
    }

    private Arguments read(List<String> raw) {
        boolean onlyWords = false;
        for (int i = 0; i < raw.size(); i++) {
            String argument = raw.get(i);
            if (onlyWords || !looksLikeOption(argument)) {
                word(argument);
            } else if (argument.equals("--")) {
                onlyWords = true;
            } else {
                i += option(argument, i + 1 < raw.size() ? raw.get(i + 1) : null);
            }
        }
        checkWords();
        return arguments;
    }

    private static boolean looksLikeOption(String argument) {
        return argument.length() > 1 && argument.charAt(0) == '-';
    }

    /** Takes one option; answers how many of the following arguments belong to it. */
    private int option(String argument, @Nullable String following) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Option option = syntax.option(name);
        if (option == null) {
            throw unknown(name);
        }
        if (option.isHidden()) {
            throw wrong(option.refusal());
        }
        if (!option.repeatable() && !option.isFlag() && arguments.has(option)) {
            throw wrong(name + " was given twice, and only one " + option.label() + " can hold");
        }
        if (option.isFlag()) {
            if (equals >= 0) {
                throw wrong(name + " takes no value; write " + name + " alone");
            }
            arguments.add(option, "");
            return 0;
        }
        if (equals >= 0) {
            arguments.add(option, argument.substring(equals + 1));
            return 0;
        }
        if (following == null || looksLikeOption(following)) {
            throw wrong(name + " needs a value: " + name + " " + option.label());
        }
        arguments.add(option, following);
        return 1;
    }

    private void word(String argument) {
        int count = arguments.words().size();
        if (syntax.word(count) == null) {
            String shown = "'" + Texts.shown(argument, 60) + "'";
            throw wrong(
                    count == 0
                            ? command + " takes no argument, and got " + shown
                            : command + " takes " + places() + " and nothing more, and got " + shown + " too");
        }
        arguments.add(argument);
    }

    private String places() {
        StringBuilder all = new StringBuilder();
        for (Word word : syntax.words()) {
            all.append(all.length() == 0 ? "" : " ").append(word.label());
        }
        return all.toString();
    }

    private void checkWords() {
        int index = arguments.words().size();
        Word missing = syntax.word(index);
        if (missing != null && missing.required() && index < syntax.words().size()) {
            throw wrong(command + " needs " + missing.label() + ", " + missing.description());
        }
    }

    private ProblemException unknown(String name) {
        List<String> names = new ArrayList<>();
        for (Option option : syntax.shownOptions()) {
            names.add(option.name());
        }
        String alike = Alike.best(name, names);
        String sentence = command + " has no option '" + Texts.shown(name, 60) + "'";
        return wrong(alike == null ? sentence : sentence + "; did you mean " + alike + "?");
    }

    private ProblemException wrong(String sentence) {
        return Problem.usage(sentence, "ggen help " + command).asException();
    }
}
