package io.ggen.shell.commands.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what somebody meant who mistyped. */
public final class Alike {
    private static final int LONGEST = 64;

    private Alike() {}

    /** The one of {@code names} that {@code typed} begins, or differs from by the fewest edits; null if none is near. */
    public static @Nullable String best(String typed, List<String> names) {
        if (typed.length() > LONGEST) {
            return null;
        }
        String best = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (String name : names) {
            int edits = name.startsWith(typed) && typed.length() > 2 ? 0 : edits(typed, name);
            if (edits < least) {
                least = edits;
                best = name;
            }
        }
        return best;
    }

    /** Letters to add, drop, change or swap with their neighbour to get from {@code a} to {@code b}. */
    static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
