package io.ggen.publishing;

import io.ggen.api.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed access to the fields of a manifest's table. Whatever has the wrong type is a problem with its place. */
record Fields(ManifestFile file, Map<String, Value> values) {
    /** The value of {@code key}, or null if there is none or it is JSON's null. */
    @Nullable
    Value get(String key) {
        Value value = values.get(key);
        return value instanceof Value.Plain plain && plain.isNull() ? null : value;
    }

    /** The text of {@code key}, which must be there. */
    Value.Text required(String key) {
        Value value = get(key);
        if (value == null) {
            throw file.wrong(Place.START, "'" + key + "' is missing");
        }
        return text(key, value);
    }

    /** The text of {@code key}, or empty text. */
    String text(String key) {
        Value value = get(key);
        return value == null ? "" : text(key, value).text();
    }

    private Value.Text text(String key, Value value) {
        if (value instanceof Value.Text text) {
            return text;
        }
        throw file.wrong(value.at(), "'" + key + "' must be text");
    }

    /** The words in the list {@code key}; empty if there is none. */
    List<String> words(String key) {
        Value value = get(key);
        List<String> words = new ArrayList<>();
        if (value == null) {
            return words;
        }
        if (!(value instanceof Value.Items items)) {
            throw file.wrong(value.at(), "'" + key + "' must be a list of texts");
        }
        for (Value item : items.values()) {
            if (!(item instanceof Value.Text text)) {
                throw file.wrong(item.at(), "'" + key + "' must be a list of texts");
            }
            words.add(text.text());
        }
        return words;
    }

    /** What {@code reader} makes of {@code text}; a problem is told with the place {@code at}. */
    <T> T read(String text, Place at, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (ProblemException e) {
            throw file.wrong(at, e.problem().message());
        }
    }
}
