package io.ggen.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.resolver.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Checks that a proof proves what it says: each of its steps, from its facts alone, by a SAT solver. */
class ProofTest {
    @Test
    void everyStepFollowsFromTheFactsThatAreTold() throws Exception {
        int steps = 0;
        for (long seed = 0; seed < 1_200; seed++) {
            RandomUniverse random = seed % 2 == 0 ? new RandomUniverse(seed) : RandomUniverse.strict(seed);
            Question question = random.asking.question();
            Pool pool = new Pool(question, new Answers(random.universe), false);
            Search.End end = new Search(question, pool, new Budget(1_000_000)).run();
            if (end instanceof Search.Failed failed) {
                Proof proof = new Proof(failed.proof(), pool);
                assertThat(holdsTogether(proof, pool, Map.of(), true))
                        .as("seed %d", seed)
                        .isFalse();
                Deque<ProofStep> left = new ArrayDeque<>();
                ProofStep last = proof.last();
                if (last != null) {
                    left.add(last);
                }
                while (!left.isEmpty()) {
                    ProofStep step = left.remove();
                    if (!step.isFact()) {
                        steps++;
                        assertThat(holdsTogether(proof, pool, step.statements(), false))
                                .as("seed %d", seed)
                                .isFalse();
                        left.addAll(List.of(step.first(), step.second()));
                    }
                }
            }
        }
        assertThat(steps).isGreaterThan(200);
    }

    private static boolean holdsTogether(Proof proof, Pool pool, Map<Integer, long[]> statements, boolean asked)
            throws TimeoutException {
        ISolver solver = SolverFactory.newDefault();
        int[] first = new int[pool.size() + 1];
        first[0] = 1;
        for (int index = 0; index < pool.size(); index++) {
            first[index + 1] = first[index] + pool.get(index).size();
        }
        solver.newVar(first[pool.size()]);
        try {
            for (int index = 0; index < pool.size(); index++) {
                solver.addExactly(literals(first[index], pool.get(index).all()), 1);
            }
            for (Incompat fact : proof.facts()) {
                VecInt clause = new VecInt();
                for (int i = 0; i < fact.size(); i++) {
                    Candidates of = pool.get(fact.packages[i]);
                    literals(first[of.index()], Bits.minus(of.all(), fact.sets[i]))
                            .copyTo(clause);
                }
                solver.addClause(clause);
            }
            for (Wanted wanted : proof.asked()) {
                if (asked) {
                    solver.addClause(literals(first[wanted.target.index()], wanted.good));
                }
            }
            for (Map.Entry<Integer, long[]> statement : statements.entrySet()) {
                solver.addClause(literals(first[statement.getKey()], statement.getValue()));
            }
            return solver.isSatisfiable();
        } catch (ContradictionException e) {
            return false;
        }
    }

    private static VecInt literals(int first, long[] set) {
        VecInt literals = new VecInt();
        for (int number = Bits.next(set, 0); number >= 0; number = Bits.next(set, number + 1)) {
            literals.push(first + number);
        }
        return literals;
    }
}
