package io.ggen.catalog;

import io.ggen.api.PackageName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody typed, taken apart. Anything may be typed; what is too long is cut.
 *
 * @param empty whether nothing was typed
 * @param name the text as the name of a package would be written
 * @param key its letters and digits
 * @param words its words, without those that say nothing if there are others
 * @param publisher the publisher of a text such as {@code @PUBLISHER/NAME}, or empty text
 */
record QueryText(boolean empty, String name, String key, List<String> words, String publisher) {
    private static final int LONGEST = 256;
    private static final int MOST_WORDS = 10;
    private static final Set<String> SAY_NOTHING = Set.of(
            "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to",
            "with");

    static QueryText of(String typed) {
        String text = (typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST)).strip();
        boolean empty = text.isEmpty();
        String publisher = "";
        int slash = text.indexOf('/');
        if (text.startsWith("@") && slash > 1) {
            publisher = text.substring(1, slash);
            text = text.substring(slash + 1);
        }
        int at = text.indexOf('@');
        if (at > 0 && PackageName.isValid(text.substring(0, at).toLowerCase(Locale.ROOT))) {
            text = text.substring(0, at);
        }
        return new QueryText(
                empty, text.toLowerCase(Locale.ROOT), Words.joined(text), List.copyOf(words(text)), publisher);
    }

    private static Set<String> words(String text) {
        List<String> all = Words.typed(text, 10 * MOST_WORDS);
        List<String> telling = new ArrayList<>(all);
        telling.removeIf(SAY_NOTHING::contains);
        Set<String> words = new LinkedHashSet<>();
        for (String word : telling.isEmpty() ? all : telling) {
            if (words.size() < MOST_WORDS) {
                words.add(word);
            }
        }
        return words;
    }
}
