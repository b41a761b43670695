package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Says facts and what follows from them in plain words: parts of sentences. */
final class Words {
    static final String OVERRIDES = "etc/overrides.json";

    private static final int LONGEST_RANGE = 60;
    private static final int MOST_NAMED = 6;

    private final Pool pool;
    private final List<Wanted> asked;

    /** {@code asked} is what the user demands. */
    Words(Pool pool, List<Wanted> asked) {
        this.pool = pool;
        this.asked = asked;
    }

    /** {@code a ^1.0.0 depends on c ^2.0.0}, and why that is hopeless if it is; or {@code the lock keeps c at 1.0.0}. */
    String fact(Incompat fact) {
        return (fact.reason instanceof Reason.Barred barred ? BarWords.of(barred) : need(fact)) + remark(fact);
    }

    /** {@code a ^1.0.0 depends on c ^2.0.0}. */
    String need(Incompat fact) {
        Reason.Needs needs = (Reason.Needs) fact.reason;
        Candidates by = needs.by;
        long[] dependents = fact.of(by.index());
        boolean every = Bits.count(dependents) == by.size() - 1 && by.size() > 2;
        String subject = (every ? "every version of " : "") + VersionWords.of(by, dependents);
        return subject + " depends on " + ranged(needs.wanted.name(), needs.wanted.dependency);
    }

    /** Facts joined by "and"; what holds for both a fact and the one before it is said once. */
    String facts(List<Incompat> facts) {
        List<String> parts = new ArrayList<>();
        String last = "";
        for (Incompat fact : facts) {
            String remark = remark(fact);
            String words = fact(fact);
            if (!remark.isEmpty() && remark.equals(last)) {
                parts.set(parts.size() - 1, bare(parts.get(parts.size() - 1), remark));
            }
            parts.add(words);
            last = remark;
        }
        return listed(parts, parts.size());
    }

    private static String bare(String words, String remark) {
        return words.substring(0, words.length() - remark.length());
    }

    private static String remark(Incompat fact) {
        if (fact.reason instanceof Reason.Barred barred) {
            return BarWords.remark(barred.bar);
        }
        Reason.Needs needs = (Reason.Needs) fact.reason;
        boolean itself = needs.wanted.target == needs.by && needs.wanted.target.unavailable() == null;
        return remark(needs.wanted, itself ? "another version of itself" : shortage(needs.wanted));
    }

    private static String shortage(Wanted wanted) {
        return wanted.isHopeless() ? new Shortage(wanted).remark() : "";
    }

    /** What stands in brackets behind a range: that an override counts, and {@code rest}. */
    private static String remark(Wanted wanted, String rest) {
        String override = wanted.isOverridden()
                ? "set to " + Texts.shown(wanted.range.toString(), LONGEST_RANGE) + " by " + OVERRIDES
                : "";
        String joint = override.isEmpty() || rest.isEmpty() ? "" : "; ";
        return override.isEmpty() && rest.isEmpty() ? "" : " (" + override + joint + rest + ")";
    }

    /** {@code you asked for a ^1.0.0 and b}. */
    static String asked(List<Wanted> asked) {
        List<String> names = new ArrayList<>();
        for (Wanted wanted : asked) {
            boolean alone = wanted.isHopeless() && asked.size() == 1;
            names.add(dependency(wanted.dependency) + remark(wanted, alone ? shortage(wanted) : ""));
        }
        return "you asked for " + listed(names, MOST_NAMED);
    }

    /**
     * What {@code step} says: {@code a ^1.0.0 and b cannot be installed together}. A package is called by its name alone
     * where all of its versions are meant, or all that the user asked for, and one of {@code mentioned}, in the same
     * sentence, says which they are.
     */
    String conclusion(ProofStep step, List<ProofStep> mentioned) {
        List<String> there = new ArrayList<>();
        List<String> needed = new ArrayList<>();
        for (Map.Entry<Integer, long[]> statement : step.statements().entrySet()) {
            Candidates of = pool.get(statement.getKey());
            long[] set = statement.getValue();
            if (Bits.has(set, Candidates.ABSENT)) {
                needed.add(VersionWords.of(of, Bits.minus(of.all(), set)));
            } else {
                boolean whole = Bits.count(set) == of.size() - 1;
                there.add(whole || isMentioned(of, set, mentioned) ? of.name().value() : VersionWords.of(of, set));
            }
        }
        there.sort(null);
        needed.sort(null);
        String subject = listed(there, MOST_NAMED);
        String object = String.join(" or ", needed);
        if (needed.isEmpty()) {
            return subject + " cannot be installed" + (there.size() > 1 ? " together" : "");
        }
        if (there.isEmpty()) {
            return object + (needed.size() == 1 ? " is needed" : " are needed, one or the other");
        }
        return subject + (there.size() > 1 ? " together require " : " requires ") + object;
    }

    private boolean isMentioned(Candidates of, long[] set, List<ProofStep> mentioned) {
        boolean enough = false;
        for (Wanted wanted : asked) {
            enough |= wanted.target == of && Bits.isWithin(wanted.good, set);
        }
        for (ProofStep step : mentioned) {
            if (enough
                    && step.isFact()
                    && step.fact().reason instanceof Reason.Needs needs
                    && needs.by == of
                    && Arrays.equals(step.fact().of(of.index()), set)) {
                return true;
            }
        }
        return false;
    }

    /** {@code c ^2.0.0}, and what an override makes of it. */
    String wanted(Wanted wanted) {
        return dependency(wanted.dependency) + remark(wanted, "");
    }

    /** {@code c ^2.0.0}, or {@code c} where any version will do. */
    static String dependency(Dependency dependency) {
        return ranged(dependency.key(), dependency);
    }

    private static String ranged(String name, Dependency dependency) {
        return isAny(dependency.range())
                ? name
                : name + " " + Texts.shown(dependency.range().toString(), LONGEST_RANGE);
    }

    /** Whether every stable version is in {@code range}, by the way it is written. */
    static boolean isAny(Range range) {
        String text = range.toString();
        return range.equals(Range.LATEST) || text.isEmpty() || text.equals("*") || text.equals("x");
    }

    static String named(Release release) {
        return release.name() + " " + release.version();
    }

    /** Each version once, in the order given. */
    static String versions(List<Release> releases, int most) {
        List<String> versions = new ArrayList<>();
        for (Release release : releases) {
            String version = release.version().toString();
            if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(version)) {
                versions.add(version);
            }
        }
        return listed(versions, most);
    }

    /** {@code a, b and c}, or {@code a, b and 7 more}. */
    static String listed(List<String> words, int most) {
        int last = words.size() - 1;
        if (last < 1) {
            return String.join("", words);
        }
        return words.size() <= most
                ? String.join(", ", words.subList(0, last)) + " and " + words.get(last)
                : String.join(", ", words.subList(0, most)) + " and " + (words.size() - most) + " more";
    }
}
