package io.ggen.catalog;

import io.ggen.api.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds names that look like another, for "did you mean": by typos first, then by shared beginnings and parts. */
final class Likeness implements CatalogIndex.NamesQuestion<List<String>> {
    private static final int FAR = 100;

    private final String wanted;
    private final String bare;
    private final int limit;
    private final int typos;

    Likeness(String wanted, int limit) {
        String lower = wanted.strip().toLowerCase(Locale.ROOT);
        this.wanted = lower.length() <= PackageName.LONGEST ? lower : lower.substring(0, PackageName.LONGEST);
        this.bare = bare(this.wanted);
        this.limit = limit;
        this.typos = bare.length() < 4 ? 1 : bare.length() < 9 ? 2 : 3;
    }

    @Override
    public List<String> on(@Nullable View view, Set<PackageName> waiting) throws IOException {
        List<String> names = view == null ? new ArrayList<>() : Names.everWritten(view);
        Set<String> certain = new HashSet<>();
        for (PackageName name : waiting) {
            names.add(name.value());
            certain.add(name.value());
        }
        List<String> best = new ArrayList<>();
        for (Alike alike : mostAlike(names)) {
            if (best.size() == limit) {
                break;
            }
            String name = alike.name();
            if (certain.contains(name) || view != null && Names.exists(view, name)) {
                best.add(name);
            }
        }
        return best;
    }

    @Override
    public List<String> onNothing() {
        return List.of();
    }

    private Set<Alike> mostAlike(List<String> names) {
        Set<Alike> alike = new TreeSet<>();
        if (limit < 1 || wanted.isEmpty()) {
            return alike;
        }
        for (String name : names) {
            int distance = name.equals(wanted) ? FAR : distance(name);
            if (distance < FAR) {
                alike.add(new Alike(name, distance));
            }
        }
        return alike;
    }

    /** Twice the typos; a scope left out or another one costs one; a longer name, one more than all typos. */
    private int distance(String name) {
        int whole = typos(wanted, name);
        int part = typos(bare, bare(name));
        int distance = Math.min(2 * whole, 2 * part + 1);
        if (distance < FAR) {
            return distance;
        }
        String other = bare(name);
        boolean longer =
                bare.length() >= 3 && beginsAtPart(other, bare) || other.length() >= 3 && beginsAtPart(bare, other);
        return longer ? 2 * typos + 2 : FAR;
    }

    /** Whether {@code part} stands in {@code text} where one of its parts begins. */
    private static boolean beginsAtPart(String text, String part) {
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Letters added, dropped, changed or swapped with their neighbour, or {@link #FAR} if those are too many. */
    private int typos(String a, String b) {
        if (Math.abs(a.length() - b.length()) > typos) {
            return FAR;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - typos);
            int to = Math.min(b.length(), i + typos);
            Arrays.fill(row, FAR);
            row[0] = i;
            int least = i;
            for (int j = from; j <= to; j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > typos) {
                return FAR;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()] <= typos && last[b.length()] < Math.max(a.length(), b.length())
                ? last[b.length()]
                : FAR;
    }

    private record Alike(String name, int distance) implements Comparable<Alike> {
        @Override
        public int compareTo(Alike other) {
            return distance != other.distance ? Integer.compare(distance, other.distance) : name.compareTo(other.name);
        }
    }
}
