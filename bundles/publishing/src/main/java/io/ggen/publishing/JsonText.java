package io.ggen.publishing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.ggen.api.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads and writes manifests as JSON. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Value.DEEPEST)
                    .maxStringLength(ManifestFile.LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** The object that {@code text} holds. A problem names {@code file}, line and column. */
    static Value.Table read(String text, ManifestFile file) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw file.broken("it is empty");
            }
            if (!(value(parser) instanceof Value.Table table)) {
                throw file.wrong(Place.START, "a manifest is an object, '{' … '}'");
            }
            if (parser.nextToken() != null) {
                throw file.wrong(place(parser), "something follows after the end of the manifest");
            }
            return table;
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            Place place = at == null ? Place.START : new Place(at.getLineNr(), at.getColumnNr());
            throw file.wrong(
                    place, Texts.shown(Objects.requireNonNullElse(e.getOriginalMessage(), "this is not JSON"), 200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Value value(JsonParser parser) throws IOException {
        Place at = place(parser);
        JsonToken token = Objects.requireNonNull(parser.currentToken());
        switch (token) {
            case START_OBJECT -> {
                Map<String, Value> values = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    values.put(key, value(parser));
                }
                return new Value.Table(values, at);
            }
            case START_ARRAY -> {
                List<Value> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(parser));
                }
                return new Value.Items(values, at);
            }
            case VALUE_STRING -> {
                return new Value.Text(parser.getText(), at);
            }
            default -> {
                return new Value.Plain(parser.getText(), at);
            }
        }
    }

    private static Place place(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    /** {@code table} as indented JSON with a line feed at its end, the same text on every machine. */
    static String write(Value.Table table) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(lines)
                    .withSeparators(DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                            Separators.Spacing.AFTER)));
            write(table, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
        if (value instanceof Value.Text text) {
            json.writeString(text.text());
        } else if (value instanceof Value.Plain plain) {
            json.writeRawValue(plain.json());
        } else if (value instanceof Value.Items items) {
            json.writeStartArray();
            for (Value item : items.values()) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Value.Table table) {
            json.writeStartObject();
            for (Map.Entry<String, Value> entry : table.values().entrySet()) {
                json.writeFieldName(entry.getKey());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        }
    }
}
