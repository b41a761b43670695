package io.ggen.shell.commands.text;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns align. The last column is cut where the terminal ends. */
public final class Table {
    private static final int GAP = 2;
    private static final int LEAST = 12;

    private final Style[] styles;
    private final List<String[]> rows = new ArrayList<>();

    /** A table with a column for each of {@code styles}. */
    public Table(Style... styles) {
        this.styles = styles.clone();
    }

    /** Adds a row; a cell that is missing is empty. */
    public Table row(String... cells) {
        String[] row = new String[styles.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = i < cells.length ? Out.safe(cells[i]) : "";
        }
        rows.add(row);
        return this;
    }

    /** Writes all rows, each {@code indent} columns from the left. */
    public void print(Out out, int indent) {
        int[] widths = widths();
        for (String[] row : rows) {
            print(row, widths, out, indent);
        }
    }

    private int[] widths() {
        int[] widths = new int[styles.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Columns.of(row[i]));
            }
        }
        return widths;
    }

    private void print(String[] row, int[] widths, Out out, int indent) {
        int last = row.length - 1;
        while (last > 0 && row[last].isEmpty()) {
            last--;
        }
        out.spaces(indent);
        int column = indent;
        for (int i = 0; i < last; i++) {
            out.put(styles[i], row[i]);
            if (widths[i] > 0) {
                out.spaces(widths[i] - Columns.of(row[i]) + GAP);
                column += widths[i] + GAP;
            }
        }
        out.put(styles[last], last < row.length - 1 ? row[last] : fitted(row[last], column, out.look()));
        out.end();
    }

    private static String fitted(String cell, int column, Look look) {
        return look.width() == 0 ? cell : Columns.cut(cell, Math.max(LEAST, look.width() - column), look.unicode());
    }
}
