package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Universes of a kind, with the question to ask of them: large ones like real life, and small hard ones. */
record Families(Universe universe, Universe.Asking asking) {
    /** {@code p0 -> p1 -> …}; the last one needs {@code end}, if that is not empty. */
    static Families chain(int length, String end) {
        Universe universe = new Universe();
        for (int i = 0; i < length; i++) {
            String needs = i + 1 < length ? " -> p" + (i + 1) + " ^1.0.0" : end.isEmpty() ? "" : " -> " + end;
            universe.add(Universe.release("p" + i + " 1.0.0" + needs));
        }
        return new Families(universe, ask("p0"));
    }

    /** One package more than there are places, each of which takes one. */
    static Families pigeons(int pigeons, int holes) {
        Universe universe = new Universe();
        String[] roots = new String[pigeons];
        for (int pigeon = 0; pigeon < pigeons; pigeon++) {
            roots[pigeon] = "pigeon" + pigeon;
            for (int hole = 1; hole <= holes; hole++) {
                universe.add(Universe.release(
                        "pigeon" + pigeon + " " + hole + ".0.0 -> hole" + hole + " " + (pigeon + 1) + ".0.0"));
            }
        }
        for (int hole = 1; hole <= holes; hole++) {
            for (int pigeon = 1; pigeon <= pigeons; pigeon++) {
                universe.add(Universe.release("hole" + hole + " " + pigeon + ".0.0"));
            }
        }
        return new Families(universe, ask(roots));
    }

    /** Many packages with many versions each, every one of which needs its own version of one in the middle. */
    static Families wide(int packages, int versions, boolean solvable) {
        Universe universe = new Universe();
        String[] roots = new String[packages];
        for (int i = 0; i < packages; i++) {
            roots[i] = "w" + i;
            for (int v = 1; v <= versions; v++) {
                int shared = solvable && v == 1 ? 1 : v * packages + i + 1;
                universe.add(Universe.release("w" + i + " " + v + ".0.0 -> middle " + shared + ".0.0"));
                universe.add(Universe.release("middle " + shared + ".0.0"));
            }
        }
        return new Families(universe, ask(roots));
    }

    /** A sudoku: each cell is a package with nine versions; each row, column and box has a seat for every digit. */
    static Families sudoku(String givens) {
        Universe universe = new Universe();
        Set<String> seats = new TreeSet<>();
        List<String> roots = new ArrayList<>();
        for (int cell = 0; cell < 81; cell++) {
            int row = cell / 9;
            int column = cell % 9;
            int box = row / 3 * 3 + column / 3;
            for (int digit = 1; digit <= 9; digit++) {
                String row9 = "row" + row + "-" + digit;
                String column9 = "column" + column + "-" + digit;
                String box9 = "box" + box + "-" + digit;
                seats.addAll(List.of(row9, column9, box9));
                universe.add(Universe.release("cell" + cell + " " + digit + ".0.0 -> " + row9 + " " + (column + 1)
                        + ".0.0, " + column9 + " " + (row + 1) + ".0.0, " + box9 + " " + (row % 3 * 3 + column % 3 + 1)
                        + ".0.0"));
            }
            char given = givens.charAt(cell);
            roots.add("cell" + cell + (given == '.' ? "" : " " + given + ".0.0"));
        }
        for (String seat : seats) {
            for (int place = 1; place <= 9; place++) {
                universe.add(Universe.release(seat + " " + place + ".0.0"));
            }
        }
        return new Families(universe, ask(roots.toArray(String[]::new)));
    }

    /** Layers of packages like those of a language's registry: many versions, carets on lower layers. */
    static Families layers(int packages, int versions, int roots, long seed) {
        Random random = new Random(seed);
        Universe universe = new Universe();
        for (int i = 0; i < packages; i++) {
            for (int v = 0; v < versions; v++) {
                StringBuilder line = new StringBuilder("l" + i + " 1." + v + ".0");
                String arrow = " -> ";
                for (int d = i + 1 < packages ? 1 + random.nextInt(5) : 0; d > 0; d--) {
                    int target = i + 1 + random.nextInt(Math.min(120, packages - i - 1));
                    line.append(arrow).append('l').append(target).append(" ^1.");
                    line.append(random.nextInt(v + 1)).append(".0");
                    arrow = ", ";
                }
                universe.add(Universe.release(line.toString()));
            }
        }
        return new Families(universe, ask(first("l", roots)));
    }

    /** Like a distribution of Linux: few versions, a few libraries that nearly everything needs, long tails. */
    static Families distribution(int packages, int roots, long seed) {
        Random random = new Random(seed);
        Universe universe = new Universe();
        for (int i = 0; i < packages; i++) {
            int versions = 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
            for (int v = 0; v < versions; v++) {
                StringBuilder line = new StringBuilder("d" + i + " " + (v + 1) + ".0.0");
                String arrow = " -> ";
                for (int d = random.nextInt(9); d > 0 && i > 0; d--) {
                    int target = (int) (i * Math.pow(random.nextDouble(), 2.2));
                    line.append(arrow).append('d').append(target);
                    line.append(random.nextInt(3) == 0 ? " >=1.0.0" : random.nextInt(40) == 0 ? " <3.0.0" : " *");
                    arrow = ", ";
                }
                universe.add(Universe.release(line.toString()));
            }
        }
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < roots; i++) {
            wanted.add("d" + (packages - 1 - random.nextInt(packages * 2 / 3)));
        }
        return new Families(universe, ask(wanted.stream().distinct().toArray(String[]::new)));
    }

    private static String[] first(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = prefix + i;
        }
        return names;
    }
}
