package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Dependency;
import io.ggen.api.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The dependencies of a release as JSON: {@code {"NAME or @PUBLISHER/NAME": RANGE}}, or a list of such names. */
final class Dependencies {
    private Dependencies() {}

    /** Reads them, in the order of their names. */
    static List<Dependency> read(JsonParser parser) throws IOException, Damaged {
        List<Dependency> found = new ArrayList<>();
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(parser, dependency(parser, Json.text(parser, "dependencies"), "latest"), found);
                }
            }
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    add(parser, dependency(parser, key, Json.text(parser, key)), found);
                }
            }
            default -> throw Damaged.at(parser, "'dependencies' should be an object of names and ranges");
        }
        return found;
    }

    private static void add(JsonParser parser, Dependency dependency, List<Dependency> found) throws Damaged {
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = found.get(middle).name().compareTo(dependency.name());
            if (order == 0) {
                throw Damaged.at(parser, "the dependency '" + dependency.name() + "' is there twice");
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        found.add(low, dependency);
    }

    private static Dependency dependency(JsonParser parser, String key, String range) throws Damaged {
        try {
            return Dependency.parse(key, Ranges.parse(range));
        } catch (ProblemException e) {
            throw Damaged.at(parser, e.problem().message());
        }
    }

    static void write(JsonGenerator json, List<Dependency> dependencies) throws IOException {
        if (dependencies.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("dependencies");
        for (Dependency dependency : dependencies) {
            json.writeStringField(dependency.key(), dependency.range().toString());
        }
        json.writeEndObject();
    }
}
