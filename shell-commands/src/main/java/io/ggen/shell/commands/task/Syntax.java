package io.ggen.shell.commands.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command takes: the option table. Every command has {@code --json}, {@code --debug} and {@code --help}, without
 * naming them.
 */
public final class Syntax {
    private final String description;
    private final List<Option> options = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();

    private Syntax(String description) {
        this.description = description;
    }

    /** A command that does what {@code description} says: one line, without a capital or a full stop. */
    public static Syntax of(String description) {
        return new Syntax(description);
    }

    /** Adds a word that must be there. */
    public Syntax needs(String label, Hint hint, String what) {
        words.add(new Word(label, hint, true, false, what));
        return this;
    }

    /** Adds a word that may be left out. */
    public Syntax takes(String label, Hint hint, String what) {
        words.add(new Word(label, hint, false, false, what));
        return this;
    }

    /** Adds, last, one or more words. */
    public Syntax needsSome(String label, Hint hint, String what) {
        words.add(new Word(label, hint, true, true, what));
        return this;
    }

    /** Adds, last, any number of words. */
    public Syntax takesAny(String label, Hint hint, String what) {
        words.add(new Word(label, hint, false, true, what));
        return this;
    }

    /** Adds options. */
    public Syntax with(Option... more) {
        Collections.addAll(options, more);
        return this;
    }

    /** Adds an example. */
    public Syntax example(String line, String effect) {
        examples.add(new Example(line, effect));
        return this;
    }

    /** What the command does. */
    public String description() {
        return description;
    }

    /** Its own options. */
    public List<Option> options() {
        return Collections.unmodifiableList(options);
    }

    /** All options that help shows: its own and those that every command has. */
    public List<Option> shownOptions() {
        List<Option> shown = new ArrayList<>();
        for (Option option : options) {
            if (!option.isHidden()) {
                shown.add(option);
            }
        }
        Collections.addAll(shown, Option.JSON, Option.DEBUG, Option.HELP);
        return shown;
    }

    /** The places for words, in order. */
    public List<Word> words() {
        return Collections.unmodifiableList(words);
    }

    /** Uses of the command. */
    public List<Example> examples() {
        return Collections.unmodifiableList(examples);
    }

    /** The option called {@code name}, or null. */
    public @Nullable Option option(String name) {
        if (name.equals("-h")) {
            return Option.HELP;
        }
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        for (Option option : new Option[] {Option.JSON, Option.DEBUG, Option.HELP}) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    /** The place that the word number {@code index}, from 0, stands in, or null if it is one too many. */
    public @Nullable Word word(int index) {
        if (index < words.size()) {
            return words.get(index);
        }
        boolean more = !words.isEmpty() && words.get(words.size() - 1).many();
        return more ? words.get(words.size() - 1) : null;
    }
}
