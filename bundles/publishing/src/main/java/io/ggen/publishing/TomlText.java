package io.ggen.publishing;

import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML (1.0.0). */
final class TomlText {
    private TomlText() {}

    /** The table that {@code text} is. A problem names {@code file}, line and column. */
    static Value.Table read(String text, ManifestFile file) {
        Place tooDeep = tooDeep(text);
        if (tooDeep != null) {
            throw file.wrong(tooDeep, "this nests more than " + Value.DEEPEST + " levels");
        }
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            TomlParseError first = result.errors().get(0);
            throw file.wrong(
                    place(first.position()),
                    Texts.shown(Objects.requireNonNullElse(first.getMessage(), "this is not TOML"), 200));
        }
        return table(result, Place.START, 1, file);
    }

    private static Value.Table table(TomlTable table, Place at, int depth, ManifestFile file) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            values.put(key, value(table.get(path), place(table.inputPositionOf(path)), depth, file));
        }
        return new Value.Table(values, at);
    }

    private static Value value(@Nullable Object value, Place at, int depth, ManifestFile file) {
        if (depth == Value.DEEPEST) {
            throw file.wrong(at, "this nests more than " + Value.DEEPEST + " levels");
        }
        if (value instanceof TomlTable table) {
            return table(table, at, depth + 1, file);
        }
        if (value instanceof TomlArray array) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                items.add(value(array.get(i), place(array.inputPositionOf(i)), depth + 1, file));
            }
            return new Value.Items(items, at);
        }
        boolean plain = value instanceof Boolean
                || value instanceof Long
                || value instanceof Double number && Double.isFinite(number);
        return plain ? new Value.Plain(String.valueOf(value), at) : new Value.Text(String.valueOf(value), at);
    }

    private static Place place(@Nullable TomlPosition position) {
        return position == null ? Place.START : new Place(position.line(), position.column());
    }

    /**
     * Where brackets nest too deeply, or null. The parser descends once for each bracket and would run out of stack, so
     * this looks first; strings and comments are passed over.
     */
    private static @Nullable Place tooDeep(String text) {
        int depth = 0;
        int lineStart = 0;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\'' -> {
                    int end = endOfString(text, i);
                    for (int k = i; k < end; k++) {
                        if (text.charAt(k) == '\n') {
                            line++;
                            lineStart = k + 1;
                        }
                    }
                    i = end - 1;
                }
                case '#' -> {
                    int end = text.indexOf('\n', i);
                    i = (end < 0 ? text.length() : end) - 1;
                }
                case '\n' -> {
                    line++;
                    lineStart = i + 1;
                }
                case '[', '{' -> {
                    depth++;
                    if (depth > Value.DEEPEST) {
                        return new Place(line, i - lineStart + 1);
                    }
                }
                case ']', '}' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
        return null;
    }

    /** The index after the string that begins at {@code start}; one that does not end, ends with its line or the text. */
    private static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        String triple = String.valueOf(quote).repeat(3);
        boolean lines = text.startsWith(triple, start);
        for (int i = start + (lines ? 3 : 1); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (lines && text.startsWith(triple, i)) {
                return i + 3;
            } else if (!lines && c == quote) {
                return i + 1;
            } else if (!lines && c == '\n') {
                return i;
            }
        }
        return text.length();
    }
}
