package io.ggen.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as records may hold one: no fractions, no negative numbers. Immutable, compared by value. */
public sealed interface JsonValue {
    /** A text. */
    record Text(String value) implements JsonValue {}

    /** A whole number in 0..2^53-1. */
    record Whole(long value) implements JsonValue {
        /** Throws {@link IllegalArgumentException} if out of range. */
        public Whole {
            if (value < 0 || value > CanonicalJson.LARGEST) {
                throw new IllegalArgumentException(value + " is not in 0..2^53-1");
            }
        }
    }

    /** A list. */
    record Items(List<JsonValue> items) implements JsonValue {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** The three words of JSON. */
    enum Word implements JsonValue {
        /** {@code true}. */
        TRUE,
        /** {@code false}. */
        FALSE,
        /** {@code null}. */
        NULL
    }

    /** An object: members by name. */
    final class Members implements JsonValue {
        /** The empty object. */
        public static final Members NONE = new Members(Map.of());

        final Map<String, JsonValue> map;

        private Members(Map<String, JsonValue> map) {
            this.map = map;
        }

        /** An object with a copy of these members. */
        public static Members of(Map<String, JsonValue> members) {
            return members.isEmpty() ? NONE : new Members(new LinkedHashMap<>(members));
        }

        /** An object around this very map, which the caller may still take apart. */
        static Members around(Map<String, JsonValue> members) {
            return new Members(members);
        }

        /** The members, unmodifiable. */
        public Map<String, JsonValue> map() {
            return Collections.unmodifiableMap(map);
        }

        /** Whether there are no members. */
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Members that && map.equals(that.map);
        }

        @Override
        public int hashCode() {
            return map.hashCode();
        }

        @Override
        public String toString() {
            return map.toString();
        }
    }
}
