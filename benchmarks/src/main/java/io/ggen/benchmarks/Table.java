package io.ggen.benchmarks;

/** A Markdown table, row by row. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String title, String... heads) {
        text.append("## ").append(title).append("\n\n");
        row((Object[]) heads);
        text.append('|').append("---|".repeat(heads.length)).append('\n');
    }

    Table row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
        return this;
    }

    /** A row with a measured value, the most it may be, and whether it is. */
    Table goal(String what, String shown, double value, double most, String why) {
        return row(
                what,
                shown,
                "≤ " + Measurements.number(most) + " (" + why + ")",
                Double.isNaN(value) ? "?" : value <= most ? "met" : "**missed**");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
