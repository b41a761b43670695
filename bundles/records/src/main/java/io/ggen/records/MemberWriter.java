package io.ggen.records;

import io.ggen.api.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the members of an object; those unknown to this ggen are joined to the known ones, at every depth. */
final class MemberWriter {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    MemberWriter text(String name, String value) {
        members.put(name, new JsonValue.Text(value));
        return this;
    }

    MemberWriter whole(String name, long value) {
        members.put(name, new JsonValue.Whole(value));
        return this;
    }

    MemberWriter time(String name, Instant value) {
        return whole(name, value.toEpochMilli());
    }

    MemberWriter digest(String name, Digest value) {
        return text(name, value.hex());
    }

    MemberWriter texts(String name, List<?> values) {
        List<JsonValue> items = new ArrayList<>(values.size());
        for (Object value : values) {
            items.add(new JsonValue.Text(value.toString()));
        }
        members.put(name, new JsonValue.Items(items));
        return this;
    }

    MemberWriter object(String name, JsonValue.Members value) {
        members.put(name, value);
        return this;
    }

    JsonValue.Members members() {
        return JsonValue.Members.around(members);
    }

    JsonValue.Members with(JsonValue.Members unknown) {
        join(members, unknown.map);
        return members();
    }

    private static void join(Map<String, JsonValue> known, Map<String, JsonValue> unknown) {
        for (Map.Entry<String, JsonValue> member : unknown.entrySet()) {
            JsonValue mine = known.get(member.getKey());
            if (mine == null) {
                known.put(member.getKey(), member.getValue());
            } else if (mine instanceof JsonValue.Members part && member.getValue() instanceof JsonValue.Members more) {
                Map<String, JsonValue> joined = new LinkedHashMap<>(part.map);
                join(joined, more.map);
                known.put(member.getKey(), JsonValue.Members.around(joined));
            } else {
                throw new IllegalArgumentException("'" + member.getKey() + "' is not an unknown member");
            }
        }
    }
}
