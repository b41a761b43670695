package io.ggen.benchmarks;

import java.util.Arrays;

/** The few kinds of ranges that generated universes use, by their definition. */
final class Ranges {
    private Ranges() {}

    /** Whether {@code version}, three numbers, meets every comparator in {@code range}. */
    static boolean allows(String range, String version) {
        int[] it = numbers(version);
        for (String comparator : range.split(" ", -1)) {
            if (!meets(comparator, it)) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(String comparator, int[] it) {
        if (comparator.equals("*")) {
            return true;
        }
        int start = 0;
        while (!Character.isDigit(comparator.charAt(start))) {
            start++;
        }
        int[] bound = numbers(comparator.substring(start));
        int order = Arrays.compare(it, bound);
        return switch (comparator.substring(0, start)) {
            case "" -> order == 0;
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            case "^" -> order >= 0 && it[0] == bound[0] && bound[0] > 0;
            default -> throw new IllegalArgumentException(comparator);
        };
    }

    private static int[] numbers(String version) {
        String[] parts = version.split("\\.", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }
}
