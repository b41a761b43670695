package io.ggen.resolver;

import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.util.Arrays;

/** Prints how long the families of {@link Families} take: the first time, and the median of many. */
final class ResolveBench {
    private static final String HARD_SUDOKU =
            "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..";

    private ResolveBench() {}

    /** With the argument {@code both}, times the backtracking resolver too. */
    public static void main(String[] args) throws InterruptedException {
        Resolver ours = new PubGrubResolver(PubGrubResolver.DEFAULT_STEPS);
        Resolver other = args.length > 0 ? new BacktrackingResolver(1_000_000) : ours;
        System.out.printf("%-34s %10s %10s %10s  %s%n", "family", "first ms", "median ms", "best ms", "answer");
        time("300 of 500", Families.layers(500, 8, 2, 1), ours, 60);
        time("distribution 3,400 of 5,700", Families.distribution(5_700, 1_000, 1), ours, 40);
        if (other != ours) {
            time("  backtracking", Families.distribution(5_700, 1_000, 1), other, 10);
        }
        time("chain 10,000", Families.chain(10_000, ""), ours, 15);
        time("broken chain 10,000", Families.chain(10_000, "gone"), ours, 15);
        time("wide 100 x 100, solvable", Families.wide(100, 100, true), ours, 5);
        time("wide 100 x 100, unsolvable", Families.wide(100, 100, false), ours, 5);
        time("sudoku, hard", Families.sudoku(HARD_SUDOKU), ours, 5);
        time("sudoku, empty", Families.sudoku(".".repeat(81)), ours, 5);
        for (int pigeons = 6; pigeons <= 10; pigeons++) {
            time(pigeons + " pigeons", Families.pigeons(pigeons, pigeons - 1), ours, 3);
            if (other != ours && pigeons < 8) {
                time("  backtracking", Families.pigeons(pigeons, pigeons - 1), other, 3);
            }
        }
    }

    private static void time(String name, Families family, Resolver resolver, int rounds) throws InterruptedException {
        double[] times = new double[rounds];
        String answer = "";
        double first = 0;
        for (int round = 0; round < rounds; round++) {
            family.universe().asked.clear();
            long start = System.nanoTime();
            Resolution resolution = resolver.resolve(family.asking().question(), family.universe());
            times[round] = (System.nanoTime() - start) / 1e6;
            first = round == 0 ? times[0] : first;
            answer = resolution instanceof Resolution.Solved solved
                    ? solved.plan().steps().size() + " packages, "
                            + family.universe().asked.size() + " questions"
                    : resolution.getClass().getSimpleName();
        }
        Arrays.sort(times);
        System.out.printf("%-34s %10.1f %10.1f %10.1f  %s%n", name, first, times[rounds / 2], times[0], answer);
    }
}
