package io.ggen.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Text that compresses about as well as templates and documents do: four to one. */
final class Text {
    private static final String[] SYLLABLES = {
        "al", "ber", "co", "den", "el", "fa", "gor", "hin", "is", "ju", "ka", "lor", "mi", "nes", "or", "pa", "qui",
        "ro", "sta", "ti", "un", "vel", "wa", "xen", "ya", "zo"
    };
    private static final int WORDS = 3_000;
    private static final int PHRASES = 60;

    private final Random random;
    private final String[] phrases = new String[PHRASES];

    Text(Random random) {
        this.random = random;
        for (int i = 0; i < PHRASES; i++) {
            phrases[i] = sentence(4 + random.nextInt(8));
        }
    }

    /** One of 3,000 words; low ranks more often than high ones, as in real text. */
    String word() {
        int rank = (int) (WORDS * Math.pow(random.nextDouble(), 3));
        int rest = rank * 31 + 7;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 2 || (rest > 0 && i < 4); i++) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        }
        return word.toString();
    }

    /** So many words. */
    String sentence(int words) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            sentence.append(i == 0 ? "" : " ").append(word());
        }
        return sentence.toString();
    }

    /** A file of {@code length} bytes: lines, some of which the package has elsewhere too. */
    byte[] file(int length) {
        StringBuilder text = new StringBuilder(length + 200);
        while (text.length() < length) {
            text.append("  ".repeat(random.nextInt(3)));
            if (random.nextInt(3) == 0) {
                text.append(phrases[random.nextInt(PHRASES)]);
            } else {
                text.append(sentence(3 + random.nextInt(6)));
            }
            text.append('\n');
        }
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }
}
