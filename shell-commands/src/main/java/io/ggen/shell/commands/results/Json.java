package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.shell.commands.task.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as JSON text: one line of ASCII, so that no terminal or charset can make anything else of it. */
public final class Json {
    private static final int LAST_PLAIN = '~';

    private Json() {}

    /** The JSON document of {@code result}, without a line end. */
    public static String text(Result result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PLAIN);
            result.json(json);
        } catch (IOException e) {
            throw new UncheckedIOException("A result cannot be written as JSON", e);
        }
        return text.toString();
    }

    static void strings(JsonGenerator json, String name, List<String> all) throws IOException {
        json.writeArrayFieldStart(name);
        for (String one : all) {
            json.writeString(one);
        }
        json.writeEndArray();
    }

    static void orNull(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** Seconds to the millisecond. */
    static void seconds(JsonGenerator json, long nanos) throws IOException {
        json.writeFieldName("seconds");
        json.writeNumber(nanos / 1_000_000 / 1000.0);
    }
}
