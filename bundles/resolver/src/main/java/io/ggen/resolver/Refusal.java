package io.ggen.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells why there is no solution: in one sentence, and at length. */
final class Refusal {
    private static final String UNCHANGED = "; nothing was changed.";
    private static final int MOST_FACTS_IN_MESSAGE = 3;
    private static final int MOST_FACTS_TOLD = 100;
    private static final int LONGEST_CIRCLE = 40;

    private final Proof proof;
    private final Words words;

    Refusal(Proof proof, Pool pool) {
        this.proof = proof;
        this.words = new Words(pool, proof.asked());
    }

    /** A fact in the proof that is only a registry's silence, told as undecided; null if there is none. */
    Resolution.@Nullable Undecided silence() {
        for (Wanted wanted : proof.asked()) {
            if (wanted.isHopeless() && wanted.target.unavailable() != null) {
                return new Resolution.Undecided(new Shortage(wanted).sentence() + UNCHANGED);
            }
        }
        for (Incompat fact : factsInOrder()) {
            Wanted wanted = fact.reason instanceof Reason.Needs needs ? needs.wanted : null;
            if (wanted != null && wanted.isHopeless() && wanted.target.unavailable() != null) {
                String remark = new Shortage(wanted).sentence();
                return new Resolution.Undecided(words.need(fact) + ", but " + Character.toLowerCase(remark.charAt(0))
                        + remark.substring(1) + UNCHANGED);
            }
        }
        return null;
    }

    private String message() {
        List<Incompat> facts = factsInOrder();
        if (facts.isEmpty()) {
            Wanted first = proof.asked().get(0);
            return (proof.asked().size() == 1
                            ? new Shortage(first).sentence()
                            : "Because " + Words.asked(proof.asked()) + ", " + first.target.name()
                                    + " cannot be installed")
                    + UNCHANGED;
        }
        boolean whole = facts.size() <= MOST_FACTS_IN_MESSAGE;
        List<Incompat> key = whole ? facts : keyFacts(facts);
        String because = key.isEmpty()
                ? facts.size() + " dependencies contradict each other"
                : words.facts(key) + (whole ? "" : ", and no other versions help");
        List<String> names = new ArrayList<>();
        for (Wanted wanted : proof.asked()) {
            boolean told = false;
            for (Incompat fact : key) {
                told |= fact.reason instanceof Reason.Needs needs && needs.by == wanted.target;
            }
            names.add(told ? wanted.target.name().value() : words.wanted(wanted));
        }
        return "Because " + because + ", " + Words.listed(names, MOST_FACTS_IN_MESSAGE * 2) + " cannot be installed"
                + (names.size() > 1 ? " together" : "") + UNCHANGED;
    }

    /** The refusal, with {@code next} as what to try. */
    Resolution.Unsatisfiable with(List<String> next) {
        return new Resolution.Unsatisfiable(message(), explanation(), next, proof.names());
    }

