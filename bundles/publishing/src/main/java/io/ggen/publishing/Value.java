package io.ggen.publishing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a manifest, JSON or TOML alike, and the place where it stands. */
sealed interface Value {
    /** The deepest that values may nest. */
    int DEEPEST = 64;

    Place at();

    record Text(String text, Place at) implements Value {}

    /** A number, {@code true}, {@code false} or {@code null}, as JSON writes it. */
    record Plain(String json, Place at) implements Value {
        boolean isNull() {
            return json.equals("null");
        }
    }

    record Items(List<Value> values, Place at) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Keys in the order of the file. */
    record Table(Map<String, Value> values, Place at) implements Value {
        public Table {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
