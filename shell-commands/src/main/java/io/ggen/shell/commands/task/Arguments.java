package io.ggen.shell.commands.task;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user wrote after a command, sorted by its {@link Syntax}. */
public final class Arguments {
    private final List<Option> given = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    Arguments() {}

    void add(Option option, String value) {
        given.add(option);
        values.add(value);
    }

    void add(String word) {
        words.add(word);
    }

    /** Options are constants, and comparing them by value would cost 28 ms at the start of a process. */
    @SuppressWarnings("ReferenceEquality")
    private int indexOf(Option option) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == option) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@code option} was given. */
    public boolean has(Option option) {
        return indexOf(option) >= 0;
    }

    /** The value given for {@code option}, or null. */
    public @Nullable String value(Option option) {
        int index = indexOf(option);
        return index < 0 ? null : values.get(index);
    }

    /** The value given for {@code option}, or {@code otherwise}. */
    public String value(Option option, String otherwise) {
        String value = value(option);
        return value == null ? otherwise : value;
    }

    /** Every value given for {@code option}, in order. */
    @SuppressWarnings("ReferenceEquality")
    public List<String> values(Option option) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == option) {
                all.add(values.get(i));
            }
        }
        return all;
    }

    /** The number given for {@code option}, or {@code otherwise}. Refused below {@code least}. */
    public int number(Option option, int least, int otherwise) {
        String value = value(option);
        return value == null ? otherwise : number(option.name(), value, least);
    }

    /** {@code value} as a number. Refused, as what {@code label} stands for, below {@code least}. */
    public static int number(String label, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is too small
        }
        throw Problem.usage(label + " must be a whole number from " + least + " on, not '" + Texts.shown(value, 40)
                        + "'; nothing was done")
                .asException();
    }

    /** {@code value} as a number from 0 to 1. Refused, as what {@code label} stands for, outside of them. */
    public static double fraction(String label, String value) {
        try {
            double number = Double.parseDouble(value);
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.usage(
                        label + " must be a number from 0 to 1, not '" + Texts.shown(value, 40) + "'; nothing was done")
                .asException();
    }

    /** Everything that is not an option, in order. */
    public List<String> words() {
        return words;
    }

    /** The word number {@code index}, from 0; the syntax requires it. */
    public String word(int index) {
        return words.get(index);
    }
}
