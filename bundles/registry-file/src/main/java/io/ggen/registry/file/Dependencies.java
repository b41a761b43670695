package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                    found.add(dependency(parser, Json.text(parser, "dependencies"), "latest"));
                }
            }
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    found.add(dependency(parser, key, Json.text(parser, key)));
                }
            }
            default -> throw Damaged.at(parser, "'dependencies' should be an object of names and ranges");
        }
        if (found.size() > 1) {
            found.sort(Comparator.comparing(Dependency::name));
            for (int i = 1; i < found.size(); i++) {
                if (found.get(i).name().equals(found.get(i - 1).name())) {
                    throw Damaged.at(parser, "the dependency '" + found.get(i).name() + "' is there twice");
                }
            }
        }
        return found;
    }

    private static Dependency dependency(JsonParser parser, String key, String range) throws Damaged {
        try {
            @Nullable PublisherId publisher = null;
            String name = key;
            int slash = key.indexOf('/');
            if (key.startsWith("@") && slash > 0) {
                publisher = new PublisherId(key.substring(1, slash));
                name = key.substring(slash + 1);
            }
            return new Dependency(new PackageName(name), publisher, Range.parse(range));
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
