package io.ggen.resolver;

import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says a set of candidates as a person would write it: one version, a range that was asked for, or bounds. */
final class VersionWords {
    private static final int MOST_PARTS = 4;
    private static final int LONGEST_RANGE = 40;

    private VersionWords() {}

    /** {@code a}, {@code a 1.2.0}, {@code a ^1.0.0}, {@code a >=1.0.0 <2.0.0}: {@code set} of the candidates of a package. */
    static String of(Candidates candidates, long[] set) {
        String name = candidates.name().value();
        if (candidates.isImagined() || (Bits.count(set) == candidates.size() - 1 && Bits.count(set) != 1)) {
            return name;
        }
        if (Bits.count(set) > 1) {
            String asked = asAsked(candidates, set);
            if (asked != null) {
                return asked.isEmpty() ? name : name + " " + asked;
            }
        }
        Map<PublisherId, List<Integer>> byPublisher = new TreeMap<>();
        for (int number = 1; number < candidates.size(); number++) {
            byPublisher
                    .computeIfAbsent(candidates.release(number).publisher(), unused -> new ArrayList<>())
                    .add(number);
        }
        List<String> words = new ArrayList<>();
        byPublisher.forEach((publisher, numbers) -> {
            String owner = byPublisher.size() == 1 ? "" : "@" + publisher + "/";
            String bounds = bounds(candidates, numbers, set);
            if (!bounds.equals("none")) {
                words.add(owner + name + (bounds.isEmpty() ? "" : " " + bounds));
            }
        });
        return shortened(words, " or ");
    }

    private static @Nullable String asAsked(Candidates candidates, long[] set) {
        String best = null;
        for (Wanted wanted : candidates.everyWanted()) {
            String text = wanted.range.toString();
            if (Arrays.equals(wanted.good, set) && Words.isAny(wanted.range)) {
                return "";
            }
            if (Arrays.equals(wanted.good, set)
                    && text.length() <= LONGEST_RANGE
                    && (best == null
                            || text.length() < best.length()
                            || (text.length() == best.length() && text.compareTo(best) < 0))) {
                best = text;
            }
        }
        return best == null ? null : Texts.shown(best);
    }

    /** Runs of stable versions as bounds, other prereleases one by one; empty text for all, "none" for none. */
    private static String bounds(Candidates candidates, List<Integer> numbers, long[] set) {
        boolean all = true;
        boolean any = false;
        for (int number : numbers) {
            all &= Bits.has(set, number);
            any |= Bits.has(set, number);
        }
        if (!any || (all && numbers.size() > 1)) {
            return any ? "" : "none";
        }
        List<Integer> stable = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (int number : numbers) {
            if (!candidates.release(number).version().isPrerelease()) {
                stable.add(number);
            }
        }
        int covered = 0;
        for (int i = 0; i < stable.size(); i++) {
            int from = i;
            while (i < stable.size() && Bits.has(set, stable.get(i))) {
                i++;
            }
            if (i > from) {
                addPrereleases(candidates, numbers, covered, stable.get(from), set, parts);
                parts.add(run(candidates, stable, from, i));
                covered = stable.get(i - 1);
            }
        }
        addPrereleases(candidates, numbers, covered, Integer.MAX_VALUE, set, parts);
        return shortened(parts, " or ");
    }

    private static void addPrereleases(
            Candidates candidates, List<Integer> numbers, int after, int before, long[] set, List<String> parts) {
        for (int number : numbers) {
            Release release = candidates.release(number);
            if (number > after && number < before && release.version().isPrerelease() && Bits.has(set, number)) {
                parts.add(release.version().toString());
            }
        }
    }

    private static String run(Candidates candidates, List<Integer> stable, int from, int end) {
        String low = candidates.release(stable.get(from)).version().toString();
        if (end - from == 1) {
            return low;
        }
        if (end == stable.size()) {
            return ">=" + low;
        }
        String high = "<" + candidates.release(stable.get(end)).version();
        return from == 0 ? high : ">=" + low + " " + high;
    }

    private static String shortened(List<String> parts, String joint) {
        return parts.size() <= MOST_PARTS
                ? String.join(joint, parts)
                : String.join(joint, parts.subList(0, MOST_PARTS)) + joint + (parts.size() - MOST_PARTS) + " others";
    }
}
