package io.ggen.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Look NARROW = new Look(false, 24, true, false, null);

    private static String print(Table table, Look look) {
        Out out = new Out(look);
        table.print(out, 0);
        return out.text();
    }

    @Test
    void columnsAlignWhateverTheScript() {
        Table table = new Table(Style.BOLD, Style.PLAIN, Style.PLAIN)
                .row("ab", "", "x")
                .row("日本", "", "y")
                .row("e\u0301", "", "z")
                .row("only");
        assertThat(print(table, Look.PLAIN)).isEqualTo("ab    x\n日本  y\ne\u0301     z\nonly\n");
    }

    @Test
    void theLastColumnEndsWhereTheTerminalEnds() {
        Table table = new Table(Style.PLAIN, Style.PLAIN).row("name", "a description that is long");
        assertThat(print(table, NARROW)).isEqualTo("name  a description tha…\n");
        assertThat(print(table, new Look(false, 24, false, false, null))).isEqualTo("name  a description t...\n");
        assertThat(print(table, Look.PLAIN)).isEqualTo("name  a description that is long\n");
        Table wide = new Table(Style.PLAIN).row("日本語日本語日本語日本語日本語");
        assertThat(print(wide, NARROW)).isEqualTo("日本語日本語日本語日本…\n");
    }

    @Test
    void coloursEndBeforeThePaddingBegins() {
        Look colours = new Look(true, 0, true, false, null);
        assertThat(print(new Table(Style.BOLD, Style.PLAIN).row("a", "b").row("ccc", "d"), colours))
                .isEqualTo("\u001b[1ma\u001b[0m    b\n\u001b[1mccc\u001b[0m  d\n");
    }

    @Test
    void amountsAreSaidAsPeopleSayThem() {
        assertThat(List.of(Amounts.count(0, "package"), Amounts.count(1, "registry"), Amounts.count(2, "registry")))
                .containsExactly("0 packages", "1 registry", "2 registries");
        assertThat(List.of(
                        Amounts.seconds(0),
                        Amounts.seconds(42_000_000L),
                        Amounts.seconds(440_000_000L),
                        Amounts.seconds(9_990_000_000L),
                        Amounts.seconds(59_000_000_000L),
                        Amounts.seconds(125_000_000_000L)))
                .containsExactly("0.00 s", "0.04 s", "0.4 s", "9.9 s", "59 s", "2 min 5 s");
        assertThat(List.of(
                        Amounts.bytes(999),
                        Amounts.bytes(1000),
                        Amounts.bytes(4230),
                        Amounts.bytes(130_000),
                        Amounts.bytes(999_999),
                        Amounts.bytes(1_500_000_000L)))
                .containsExactly("999 B", "1.0 kB", "4.2 kB", "130 kB", "999 kB", "1.5 GB");
    }

    @Test
    void aMistypedWordFindsTheOneItIsNearestTo() {
        List<String> names = List.of("install", "uninstall", "list", "history");
        assertThat(Alike.best("instal", names)).isEqualTo("install");
        assertThat(Alike.best("isntall", names)).isEqualTo("install");
        assertThat(Alike.best("lst", names)).isEqualTo("list");
        assertThat(Alike.best("hist", names)).isEqualTo("history");
        assertThat(Alike.best("banana", names)).isNull();
        assertThat(Alike.best("x".repeat(100_000), names)).isNull();
        assertThat(Alike.edits("ab", "ba")).isEqualTo(1);
        assertThat(Alike.edits("", "abc")).isEqualTo(3);
    }

    @Test
    void commandsAreSpelledForWhereTheyAreTyped() {
        Look shell = new Look(false, 0, true, true, null);
        assertThat(shell.command("ggen install x")).isEqualTo("install x");
        assertThat(shell.command("ggen host use a b")).isEqualTo("host:use a b");
        assertThat(shell.command("chmod +w x")).isEqualTo("chmod +w x");
        assertThat(shell.command("host:services")).isEqualTo("host:services");
        assertThat(Look.PLAIN.command("host:services")).isEqualTo("ggen host:services");
        assertThat(Look.PLAIN.command("ggen host use a b")).isEqualTo("ggen host use a b");
    }
}
