package io.ggen.resolver;

import io.ggen.api.PackageName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes a proof as lines, what a line rests on before it. Two facts and what follows make a line; a fact that joins the
 * line above makes "And because …"; where a line is needed further down, it gets a number.
 */
final class ProofText {
    private final Words words;
    private final List<String> lines = new ArrayList<>();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private int numbers;

    /** Something left to write: a step with all it rests on, or a line whose words are settled. */
    private interface Task {
        void run();
    }

    ProofText(Words words) {
        this.words = words;
    }

    List<String> of(Proof proof) {
        ProofStep last = proof.last();
        String asked = Words.asked(proof.asked());
        if (last == null) {
            return List.of("Because " + asked + ", there is no solution.");
        }
        if (last.isFact()) {
            return List.of("Because " + words.fact(last.fact()) + " and " + asked + ", there is no solution.");
        }
        tasks.push(() -> visit(last, false));
        while (!tasks.isEmpty()) {
            tasks.pop().run();
        }
        lines.add("So, because " + asked + ", there is no solution.");
        return lines;
    }

    private void visit(ProofStep step, boolean numbered) {
        ProofStep a = step.first();
        ProofStep b = step.second();
        if (a.isFact() && b.isFact()) {
            ProofStep lead = leads(b, a) ? b : a;
            ProofStep other = lead == a ? b : a;
            line(step, numbered, "Because ", List.of(lead, other));
        } else if (!a.isFact() && !b.isFact()) {
            visitTwo(step, numbered, a, b);
        } else {
            visitOne(step, numbered, a.isFact() ? b : a, a.isFact() ? a : b);
        }
    }

    /** Whether {@code a} reads better before {@code b}: what b depends on comes after what depends on b. */
    private static boolean leads(ProofStep a, ProofStep b) {
        if (!(a.fact().reason instanceof Reason.Needs first)) {
            return b.fact().reason instanceof Reason.Needs other && a.fact().reason instanceof Reason.Barred barred
                    ? other.by == barred.of
                    : name(a).compareTo(name(b)) < 0;
        }
        if (!(b.fact().reason instanceof Reason.Needs second)) {
            return !leads(b, a);
        }
        if (first.wanted.target == second.by || second.wanted.target == first.by) {
            return first.wanted.target == second.by;
        }
        return first.by.name().compareTo(second.by.name()) < 0;
    }

    private static PackageName name(ProofStep fact) {
        return ((Reason.Fact) fact.fact().reason).by().name();
    }

    private void visitOne(ProofStep step, boolean numbered, ProofStep derived, ProofStep fact) {
        if (derived.line > 0) {
            line(step, numbered, "Because ", List.of(fact, derived));
            return;
        }
        ProofStep inner = derived.first().isFact() ? derived.second() : derived.first();
        ProofStep innerFact = inner == derived.first() ? derived.second() : derived.first();
        if (derived.uses == 1 && innerFact.isFact() && !inner.isFact() && inner.line == 0) {
            tasks.push(() -> line(
                    step,
                    numbered,
                    "And because ",
                    leads(fact, innerFact) ? List.of(fact, innerFact) : List.of(innerFact, fact)));
            tasks.push(() -> visit(inner, false));
            return;
        }
        tasks.push(() -> line(step, numbered, "And because ", List.of(fact)));
        tasks.push(() -> visit(derived, false));
    }

    private void visitTwo(ProofStep step, boolean numbered, ProofStep a, ProofStep b) {
        if (a.line > 0 && b.line > 0) {
            line(step, numbered, "Because ", List.of(a, b));
        } else if (a.line > 0 || b.line > 0) {
            ProofStep known = a.line > 0 ? a : b;
            ProofStep open = known == a ? b : a;
            tasks.push(() -> line(step, numbered, "And because ", List.of(known)));
            tasks.push(() -> visit(open, false));
        } else {
            boolean shortIsLast = isOneLine(b) || !isOneLine(a);
            ProofStep before = shortIsLast ? a : b;
            ProofStep after = shortIsLast ? b : a;
            tasks.push(() -> line(step, numbered, "And because ", List.of(before)));
            tasks.push(() -> visit(after, false));
            tasks.push(() -> visit(before, true));
        }
    }

    private static boolean isOneLine(ProofStep step) {
        return step.first().isFact() && step.second().isFact();
    }

    private void line(ProofStep step, boolean numbered, String start, List<ProofStep> premises) {
        StringBuilder line = new StringBuilder();
        if (numbered || step.uses > 1) {
            step.line = ++numbers;
            line.append('(').append(step.line).append(") ");
        }
        line.append(start);
        List<Incompat> facts = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (ProofStep premise : premises) {
            if (premise.isFact()) {
                facts.add(premise.fact());
            } else {
                String number = premise.line > 0 ? " (" + premise.line + ")" : "";
                parts.add(words.conclusion(premise, List.of()) + number);
            }
        }
        if (!facts.isEmpty()) {
            parts.add(0, words.facts(facts));
        }
        line.append(Words.listed(parts, parts.size()));
        lines.add(line.append(", ")
                .append(words.conclusion(step, premises))
                .append('.')
                .toString());
    }
}
