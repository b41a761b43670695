package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.Release;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a solution: decides packages one by one, notes what follows from each decision, and when that is a
 * contradiction, learns what is to blame, goes back as far as that allows, and goes on. ALGORITHM.md tells how and why.
 */
final class Search {
    private final Question question;
    private final Pool pool;
    private final Budget budget;
    private final DecisionQueue queue;
    private final Trail trail;
    private final Watches watches;
    private final Needs needs;
    private final Analysis analysis;
    private final Learned learned;

    /** How a search ends. */
    sealed interface End {}

    /** With the preferred solution. */
    record Found(List<Release> chosen) implements End {}

    /** With the proof that there is none. */
    record Failed(Incompat proof) implements End {}

    /** Without an answer, for want of steps. */
    record GivenUp() implements End {}

    Search(Question question, Pool pool, Budget budget) {
        this.question = question;
        this.pool = pool;
        this.budget = budget;
        queue = new DecisionQueue(pool);
        trail = new Trail(pool, queue);
        watches = new Watches(trail);
        needs = new Needs(pool);
        analysis = new Analysis(trail);
        learned = new Learned(trail);
    }

    End run() throws InterruptedException {
        Budget.stopIfAsked();
        load(question.roots());
        Incompat conflict = null;
        for (Dependency root : question.roots()) {
            Incompat asked = Incompat.asked(pool.wanted(root));
            if (asked.size() == 0) {
                return new Failed(asked);
            }
            watches.attach(asked);
            conflict = conflict == null ? watches.conclude(asked) : conflict;
        }
        while (true) {
            conflict = conflict == null ? watches.propagate() : conflict;
            if (conflict != null) {
                Incompat lesson = analysis.learn(conflict, pool.size(), budget);
                if (lesson == null) {
                    return new GivenUp();
                }
                if (lesson.size() == 0) {
                    return new Failed(lesson);
                }
                budget.spendOn(lesson);
                conflict = goBack(conflict, lesson);
            } else {
                int next = nextOpen();
                if (next < 0) {
                    return new Found(chosen());
                }
                conflict = choose(next);
            }
            if (!budget.spend()) {
                return new GivenUp();
            }
        }
    }

    private void load(List<Dependency> dependencies) throws InterruptedException {
        int known = pool.size();
        pool.load(dependencies);
        trail.grow();
        watches.grow(pool.size());
        for (int index = known; index < pool.size(); index++) {
            for (Incompat bar : pool.get(index).bars()) {
                watches.attach(bar);
                watches.conclude(bar);
            }
        }
    }

    private int nextOpen() {
        int next = queue.poll();
        while (next >= 0 && (trail.isDecided(next) || !trail.isNeeded(next))) {
            next = queue.poll();
        }
        return next;
    }

    /** Decides a package, unless what its best candidate needs is out of the question: then notes that. */
    private @Nullable Incompat choose(int index) throws InterruptedException {
        Candidates candidates = pool.get(index);
        int number = candidates.preferred(trail.left(index));
        load(candidates.dependencies(number));
        for (Incompat need : needs.of(index, number, watches)) {
            if (isOutOfTheQuestion(need, index, number)) {
                return rejected(index, need);
            }
        }
        trail.decide(index, number);
        return null;
    }

    private boolean isOutOfTheQuestion(Incompat need, int index, int number) {
        for (int i = 0; i < need.size(); i++) {
            int other = need.packages[i];
            if (other == index ? !Bits.has(need.sets[i], number) : !Bits.isWithin(trail.left(other), need.sets[i])) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Incompat rejected(int index, Incompat need) {
        if (Bits.isWithin(trail.left(index), need.of(index))) {
            queue.changed(index, trail.left(index), true);
            return need;
        }
        trail.exclude(index, need.of(index), need);
        return null;
    }

    /** Takes back what {@code lesson} says, and notes what follows from it there. Returns a conflict that shows at once. */
    private @Nullable Incompat goBack(Incompat conflict, Incompat lesson) {
        queue.blame(conflict.packages);
        List<Incompat> lost = trail.undoTo(analysis.backTo());
        watches.undone();
        learned.note(lesson, analysis.asserted(), watches);
        Incompat next = watches.conclude(lesson);
        for (int i = 0; i < lost.size() && next == null; i++) {
            next = watches.conclude(lost.get(i));
        }
        return next;
    }

    private List<Release> chosen() {
        List<Release> chosen = new ArrayList<>();
        for (int index = 0; index < pool.size(); index++) {
            if (trail.isDecided(index) && !pool.get(index).isImagined()) {
                chosen.add(pool.get(index).release(Bits.next(trail.left(index), 0)));
            }
        }
        return chosen;
    }
}