    private List<String> explanation() {
        if (proof.isReadable()) {
            return new ProofText(words).of(proof);
        }
        List<Incompat> facts = factsInOrder();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            if (facts.size() > MOST_FACTS_TOLD && i == MOST_FACTS_TOLD / 2) {
                int left = facts.size() - MOST_FACTS_TOLD;
                lines.add("(" + left + " more like these.)");
                i += left;
            }
            lines.add(words.fact(facts.get(i)) + ".");
        }
        lines.add("These cannot all be met. So, because " + Words.asked(proof.asked()) + ", there is no solution.");
        return lines;
    }

    /** Facts from what the user asked for downwards, level by level. */
    private List<Incompat> factsInOrder() {
        List<Incompat> left = proof.facts();
        left.sort((a, b) -> {
            int order = by(a).name().compareTo(by(b).name());
            return order != 0 ? order : inOrder(a.reason, b.reason);
        });
        Map<Candidates, List<Incompat>> of = new HashMap<>();
        for (Incompat fact : left) {
            of.computeIfAbsent(by(fact), unused -> new ArrayList<>()).add(fact);
        }
        List<Candidates> reached = new ArrayList<>();
        Set<Candidates> seen = new HashSet<>();
        for (Wanted wanted : proof.asked()) {
            if (seen.add(wanted.target)) {
                reached.add(wanted.target);
            }
        }
        List<Incompat> ordered = new ArrayList<>();
        for (int i = 0; i < reached.size(); i++) {
            for (Incompat fact : of.getOrDefault(reached.get(i), List.of())) {
                ordered.add(fact);
                if (fact.reason instanceof Reason.Needs needs && seen.add(needs.wanted.target)) {
                    reached.add(needs.wanted.target);
                }
            }
        }
        return ordered;
    }

    private static Candidates by(Incompat fact) {
        return ((Reason.Fact) fact.reason).by();
    }

    /** Of one package: what is ruled out, then what it needs, from its newest version down. */
    private static int inOrder(Reason a, Reason b) {
        if (a instanceof Reason.Barred one) {
            return b instanceof Reason.Barred other ? one.bar.compareTo(other.bar) : -1;
        }
        if (b instanceof Reason.Barred) {
            return 1;
        }
        Reason.Needs one = (Reason.Needs) a;
        Reason.Needs other = (Reason.Needs) b;
        int order = Bits.last(other.dependents) - Bits.last(one.dependents);
        return order != 0 ? order : one.wanted.target.name().compareTo(other.wanted.target.name());
    }

    /** What is hopeless, or ruled out and needed; else the first two facts that clash. */
    private List<Incompat> keyFacts(List<Incompat> facts) {
        List<Incompat> key = new ArrayList<>();
        for (Incompat fact : facts) {
            if (key.size() < 2 && fact.reason instanceof Reason.Needs needs && needs.wanted.isHopeless()) {
                key.add(fact);
            }
        }
        for (int i = 0; i < facts.size() && key.isEmpty(); i++) {
            if (facts.get(i).reason instanceof Reason.Needs needs
                    && Bits.isApart(needs.wanted.good, needs.wanted.target.open())) {
                key.add(facts.get(i));
                for (Incompat other : facts) {
                    if (other.reason instanceof Reason.Barred barred && barred.of == needs.wanted.target) {
                        key.add(other);
                    }
                }
            }
        }
        for (int i = 0; i < facts.size() && key.isEmpty(); i++) {
            for (int j = 0; j < i && key.isEmpty(); j++) {
                if (clash(facts.get(j), facts.get(i))) {
                    key.add(facts.get(j));
                    key.add(facts.get(i));
                }
            }
        }
        return key;
    }

    private static boolean clash(Incompat a, Incompat b) {
        return a.reason instanceof Reason.Needs one
                && b.reason instanceof Reason.Needs other
                && one.by != other.by
                && one.wanted.target == other.wanted.target
                && Bits.isApart(one.wanted.good, other.wanted.good);
    }

    /** Packages that depend on each other; the first is also the last. */
    static Resolution.Unsatisfiable circle(List<Release> circle, List<String> next) {
        String path = path(circle, LONGEST_CIRCLE);
        String message = circle.size() == 2
                ? Words.named(circle.get(0)) + " depends on itself (" + path + ")"
                : "Packages depend on each other in a circle: " + path;
        Set<PackageName> names = new HashSet<>();
        for (Release release : circle) {
            names.add(release.name());
        }
        return new Resolution.Unsatisfiable(
                message + UNCHANGED, List.of(path(circle, circle.size()) + "."), next, names);
    }

    private static String path(List<Release> circle, int most) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            if (circle.size() > most && i == most / 2) {
                path.append(" -> (").append(circle.size() - most).append(" more)");
                i = circle.size() - most / 2;
            }
            path.append(i == 0 ? "" : " -> ").append(Words.named(circle.get(i)));
        }
        return path.toString();
    }
}
