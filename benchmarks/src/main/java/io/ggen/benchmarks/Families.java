package io.ggen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Universes of a kind: one like a language's registry, and small ones that are hard. The same in each run. */
final class Families {
    private Families() {}

    /** All that must take less than five seconds. */
    static List<Universe> hard() {
        List<Universe> hard = new ArrayList<>();
        hard.add(chain("a chain of 10,000", Map.of()));
        hard.add(chain("a chain of 10,000 that ends in a name nobody knows", Map.of("gone", "*")));
        for (int pigeons = 6; pigeons <= 11; pigeons++) {
            hard.add(pigeons(pigeons));
        }
        hard.add(wide("100 packages of 100 versions around one, solvable", true));
        hard.add(wide("100 packages of 100 versions around one, unsolvable", false));
        hard.add(sudoku(
                "a hard sudoku", "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."));
        hard.add(sudoku(
                "a sudoku without solution",
                "89.........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."));
        hard.add(sudoku("an empty sudoku", ".".repeat(81)));
        hard.add(versions("10,000 versions, none of which will do", 0));
        hard.add(versions("10,000 versions, of which the oldest will do", 1));
        hard.add(diamonds(30, 4));
        hard.add(diamonds(300, 10));
        return hard;
    }

    /** Layers: eight versions each, carets on lower layers, as in a language's registry. */
    static Universe layers(String name, int packages) {
        Random random = new Random(1);
        Universe universe = new Universe(name);
        for (int i = 0; i < packages; i++) {
            for (int v = 0; v < 8; v++) {
                Map<String, String> needs = new TreeMap<>();
                for (int d = i + 1 < packages ? 1 + random.nextInt(5) : 0; d > 0; d--) {
                    int target = i + 1 + random.nextInt(Math.min(120, packages - i - 1));
                    needs.put("l" + target, "^1." + random.nextInt(v + 1) + ".0");
                }
                universe.add("l" + i, "1." + v + ".0", needs);
            }
        }
        return universe.ask("l93", "*").ask("l94", "*");
    }

    private static Universe chain(String name, Map<String, String> end) {
        Universe universe = new Universe(name);
        for (int i = 0; i < 10_000; i++) {
            universe.add("p" + i, "1.0.0", i + 1 < 10_000 ? Map.of("p" + (i + 1), "^1.0.0") : end);
        }
        return universe.ask("p0", "*");
    }

    /** One pigeon more than there are holes, each of which takes one. */
    private static Universe pigeons(int pigeons) {
        Universe universe = new Universe(pigeons + " pigeons in " + (pigeons - 1) + " holes");
        for (int pigeon = 1; pigeon <= pigeons; pigeon++) {
            for (int hole = 1; hole < pigeons; hole++) {
                universe.add("pigeon" + pigeon, hole + ".0.0", Map.of("hole" + hole, pigeon + ".0.0"));
                universe.add("hole" + hole, pigeon + ".0.0", Map.of());
            }
            universe.ask("pigeon" + pigeon, "*");
        }
        return universe;
    }

    /** Every version of a hundred packages needs its own version of the one in the middle. */
    private static Universe wide(String name, boolean solvable) {
        Universe universe = new Universe(name);
        for (int i = 0; i < 100; i++) {
            for (int v = 1; v <= 100; v++) {
                String shared = (solvable && v == 1 ? 1 : v * 100 + i + 1) + ".0.0";
                universe.add("w" + i, v + ".0.0", Map.of("middle", shared));
                universe.add("middle", shared, Map.of());
            }
            universe.ask("w" + i, "*");
        }
        return universe;
    }

    /** Each cell is a package with nine versions; each row, column and box has a seat for every digit. */
    private static Universe sudoku(String name, String givens) {
        Universe universe = new Universe(name);
        Set<String> seats = new TreeSet<>();
        for (int cell = 0; cell < 81; cell++) {
            int row = cell / 9;
            int column = cell % 9;
            int box = row / 3 * 3 + column / 3;
            for (int digit = 1; digit <= 9; digit++) {
                Map<String, String> needs = new TreeMap<>();
                needs.put("row" + row + "-" + digit, (column + 1) + ".0.0");
                needs.put("column" + column + "-" + digit, (row + 1) + ".0.0");
                needs.put("box" + box + "-" + digit, (row % 3 * 3 + column % 3 + 1) + ".0.0");
                universe.add("cell" + cell, digit + ".0.0", needs);
                seats.addAll(needs.keySet());
            }
            universe.ask("cell" + cell, givens.charAt(cell) == '.' ? "*" : givens.charAt(cell) + ".0.0");
        }
        for (String seat : seats) {
            for (int place = 1; place <= 9; place++) {
                universe.add(seat, place + ".0.0", Map.of());
            }
        }
        return universe;
    }

    /** Ten thousand versions, each of which needs its own version of another package, which needs one of a third. */
    private static Universe versions(String name, int good) {
        Universe universe = new Universe(name);
        for (int v = 0; v < 10_000; v++) {
            universe.add("a", v + ".0.0", Map.of("b", ">=" + v + ".0.0 <" + (v + 1) + ".0.0"));
            universe.add("b", v + ".0.0", Map.of("c", v < good ? "1.0.0" : "2.0.0"));
        }
        universe.add("c", "1.0.0", Map.of()).add("c", "2.0.0", Map.of());
        return universe.ask("a", "*").ask("c", "1.0.0");
    }

    /** Both sides of each diamond need both sides of the next; the last two sides do not go together. */
    private static Universe diamonds(int depth, int versions) {
        Universe universe = new Universe(depth + " unsolvable diamonds of " + versions + " versions");
        for (int i = 0; i < depth; i++) {
            for (int v = 1; v <= versions; v++) {
                String any = ">=" + (v == 1 ? 1 : v - 1) + ".0.0";
                Map<String, String> both = Map.of("left" + (i + 1), any, "right" + (i + 1), any);
                boolean last = i + 1 == depth;
                universe.add("left" + i, v + ".0.0", last ? Map.of("end", "1.0.0") : both);
                universe.add("right" + i, v + ".0.0", last ? Map.of("end", "2.0.0") : both);
            }
        }
        universe.add("end", "1.0.0", Map.of()).add("end", "2.0.0", Map.of());
        return universe.ask("left0", "*").ask("right0", "*");
    }
}
