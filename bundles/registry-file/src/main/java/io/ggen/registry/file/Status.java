package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has been said about the releases of a name since they were made: the only part of an index that cannot be told
 * from folders and archives, so it has a file of its own.
 *
 * @param yanked versions, as text
 */
record Status(@Nullable String deprecated, Set<String> yanked) {
    Status {
        yanked = Set.copyOf(yanked);
    }

    static Status read(byte[] text) throws Damaged {
        return Json.read(text, Status::read);
    }

    private static Status read(JsonParser parser) throws IOException, Damaged {
        Json.object(parser, "a status");
        String deprecated = "";
        Set<String> yanked = new TreeSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "deprecated" -> deprecated = Json.text(parser, field);
                case "yanked" -> yanked.addAll(Json.texts(parser, field));
                default -> parser.skipChildren();
            }
        }
        return new Status(deprecated.isEmpty() ? null : deprecated, yanked);
    }

    byte[] write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            if (deprecated != null) {
                json.writeStringField("deprecated", deprecated);
            }
            json.writeArrayFieldStart("yanked");
            for (String version : new TreeSet<>(yanked)) {
                json.writeString(version);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }
}
